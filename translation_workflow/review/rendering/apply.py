"""The one writer of editions' objects: live row and draft, revisions, history, indexes, in bulk.

What Wagtail does when it saves and publishes one page is done here for all pages of all plans.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page, Revision
from wagtail.signals import page_published, published

from translation_workflow.review.publishing import own_publishing
from translation_workflow.trees.children import load_children
from translation_workflow.trees.index import reindex
from translation_workflow.trees.revisions import LogEntry, NewRevision, log, save_revisions, take_schedules
from translation_workflow.trees.update import update_rows

from .frames import Values
from .plan import Plan

PUBLISHED = "wagtail.publish"
FOLLOWED = "editions.follow"
STATE = (
    "draft_title",
    "live",
    "expired",
    "has_unpublished_changes",
    "latest_revision",
    "live_revision",
    "latest_revision_created_at",
    "first_published_at",
    "last_published_at",
)


@dataclass
class _Written:
    """A page with the revisions that it got."""

    plan: Plan
    live: Revision | None = None
    draft: Revision | None = None
    made: list[tuple[str, NewRevision]] = field(default_factory=list)

    @property
    def page(self) -> Any:
        return self.plan.target.row


def apply_plans(plans: Sequence[Plan], *, user: Any, action: str) -> None:
    """Write the rows, drafts and schedules of plans. What a plan leaves as it is costs nothing.

    Needs a transaction. `action` is what the pages' history calls it.
    """
    plans = [plan for plan in plans if plan.writes]
    for plan in plans:
        _set_fields(plan.target.row, plan.live)
    pages = [_Written(plan) for plan in plans if plan.target.is_page]
    now = timezone.now()
    _write_revisions(pages, user=user, now=now)
    for one in pages:
        _set_state(one, now)
    by_model: dict[Any, list[Plan]] = defaultdict(list)
    for plan in plans:
        by_model[type(plan.target.row)].append(plan)
    for model, own in by_model.items():
        names = {name for plan in own for name in plan.live} | (
            set(STATE) if issubclass(model, Page) else set()
        )
        update_rows([plan.target.row for plan in own], names)
    _write_history(pages, user=user, now=now, action=action)
    changed = [plan.target.row for plan in plans if plan.live or plan.goes_live]
    if changed:
        reindex(changed)
    _tell([one for one in pages if one.live])


def _set_fields(row: Any, values: Values) -> None:
    for name, value in values.items():
        model_field = row._meta.get_field(name)
        setattr(row, model_field.attname, model_field.to_python(value))


def _write_revisions(pages: Sequence[_Written], *, user: Any, now: datetime) -> None:
    """Make the revisions of all pages: what is live, then what is scheduled, then the draft."""
    load_children([one.page for one in pages])
    for one in pages:
        plan, page = one.plan, one.page
        content = page.serializable_data()
        is_live = page.live or plan.goes_live
        if is_live and (plan.live or plan.goes_live or (plan.drops_draft and not page.live_revision_id)):
            one.made.append(("live", NewRevision(page, content | {"live": True})))
        schedule = plan.target.schedule
        if schedule and plan.writes_schedule:
            one.made.append(
                (
                    "schedule",
                    NewRevision(page, _with(schedule.content, plan), approved_go_live_at=schedule.at),
                )
            )
        if plan.writes_draft:
            at = schedule.at if schedule and schedule.is_latest else None
            base = plan.target.draft or content
            one.made.append(("draft", NewRevision(page, _with(base, plan), approved_go_live_at=at)))
    made = [(one, name, revision) for one in pages for name, revision in one.made]
    rows = save_revisions([revision for _, _, revision in made], user=user, now=now)
    for (one, name, _), row in zip(made, rows, strict=True):
        if name == "live":
            one.live = row
        elif name == "draft":
            one.draft = row
    take_schedules(rows)


def _with(content: Mapping[str, Any], plan: Plan) -> dict[str, Any]:
    """A revision's content with the fields of the draft in it."""
    streams = {
        name: json.dumps(value, cls=DjangoJSONEncoder)
        for name, value in (plan.draft or {}).items()
        if isinstance(plan.target.row._meta.get_field(name), StreamField)
    }
    return {**content, **(plan.draft or {}), **streams}


def _set_state(one: _Written, now: datetime) -> None:
    """Point a page at its revisions, as saving and publishing them one by one would."""
    page, plan = one.page, one.plan
    if one.live:
        page.live, page.expired = True, False
        page.live_revision = one.live
        page.last_published_at = now
        page.first_published_at = page.first_published_at or now
    latest = one.draft or (one.live if plan.draft is None else None)
    if latest is None and plan.drops_draft:
        page.latest_revision_id = page.live_revision_id
    elif latest is not None:
        page.latest_revision = latest
        page.latest_revision_created_at = latest.created_at
    page.has_unpublished_changes = plan.draft is not None
    if plan.writes_draft or plan.draft is None:
        page.draft_title = (plan.draft or {}).get("title", page.title)


def _write_history(pages: Sequence[_Written], *, user: Any, now: datetime, action: str) -> None:
    entries = []
    for one in pages:
        revision = one.live or one.draft
        if revision is not None:
            told = {"revision": {"id": revision.pk, "created": now.strftime("%d %b %Y %H:%M")}}
            entries.append(LogEntry(one.page, action if one.live else FOLLOWED, revision, True, told))
    log(entries, user=user, now=now)


def _tell(pages: Sequence[_Written]) -> None:
    """Let aliases follow, and tell who listens to Wagtail once the pages are there for everybody."""
    for one in pages:
        if one.page.has_aliases:
            one.page.update_aliases(revision=one.live)
    if pages:
        transaction.on_commit(partial(_send, [(one.page, one.live) for one in pages]), robust=True)


def _send(pages: Sequence[tuple[Any, Any]]) -> None:
    with own_publishing():
        for page, revision in pages:
            page_published.send(sender=type(page), instance=page, revision=revision)
            published.send(sender=type(page), instance=page, revision=revision)
