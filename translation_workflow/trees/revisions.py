"""Revisions and log entries of many pages, each in one insert, as Wagtail writes them one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from wagtail.log_actions import get_active_log_context
from wagtail.log_actions import registry as log_actions
from wagtail.models import Page, PageLogEntry, Revision


@dataclass(frozen=True)
class NewRevision:
    """What one page is to say: `content` is its serializable data, `page` the specific instance.

    `approved_go_live_at` puts it on the schedule.
    """

    page: Page
    content: dict[str, Any]
    approved_go_live_at: datetime | None = None


@dataclass(frozen=True)
class LogEntry:
    """One line of a page's history, under an action that Wagtail knows.

    `user` is who did it, where that is another one than whom `log` is told.
    """

    page: Page
    action: str
    revision: Revision | None = None
    content_changed: bool = False
    data: dict[str, Any] = field(default_factory=dict)
    user: Any = None


def save_revisions(drafts: Sequence[NewRevision], *, user: Any, now: datetime) -> list[Revision]:
    """Insert the revisions and return them in the order of `drafts`; pages are not touched.

    Of two revisions of one page, the one that stands later here is the later one. Whoever calls this
    points the pages at their latest and live revisions.
    """
    made: list[Revision] = Revision.objects.bulk_create(
        [_revision(draft, user=user, now=now) for draft in drafts]
    )
    return made


def take_schedules(revisions: Sequence[Revision]) -> None:
    """Take older revisions of a page off the schedule where one of these is on it; one query."""
    scheduled = [revision for revision in revisions if revision.approved_go_live_at is not None]
    if scheduled:
        Revision.page_revisions.filter(
            object_id__in=[revision.object_id for revision in scheduled], approved_go_live_at__isnull=False
        ).exclude(pk__in=[revision.pk for revision in scheduled]).update(approved_go_live_at=None)


def log(entries: Sequence[LogEntry], *, user: Any, now: datetime) -> None:
    """Insert the entries. Raises ValidationError for an action that nobody registered.

    As with Wagtail's own log, what `user` leaves open is taken from the active log context.
    """
    unknown = {entry.action for entry in entries if not log_actions.action_exists(entry.action)}
    if unknown:
        raise ValidationError(f"No such log action: {', '.join(sorted(unknown))}.")
    context = get_active_log_context()
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page_id=entry.page.pk,
            content_type=ContentType.objects.get_for_model(entry.page, for_concrete_model=False),
            label=entry.page.specific_deferred.get_admin_display_title(),
            action=entry.action,
            timestamp=now,
            data=entry.data,
            user=entry.user or user or context.user,
            uuid=context.uuid,
            revision=entry.revision,
            content_changed=entry.content_changed,
        )
        for entry in entries
    )


def _revision(draft: NewRevision, *, user: Any, now: datetime) -> Revision:
    page = draft.page
    return Revision(
        content_type=ContentType.objects.get_for_model(page, for_concrete_model=False),
        base_content_type=page.get_base_content_type(),
        object_id=str(page.pk),
        created_at=now,
        user=user,
        approved_go_live_at=draft.approved_go_live_at,
        content=draft.content,
        object_str=str(draft.content.get("title", page)),
    )
