"""What waits for one person in an edition, in the order in which it is best done. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from translation_workflow.editions.models import Edition


class What(StrEnum):
    """Sorts of work, the first of them first.

    Before all, what others wait for; then what readers get and is wrong; then what is nearly done; then
    what is still missing.
    """

    REVIEWS = "reviews"
    SENT_BACK = "sent_back"
    ANSWERS = "answers"
    QUESTIONS = "questions"
    CONFLICTS = "conflicts"
    UPLOADS = "uploads"
    SET_ASIDE = "set_aside"
    NEEDS_WORK = "needs_work"
    OVERDUE = "overdue"
    READY = "ready"
    READY_SHARED = "ready_shared"
    UNTRANSLATED = "untranslated"
    TO_APPROVE = "to_approve"


@dataclass(frozen=True)
class Task:
    """So many things of one sort. `pages` are the keys of the objects they are in, in reading order, where
    they are in objects; work on the first of them begins it: at `place` (context, text) where it is about
    one piece there, and at `url` where it is on a screen that the first object has elsewhere.
    """

    what: What
    number: int
    pages: tuple[UUID, ...] = ()
    place: tuple[int, int] | None = None
    url: str = ""


@dataclass(frozen=True)
class Waiting:
    """The tasks of one person in an edition, in the order of `What`; none is empty."""

    edition: Edition
    tasks: tuple[Task, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.tasks)

    def number(self, what: What) -> int:
        """Return how many things of a sort wait."""
        return sum(task.number for task in self.tasks if task.what is what)
