"""When a page that was sent goes back to its translators: once nothing of it is left to decide."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wagtail.models import TaskState, WorkflowState

from translation_workflow.editions.models import Edition
from translation_workflow.source.models import State
from translation_workflow.source.standing import texts_of_today, words_for

from .counting import count_words
from .send import page_of, running


def note_decided(edition: Edition, key: UUID, *, note: str = "", user: Any) -> None:
    """Keep a page in the list while words of it wait for a reviewer; else give it back, if a reviewer asked
    for other words somewhere. The notes of all that was sent back go with it.
    """
    task = _task(edition, key)
    if task is None:
        return
    if _is_decided(edition, key):
        task.reject(user=user, comment=_with(task, note))
    elif note.strip():
        # Wagtail writes a task's comment at its end; until then it holds the notes so far.
        task.comment = _with(task, note)
        task.save(update_fields=["comment"])


def give_back(edition: Edition, key: UUID, *, note: str, user: Any) -> bool:
    """Send a page back that waits, whatever is left to decide; return whether it did."""
    task = _task(edition, key)
    if task is None:
        return False
    task.reject(user=user, comment=_with(task, note))
    return True


def _task(edition: Edition, key: UUID) -> TaskState | None:
    """Return the task of a page that waits for its reviewers."""
    page = page_of(edition, key)
    state = running(page) if page else None
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        return None
    task: TaskState | None = state.current_task_state
    return task


def _is_decided(edition: Edition, key: UUID) -> bool:
    masters = {edition.programme_id: [key]}
    if count_words([edition], masters)[edition.pk, key].to_approve:
        return False
    # What the system says needs work, nobody said: the translator sent it so.
    words = words_for(texts_of_today([edition], masters), [edition.locale_id])
    asked = words.filter(working_state__state=State.NEEDS_WORK, working_state__set_by__isnull=False)
    return bool(asked.exists())


def _with(task: TaskState, note: str) -> str:
    return "\n".join(filter(None, (task.comment, note.strip())))
