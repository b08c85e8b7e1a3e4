"""What has to hold whatever people did, asked of the database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, TranslationSource

from cms.delivery.documents.store import rebuild_edition
from cms.delivery.models import Document
from pages.progress import unwatched
from translation_workflow.catalogue.models import SetAside
from translation_workflow.jobs.leases import keys_at_work
from translation_workflow.jobs.models import Item, State
from translation_workflow.jobs.runner import drain
from translation_workflow.review.drift.sweep import find_drift
from translation_workflow.review.rendering.situation import situation_of
from translation_workflow.review.submit import submit_programme
from translation_workflow.source.masters import master_pages
from translation_workflow.source.models import DiscardedText
from translation_workflow.source.rows import TABLES

from .ledger import MARK, Ledger, texts_in
from .town import Town

_WRITES = re.compile(
    r"\s*(?:WITH .* )?(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE | re.DOTALL
)
BOOKKEEPING = ("jobs_", "django_tasks", "review_publication", "wagtail_localize_translationsource")
"""Tables that say what was done, and nothing of what is read: items of work, that an object is out, and the
engine's copy of the master, in which a page's number of children stands, too."""


@contextmanager
def writing_nothing(what: str) -> Iterator[None]:
    """Fail where anything but bookkeeping is written in the block."""
    written: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = _WRITES.match(sql)
        if found and not found[2].startswith(BOOKKEEPING):
            written.append(f"{sql[:300]} {str(params)[:300]}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield
    assert not written, f"{what} wrote: {written}"


def check_words(town: Town, ledger: Ledger) -> None:
    """Nothing that somebody typed is lost, and nothing is read that nobody let out."""
    _nothing_is_lost(town, ledger)
    for edition in town.editions:
        for page in town.translated(edition):
            if page.live:
                allowed = ledger.may_be_read(edition, page.translation_key)
                leaked = texts_in(page) - allowed
                assert not leaked, f"{edition}: “{page.title}” shows {leaked}"
        _documents_say_no_more(town, ledger, edition)
    _documents_say_no_more(town, ledger, town.master)


def check_settled(town: Town, ledger: Ledger) -> None:
    """What holds when the worker has done everything: once more changes nothing, and nothing drifts."""
    faults = list(
        Item.objects.exclude(state=State.DONE).values_list("kind", "edition__code", "state", "fault")
    )
    assert not faults, faults
    with writing_nothing("another sync"):
        drain()
        submit_programme(town.programme, progress=unwatched)
    _follows_in_full(town, ledger)
    _nothing_drifts(town)
    _stays_down(town, ledger)
    _documents_stand(town)
    _engine_agrees(town)
    check_tree(town, ledger)


def check_published_again(town: Town, publish: Callable[[], Any]) -> None:
    """A second publication changes nothing."""
    with writing_nothing("publishing again"):
        outcome = publish()
    assert outcome.published == 0


def check_tree(town: Town, ledger: Ledger) -> None:
    """Wagtail's own checks are clean, and every page's row, draft and revisions agree."""
    assert not any(Page.find_problems())
    for edition in [town.master, *town.editions]:
        for page in town.translated(edition):
            # The engine's editor writes a typed title into the row at once; its draft follows later, and
            # not before the master is live again.
            is_behind = (edition.pk, page.translation_key) in ledger.drafted or not town.is_live(page)
            _revisions_agree(page, is_behind=is_behind)


def _nothing_is_lost(town: Town, ledger: Ledger) -> None:
    working = {
        (locale, context, string): (words, has_error)
        for locale, context, string, words, has_error in StringTranslation.objects.values_list(
            "locale_id", "context_id", "translation_of_id", "data", "has_error"
        )
    }
    # What a conflict or a typo's return displaced is kept beside.
    columns = ("edition_id", "context_id", "string_id", "words")
    kept = {*DiscardedText.objects.values_list(*columns), *SetAside.objects.values_list(*columns)}
    assert {(*place, words) for place, words in ledger.set_aside} <= kept
    for edition in town.editions:
        for place, words in ledger.typed.items():
            if place[0] == edition.pk and (*place, words) not in kept:
                assert working.get((edition.locale_id, *place[1:])) == (words, False)
        for segment in town.segments(edition):
            place = (edition.pk, segment.context, segment.string)
            typed = ledger.typed.get(place)
            assert typed is None or segment.words == typed or (*place, typed) in kept
    assert {(*place, words) for place, words in ledger.discarded} <= kept


def _documents_say_no_more(town: Town, ledger: Ledger, edition: Any) -> None:
    for document in Document.objects.filter(edition=edition, is_live=True).select_related("content"):
        allowed = MARK.findall(" ".join(ledger.may_be_read(edition, document.key)))
        said = MARK.findall(bytes(document.content.body).decode())
        assert set(said) <= set(allowed), f"{edition}{document.path}: {set(said) - set(allowed)}"


def _follows_in_full(town: Town, ledger: Ledger) -> None:
    """A full render finds nothing to write; a draft may wait for what was typed since it was written."""
    keys = {page.translation_key for page in master_pages(town.programme)}
    situation = situation_of(town.programme, keys, town.editions)
    for key, frame in situation.frames.items():
        for edition in town.editions:
            target = situation.targets.get((edition.pk, key))
            assert target is not None, f"{edition} lacks “{frame.name}”"
            words = situation.followed(frame, edition)
            plan = situation.plan(frame, target, words, goes_live=target.is_withdrawn)
            drifted = plan.live or plan.goes_live or plan.writes_schedule
            if (edition.pk, key) not in ledger.drafted:
                drifted = plan.writes
            assert not drifted, f"{plan}: {plan.live} {plan.draft}"
            if target.was_published:
                spoken = situation.spoken_of(edition, key)
                current = {place: live for place, live in spoken.published.items() if not live.is_retired}
                assert current == words, f"{edition}: “{frame.name}”"


def _nothing_drifts(town: Town) -> None:
    """A sweep finds no live page to mend, those that an edition keeps without their master included."""
    for drift in find_drift(town.editions, awaited=keys_at_work):
        # A draft may wait for what was judged since.
        faults = (drift.changes.live, drift.changes.goes_live, drift.pieces, drift.is_stray, drift.is_unasked)
        assert not any(faults), str(drift)


def _stays_down(town: Town, ledger: Ledger) -> None:
    """What its people took down is not read."""
    for edition in town.editions:
        shown = {page.translation_key for page in town.translated(edition) if page.live}
        shown |= set(Document.objects.filter(edition=edition, is_live=True).values_list("key", flat=True))
        down = {key for owner, key in ledger.taken_down if owner == edition.pk}
        assert not shown & down, f"{edition}: {shown & down}"


def _documents_stand(town: Town) -> None:
    """Building all documents anew makes the same ones, and they stand in the order of their pages."""
    for edition in [town.master, *town.editions]:
        before = _documents(edition)
        shown = [page.translation_key for page in town.translated(edition) if page.live]
        assert {document[0] for document in before} == set(shown), str(edition)
        if before:
            with transaction.atomic():
                rebuild_edition(edition)
                after = _documents(edition)
                transaction.set_rollback(True)
            assert after == before, str(edition)
        order = Document.objects.filter(edition=edition, is_live=True, parent_key__isnull=False)
        assert list(order.order_by("position", "pk").values_list("key", flat=True)) == shown[1:], str(edition)


def _documents(edition: Any) -> list[tuple[Any, ...]]:
    # A position that is another number in the same order is no news to anybody.
    rows = Document.objects.filter(edition=edition, is_live=True).order_by("key")
    return list(rows.values_list("key", "path", "title", "title_language", "content_id", "parent_key"))


def _engine_agrees(town: Town) -> None:
    for source in TranslationSource.objects.filter(locale=town.programme.master_locale_id):
        master = Page.objects.filter(
            translation_key=source.object_id, locale=source.locale_id, live=True
        ).first()
        if master is None:
            continue
        before = _segments(source)
        with transaction.atomic():
            fresh = TranslationSource.objects.get(pk=source.pk)
            fresh.refresh_segments()
            after = _segments(source)
            transaction.set_rollback(True)
        assert after == before


def _segments(source: TranslationSource) -> dict[str, list[tuple[Any, ...]]]:
    return {
        str(sort): list(
            table.objects.filter(source=source)
            .order_by("order", "pk")
            .values_list(*(field.attname for field in table._meta.concrete_fields))
        )
        for sort, table in TABLES.items()
    }


def _revisions_agree(page: Any, *, is_behind: bool) -> None:
    latest = page.get_latest_revision()
    assert latest is not None
    draft = latest.as_object()
    assert is_behind or page.draft_title == draft.title, f"{page}: {page.draft_title}"
    if page.live and not page.has_unpublished_changes:
        assert page.latest_revision_id == page.live_revision_id
        for field in _content_fields(page):
            assert _value(page, field) == _value(draft, field), f"{page}: {field.name}"
    if not page.live:
        assert page.has_unpublished_changes or page.latest_revision_id == page.live_revision_id


def _content_fields(page: Any) -> list[Any]:
    named = {one.field_name for one in type(page).translatable_fields}
    return [field for field in page._meta.concrete_fields if field.name in {*named, "slug"}]


def _value(page: Any, field: Any) -> Any:
    if isinstance(field, StreamField):
        return field.stream_block.get_prep_value(getattr(page, field.name))
    return field.value_from_object(page)


def keys_of(town: Town) -> list[UUID]:
    """The keys of the live master pages, from above."""
    return [page.translation_key for page in master_pages(town.programme)]
