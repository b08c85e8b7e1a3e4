"""Our side of each comparison: the shipping functions, called in one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pages.models import Programme
from pages.progress import unwatched
from translation_workflow.editions.models import Edition
from translation_workflow.jobs import models as jobs
from translation_workflow.jobs.models import Job, Kind
from translation_workflow.jobs.runner import drain
from translation_workflow.jobs.work import run_tasks
from translation_workflow.review.publish import publish_edition
from translation_workflow.review.rendering.frames import Shelf
from translation_workflow.review.submit import read, submit_programme

FOLLOWING = [kind for kind in jobs.FOLLOWING if kind is not Kind.DOCUMENT]


def follow() -> None:
    """Let all editions follow what the author published; the master's own document is not part of it."""
    drain(kinds=FOLLOWING)
    run_tasks()


def follow_with_masters_document() -> None:
    """Let all editions follow, and build the master's document too."""
    drain()
    run_tasks()


def publish_all(editions: Iterable[Edition]) -> None:
    """Publish every edition's words, as the command does. Raises ValueError when one is refused."""
    shelf = Shelf()
    for edition in editions:
        if refused := publish_edition(edition, progress=unwatched, shelf=shelf).refused:
            raise ValueError(refused[0])
    run_tasks()


def submit_all(programme: Programme) -> None:
    """Put the master before all its editions."""
    submit_programme(programme, progress=unwatched)
    run_tasks()


def refresh(instance: Any, editions: Sequence[Edition]) -> None:
    """Read one master page anew."""
    read(instance, editions)


def forget_pending() -> None:
    """Take back what receivers noted: the world is whole without it."""
    Job.objects.all().delete()
