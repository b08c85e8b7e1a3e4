"""Receivers' side: note that an object changed. It costs a few rows and no work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page

from pages.models import Partnership, Programme
from pages.models.snippets import ProgrammeSnippet, TranslatedSnippet
from translation_workflow.editions.models import Edition
from translation_workflow.editions.models import Kind as EditionKind
from translation_workflow.editions.registry import edition_of, translated_editions

from .leases import union
from .models import ERRANDS, Item, Job, Kind, State
from .wake import rouse

_What = tuple[Kind, UUID, int]


def page_changed(page: Page) -> None:
    """Note a page that was published, unpublished, moved or deleted; pages of no edition are nobody's."""
    edition = edition_of(page)
    if edition is not None:
        _note_page(page, edition)


def page_moved(page: Page, *, was_below: Page | None = None) -> None:
    """Note a page that stands elsewhere now, or has other readers: nobody published it by that.

    The pages of editions follow their master's; what was moved or restricted by hand becomes as that is.
    `was_below` is the page above it before. One that left an edition is noted there as if it had been
    deleted, with all that stands below it, and where it came in as if it were new.
    """
    here = edition_of(page)
    before = edition_of(was_below) if was_below is not None else here
    if before == here:
        _note_place(page, here)
        return
    for one in page.get_descendants(inclusive=True):
        _note_place(one, before)
        _note_place(one, here)


def _note_place(page: Page, edition: Edition | None) -> None:
    if edition is not None and edition.kind is EditionKind.MASTER:
        _note_page(page, edition)
        follow(page.translation_key, translated_editions(edition.programme))
    elif edition is not None:
        follow(page.translation_key, [edition])


def pages_fell_behind(keys: Iterable[tuple[Edition, UUID]]) -> None:
    """Note pages of editions, by key, that have to follow their masters."""
    by_key: dict[UUID, list[Edition]] = defaultdict(list)
    for edition, key in keys:
        by_key[key].append(edition)
    for key, editions in by_key.items():
        follow(key, editions)


def first_page_set(programme: Programme) -> None:
    """Note the live pages of a master that has another first page now: until then they were nobody's."""
    top = programme.master_page
    edition = Edition.objects.filter(programme=programme, locale=programme.master_locale_id).first()
    if top is None or edition is None:
        return
    for page in Page.objects.descendant_of(top, inclusive=True).filter(live=True, locale=top.locale_id):
        _note_page(page, edition)


def page_unlocked(page: Page) -> None:
    """Note a page of an edition that may be written again."""
    edition = edition_of(page)
    if edition is not None and edition.kind is not EditionKind.MASTER:
        follow(page.translation_key, [edition])


def snippet_changed(snippet: ProgrammeSnippet) -> None:
    """Note a snippet that pages of its programme may show."""
    locale: Any = {}
    if isinstance(snippet, TranslatedSnippet):
        locale = {"locale": snippet.locale_id}
    editions = Edition.objects.filter(programme=snippet.programme_id, **locale)
    # A partner is shown, and known to frontends, as its organisation.
    shown: Any = snippet.organisation if isinstance(snippet, Partnership) else snippet
    _note(shown.key, [(Kind.SNIPPET, edition) for edition in editions])


def follow(
    key: UUID, editions: Iterable[Edition], *, units: Collection[str] | None = None, asked_by: Any = None
) -> None:
    """Note that editions of one programme have to follow their master in one object.

    `units` are the parts of it that changed; None means everything. What still waits, or was given up, is
    merged into; what runs already is done once more.
    """
    wanted = [(Kind.FOLLOW, edition) for edition in editions]
    _note(key, wanted, units=None if units is None else sorted(units), asked_by=asked_by)


def errand(
    edition: Edition, keys: Iterable[UUID], *, kind: Kind, engine: str, asked_by: Any = None
) -> list[Item]:
    """Note an errand for objects of an edition; return the items that wait for it, in their order.

    What waits for the same already, or was given up, is asked of this engine, and belongs to this job.
    """
    wanted = [
        Item(kind=kind, object_key=key, edition_id=edition.pk, engine=engine) for key in dict.fromkeys(keys)
    ]
    if not wanted:
        return []
    job = Job(
        kind=kind,
        programme_id=edition.programme_id,
        object_key=wanted[0].object_key,
        asked_by=asked_by or _person(),
    )
    return _note_items(job, wanted)


