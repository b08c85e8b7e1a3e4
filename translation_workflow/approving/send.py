"""A translator sends a page to the reviewers of its edition, and takes it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from translation_workflow.editions.locks import lock_editions
from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import may, may_approve
from translation_workflow.editions.roles import Act
from translation_workflow.source.masters import is_live_master, is_of

from .errors import ReviewRefused
from .queue import Stage, queue
from .workflows import review_of


@transaction.atomic
def send_for_review(edition: Edition, key: UUID, *, user: Any) -> None:
    """Let a page of an edition wait for its reviewers, in the person's name.

    Raises PermissionDenied for who does not translate the edition, and ReviewRefused, with a sentence, where
    there is nothing to look at, or where the page waits already.
    """
    if not may_send(user, edition):
        raise PermissionDenied
    lock_editions([edition])
    page = _page(edition, key)
    if (state := running(page)) and state.status == WorkflowState.STATUS_IN_PROGRESS:
        raise ReviewRefused(_waits_already(page, state))
    if not _is_to_look_at(edition, page):
        raise ReviewRefused(
            _("“%(title)s” has nothing to look at: what is translated there is live. Nothing was sent.")
            % {"title": page.get_admin_display_title()}
        )
    if state:
        # It was sent back to whoever had sent it; who sends it now may be another.
        state.cancel(user=user)
    review_of(edition).workflow.start(page, user)


@transaction.atomic
def take_back(edition: Edition, key: UUID, *, user: Any) -> None:
    """Let a page wait no longer. Raises as `send_for_review`."""
    if not may_send(user, edition):
        raise PermissionDenied
    lock_editions([edition])
    page = _page(edition, key)
    state = running(page)
    if state is None:
        raise ReviewRefused(
            _("“%(title)s” does not wait for review: there is nothing to take back.")
            % {"title": page.get_admin_display_title()}
        )
    state.cancel(user=user)


def may_send(user: Any, edition: Edition) -> bool:
    """Whether somebody sends pages of an edition to its reviewers."""
    return may(user, Act.SEND_FOR_REVIEW, edition)


def may_decide(user: Any, edition: Edition) -> bool:
    """Whether somebody approves words of an edition, or sends them back."""
    return may_approve(user, edition)


def running(page: Any) -> WorkflowState | None:
    """Return the workflow that a page is in: it waits, or was sent back; None where it was never sent."""
    states = WorkflowState.objects.for_instance(page).active()
    return states.select_related("current_task_state", "requested_by").first()


def page_of(edition: Edition, key: UUID) -> Page | None:
    """Return an edition's own page; None where it has none, and for what is another programme's."""
    page: Page | None = Page.objects.filter(translation_key=key, locale=edition.locale_id).first()
    return page if is_of(edition, key) else None


def _is_to_look_at(edition: Edition, page: Any) -> bool:
    """Whether a page has anything that is not live; of one without a master its own draft tells."""
    if not Page.objects.filter(
        translation_key=page.translation_key, locale=edition.programme.master_locale_id
    ).exists():
        return bool(page.has_unpublished_changes or not page.live)
    found = queue([edition], keys=[page.translation_key])
    return any(one.stage is not Stage.RETURNED or one.words.waits for one in found)


def _page(edition: Edition, key: UUID) -> Any:
    """Return the edition's page as its type. Raises ReviewRefused where there is none to send."""
    page = page_of(edition, key)
    if page is not None and page.latest_revision_id:
        return page.specific
    if is_live_master(edition.programme, key):
        raise ReviewRefused(
            _(
                "This is shown by several pages, and has no draft of its own. It need not be sent: the "
                "reviewers have it in their list as soon as its words are translated."
            )
            if page is None and not Page.objects.filter(translation_key=key).exists()
            else _(
                "The edition has no draft of this page yet. Nothing was sent: a draft comes by itself within "
                "a minute. Then send it again."
            )
        )
    raise ReviewRefused(_("The edition has no such page. Nothing was sent."))


def _waits_already(page: Page, state: WorkflowState) -> str:
    return _("“%(title)s” waits for review already: %(who)s sent it on %(when)s. There is nothing to do.") % {
        "title": page.get_admin_display_title(),
        "who": state.requested_by or _("somebody"),
        "when": date_format(localtime(state.created_at), "SHORT_DATETIME_FORMAT"),
    }
