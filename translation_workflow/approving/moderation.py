"""What Wagtail's own workflow buttons do, on pages of editions.

A page that only its edition has is looked at in Wagtail's editor: it is approved, or sent back, there. Of a
translated page Wagtail shows no words and no change, so that its only button leads to where they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import workflow_approved

from translation_workflow.editions.policy import editions_reviewed_by, may_publish_in
from translation_workflow.editions.registry import edition_of

if TYPE_CHECKING:
    from .models import EditionReview

LOOK = "look"
APPROVE = "approve"
REJECT = "reject"

Actions = list[tuple[str, "str | Promise", bool]]
"""The name of an action, its label, and whether it asks for a comment."""


def actions(task: EditionReview, page: Any, user: Any) -> Actions:
    """Return what somebody may do with a page that waits; nothing for who does not review its edition."""
    if task.edition_id not in reviewed_by(user) or not _is_its(task, page):
        return []
    if is_translated(task, page):
        return [(LOOK, _("Look at it and decide"), False)]
    return [
        (REJECT, _("Send back"), True),
        (APPROVE, _("Approve and publish"), False),
        (APPROVE, _("Approve and publish, with a comment"), True),
    ]


def act(task: EditionReview, state: TaskState, *, user: Any, name: str, comment: str) -> str | None:
    """Do what was pressed; return where to go on, if not where Wagtail would.

    Wagtail asks what is allowed for the page in the address, and does it to the task that is named beside it:
    so it is asked again here, for the page that this task is about. Raises PermissionDenied.
    """
    page = state.workflow_state.content_object
    if page is None or name not in {one for one, *_ in actions(task, page, user)}:
        raise PermissionDenied
    if name == LOOK:
        return reverse("approving:page", args=[task.edition_id, page.translation_key])
    if name == APPROVE and not may_publish_in(user, task.edition):
        raise PermissionDenied
    with transaction.atomic():
        locked = Page.objects.select_for_update().get(pk=page.pk)
        if name == APPROVE and not _is_as_sent(locked, state, user=user):
            return f"{reverse('approving:queue')}?told=changed"
        if name == APPROVE:
            state.approve(user=user, comment=comment)
        else:
            state.reject(user=user, comment=comment)
    return None


def is_locked(task: EditionReview, page: Any, user: Any) -> bool:
    """Whether somebody may not edit a page while it waits: what is looked at stays as it was sent.

    Words of translated pages have a version each, and go on.
    """
    return not is_translated(task, page) and task.edition_id not in reviewed_by(user)


def states_for(task: EditionReview, user: Any) -> QuerySet[TaskState]:
    """Return what waits for somebody in an edition."""
    rows: QuerySet[TaskState] = TaskState.objects.filter(task=task.pk, status=TaskState.STATUS_IN_PROGRESS)
    return rows if task.edition_id in reviewed_by(user) else rows.none()


def end(state: WorkflowState, *, user: Any) -> None:
    """End a workflow whose page a publication has just made live: approved, if it still waited."""
    if state.status != WorkflowState.STATUS_IN_PROGRESS or state.current_task_state is None:
        state.cancel(user=user)
        return
    state.current_task_state.approve(user=user, update=False)
    state.status = WorkflowState.STATUS_APPROVED
    state.save()
    # A publication that is rolled back has told nobody.
    transaction.on_commit(
        lambda: workflow_approved.send(sender=WorkflowState, instance=state, user=user), robust=True
    )


def reviewed_by(user: Any) -> frozenset[int]:
    """Return the ids of the editions that somebody reviews; asked once for each `user` object."""
    if not hasattr(user, "_reviewed"):
        user._reviewed = frozenset(editions_reviewed_by(user).values_list("pk", flat=True))
    reviewed: frozenset[int] = user._reviewed
    return reviewed


def is_translated(task: EditionReview, page: Any) -> bool:
    """Whether a page of the task's edition has a page of the master, live or not."""
    master = task.edition.programme.master_locale_id
    return bool(Page.objects.filter(translation_key=page.translation_key, locale=master).exists())


def _is_its(task: EditionReview, page: Any) -> bool:
    edition = edition_of(page) if isinstance(page, Page) else None
    return edition is not None and edition.pk == task.edition_id


def _is_as_sent(page: Page, state: TaskState, *, user: Any) -> bool:
    """Whether a page says what was sent, or what this very reviewer made of it."""
    latest = page.latest_revision
    return latest is None or latest.pk == state.revision_id or latest.user_id == user.pk