def retry(items: QuerySet[Item]) -> int:
    """Let those of the items that were given up, or that pause, be tried again now; return how many."""
    failed = items.filter(Q(state=State.DEAD) | Q(state=State.WAITING, attempts__gt=0))
    revived = failed.update(state=State.WAITING, attempts=0, fault="", not_before=None, finished_at=None)
    transaction.on_commit(rouse, robust=True)
    return revived


def _note_page(page: Page, edition: Edition) -> None:
    kinds = [Kind.PAGE]
    if edition.kind is EditionKind.MASTER:
        kinds.append(Kind.DOCUMENT)
    _note(page.translation_key, [(kind, edition) for kind in kinds])


def _note(
    key: UUID,
    wanted: Sequence[tuple[Kind, Edition]],
    *,
    units: list[str] | None = None,
    asked_by: Any = None,
) -> None:
    """Let every wanted item wait when this transaction ends; however many, the queries are as many."""
    if wanted:
        kind, edition = wanted[0]
        job = Job(
            kind=kind, programme_id=edition.programme_id, object_key=key, asked_by=asked_by or _person()
        )
        _note_items(
            job,
            [Item(kind=kind, object_key=key, edition_id=edition.pk, units=units) for kind, edition in wanted],
        )


def _note_items(job: Job, wanted: Sequence[Item]) -> list[Item]:
    """Let items wait, in a job, merged with what waits or was given up for the same. Return what waits now.

    It keeps its own job, unless it is an errand: that is for who asked last.
    """
    with transaction.atomic(savepoint=False):
        job.save()
        missing = {_what(item): item for item in wanted}
        open_items: list[Item] = []
        while missing:
            Item.objects.bulk_create(
                [
                    Item(
                        job=job,
                        kind=item.kind,
                        object_key=item.object_key,
                        edition_id=item.edition_id,
                        units=item.units,
                        engine=item.engine,
                    )
                    for item in missing.values()
                ],
                ignore_conflicts=True,
            )
            # One that a worker took since it stood in the way is not waiting for us: note it again.
            found = {_what(item): item for item in _locked(missing)}
            _merge([(item, missing[what]) for what, item in found.items() if item.job_id != job.pk], job)
            open_items += found.values()
            missing = {what: item for what, item in missing.items() if what not in found}
        if all(item.job_id != job.pk for item in open_items):
            job.delete()
        transaction.on_commit(rouse, robust=True)
    return sorted(open_items, key=lambda item: item.pk)


def _what(item: Item) -> _What:
    return Kind(item.kind), item.object_key, item.edition_id


def _locked(wanted: Collection[_What]) -> list[Item]:
    """Return the open items among the wanted, locked in the order that everybody locks them in."""
    rows = Item.objects.select_for_update().filter(
        object_key__in={key for _, key, _ in wanted},
        kind__in={kind for kind, _, _ in wanted},
        edition__in={edition for _, _, edition in wanted},
        state__in=[State.WAITING, State.DEAD],
    )
    return [row for row in rows.order_by("pk") if _what(row) in wanted]


def _merge(items: Sequence[tuple[Item, Item]], job: Job) -> None:
    """Let older items be what newer ones ask for, too."""
    for item, newer in items:
        if item.kind in ERRANDS:
            item.job = job
        item.units, item.engine = union(item.units, newer.units), newer.engine
        item.state, item.attempts, item.fault, item.outcome = State.WAITING, 0, "", None
        item.not_before = item.finished_at = None
    if items:
        fields = [
            "job",
            "units",
            "engine",
            "state",
            "attempts",
            "fault",
            "outcome",
            "not_before",
            "finished_at",
        ]
        Item.objects.bulk_update([item for item, _ in items], fields)


def _person() -> Any:
    """Return who is at work in the admin right now, or None."""
    user = get_active_log_context().user
    return user if user is not None and user.pk else None
