"""An edition in short, as its home and its card say it: what waits, what comes first, how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import may_approve
from translation_workflow.overview.bar import Share, bar_of
from translation_workflow.overview.pieces import Pieces
from translation_workflow.overview.step import next_step
from translation_workflow.overview.tasks import Task, Waiting
from translation_workflow.overview.telling import ICONS, address_of, button_of, sentence_of


@dataclass(frozen=True)
class Line:
    """A task in words; `url` is "" where nothing leads there."""

    task: Task
    sentence: str
    icon: str
    url: str
    button: str


@dataclass(frozen=True)
class Summary:
    """An edition with its tasks; `first` is the one to begin with."""

    edition: Edition
    pieces: Pieces
    lines: Sequence[Line]
    first: Line | None

    @property
    def shares(self) -> tuple[Share, ...]:
        return bar_of(self.pieces)

    @property
    def others(self) -> Sequence[Line]:
        """The tasks that come after the first."""
        return [line for line in self.lines if line is not self.first]


def summary_of(user: Any, waiting: Waiting, pieces: Pieces) -> Summary:
    """Return what waits for a user as the screens say it; no query."""
    approves = may_approve(user, waiting.edition)
    lines = [line_of(task, waiting.edition, approves=approves) for task in waiting.tasks]
    step = next_step(waiting)
    first = next((line for line in lines if line.task is step.task), None)
    return Summary(waiting.edition, pieces, lines, first)


def line_of(task: Task, edition: Edition, *, approves: bool) -> Line:
    """Return a task of an edition as screens say it."""
    return Line(
        task,
        sentence_of(task),
        ICONS[task.what],
        address_of(task, edition, approves=approves),
        button_of(task, approves=approves),
    )
