"""The editions' own objects as they are, read for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page, PageLogEntry, Revision

from translation_workflow.editions.models import Edition
from translation_workflow.review.models import Publication

from .apply import FOLLOWED
from .frames import Frame
from .plan import Schedule, Target

Owner = tuple[int, UUID]
"""An edition's id and an object's key."""


def targets_of(frames: Iterable[Frame], editions: Sequence[Edition]) -> dict[Owner, Target]:
    """Return the editions' rows of some master objects; what an edition does not have is not in it.

    Rows are locked for the transaction: who writes next waits.
    """
    keys: dict[Any, list[UUID]] = defaultdict(list)
    unread: dict[Any, set[str]] = {}
    for frame in frames:
        keys[frame.model].append(frame.key)
        unread[frame.model] = unread.get(frame.model, frame.unread) & frame.unread
    by_locale = {edition.locale_id: edition for edition in editions}
    rows = [
        row
        for model, own in keys.items()
        for row in _locked(model).filter(translation_key__in=own, locale__in=by_locale).defer(*unread[model])
    ]
    published = _published(editions, [key for own in keys.values() for key in own])
    drafts, schedules, by_hand = _revisions([row for row in rows if isinstance(row, Page)])
    targets = {}
    for row in rows:
        edition = by_locale[row.locale_id]
        owner = (edition.pk, row.translation_key)
        targets[owner] = Target(
            edition,
            row,
            draft=drafts.get(row.pk) if isinstance(row, Page) else None,
            schedule=schedules.get(row.pk) if isinstance(row, Page) else None,
            was_published=owner in published,
            is_withdrawn=owner in published and published[owner].is_withdrawn,
            is_taken_down=owner in published and published[owner].is_taken_down,
            is_by_hand=isinstance(row, Page) and row.pk in by_hand,
        )
    return targets


def references_of(frames: Iterable[Frame], editions: Sequence[Edition]) -> dict[int, dict[str, int]]:
    """Return edition id → snippet key → the id of the edition's own row."""
    wanted: dict[int, set[str]] = defaultdict(set)
    for frame in frames:
        for reference in frame.references:
            wanted[reference.model].add(reference.key)
    by_locale = {edition.locale_id: edition.pk for edition in editions}
    found: dict[int, dict[str, int]] = {edition.pk: {} for edition in editions}
    for model, keys in wanted.items():
        snippets: Any = ContentType.objects.get_for_id(model).model_class()
        rows = snippets._default_manager.filter(translation_key__in=keys, locale__in=by_locale)
        for pk, key, locale in rows.values_list("pk", "translation_key", "locale_id"):
            found[by_locale[locale]][str(key)] = pk
    return found


def _locked(model: Any) -> Any:
    rows = model._default_manager.order_by("pk")
    if issubclass(model, Page):
        # Asked with the row, since hardly any page has one.
        rows = rows.annotate(has_aliases=Exists(Page.objects.filter(alias_of=OuterRef("pk"))))
    return rows.select_for_update(of=("self",)) if connection.features.has_select_for_update_of else rows


def _published(editions: Sequence[Edition], keys: Collection[UUID]) -> dict[Owner, Publication]:
    rows = Publication.objects.filter(edition__in=editions, object_key__in=keys)
    return {(row.edition_id, row.object_key): row for row in rows}


def _revisions(pages: Sequence[Page]) -> tuple[Mapping[int, Any], Mapping[int, Schedule], Collection[int]]:
    """Return page id → content of its draft, page id → what is scheduled, and the pages drafted by hand.

    By hand is a draft that its page's history calls anything but ours.
    """
    changed = {page.latest_revision_id: page.pk for page in pages if page.has_unpublished_changes}
    if not changed:
        return {}, {}, ()
    rows = Revision.page_revisions.filter(object_id__in=[str(pk) for pk in changed.values()]).filter(
        Q(pk__in=[pk for pk in changed if pk]) | Q(approved_go_live_at__isnull=False)
    )
    theirs = PageLogEntry.objects.filter(revision=OuterRef("pk")).exclude(action=FOLLOWED)
    rows = rows.annotate(is_theirs=Exists(theirs))
    drafts: dict[int, Any] = {}
    by_hand: set[int] = set()
    schedules: dict[int, Schedule] = {}
    for pk, page, content, at, is_theirs in rows.order_by("pk").values_list(
        "pk", "object_id", "content", "approved_go_live_at", "is_theirs"
    ):
        if pk in changed:
            drafts[int(page)] = content
            if is_theirs:
                by_hand.add(int(page))
        if at is not None:
            schedules[int(page)] = Schedule(content, at, is_latest=pk in changed)
    return drafts, schedules, by_hand
