"""Put the master before its editions: refresh what changed, carry words over, create what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from pages.models import Programme
from pages.progress import Progress
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import translated_editions
from translation_workflow.source.masters import in_programme, master_pages, master_snippets
from translation_workflow.source.refresh import Refreshed, locked_source, refresh, refresh_from
from translation_workflow.trees.create import Created

from . import signals
from .create import create_pages
from .follow import carry_over, follow_master
from .memory import fill_from_memory
from .rendering.frames import frames_of

Read = tuple[list[Edition], frozenset[str] | None]
"""The editions that have to be written, and the units that changed; None for an object as a whole."""


@dataclass(frozen=True)
class Outcome:
    """How many master objects were read and had changed, how many translations and pages came by it."""

    objects: int = 0
    changed: int = 0
    opened: int = 0
    created: Created = field(default_factory=Created)
    refused: Sequence[str] = ()

    def __str__(self) -> str:
        told = f"{self.objects} master objects read, {self.changed} of them new or changed"
        return f"{told}; {self.opened} translations opened, {len(self.created.pages)} pages created."


def submit_programme(programme: Programme, *, progress: Progress, user: Any = None) -> Outcome:
    """Submit all live pages and all snippets of a programme to all its editions.

    Pages that an edition lacks are created there as drafts; what changed is followed at once, and what
    is refused is noted as work that waits.
    """
    editions = translated_editions(programme)
    masters = [*master_snippets(programme), *master_pages(programme)]
    touched: list[tuple[UUID, list[Edition]]] = []
    for number, instance in enumerate(masters):
        progress(f"Reading {programme.name}", number, len(masters))
        touched.append((instance.translation_key, read(instance, editions)[0]))
    progress(f"Reading {programme.name}", len(masters), len(masters))
    with transaction.atomic():
        opened = open_translations([key for key, _ in touched], editions)
        created = create_pages(programme, editions, progress=progress, user=user)
        refused = [*created.refused, *_say_what_is_known(programme, created)]
    known = {(page.translation_key, page.locale_id) for page in created.pages}
    for key, touched_editions in touched:
        behind = [edition for edition in touched_editions if (key, edition.locale_id) not in known]
        if behind:
            refused += follow_or_note(key, behind)
    changed = sum(bool(behind) for _, behind in touched)
    return Outcome(len(masters), changed, opened, created, list(dict.fromkeys(refused)))


def _say_what_is_known(programme: Programme, created: Created) -> list[str]:
    """Let pages that came with the words of their master have what is translated of them already.

    In an edition that is new, other programmes may have said the same before; in one that was there
    before, somebody may have translated the page. Returns what could not be done.
    """
    by_locale = {edition.locale_id: edition for edition in translated_editions(programme)}
    by_key: dict[UUID, list[Edition]] = defaultdict(list)
    for page in created.pages:
        by_key[page.translation_key].append(by_locale[page.locale_id])
    groups: dict[tuple[int, ...], list[UUID]] = defaultdict(list)
    for key, editions in by_key.items():
        groups[tuple(edition.pk for edition in editions)].append(key)
    for keys in groups.values():
        frames = frames_of(programme, keys).values()
        places = {(slot.context, slot.string): slot.links for frame in frames for slot in frame.slots}
        fill_from_memory(places, by_key[keys[0]])
    words = StringTranslation.objects.filter(locale__in=by_locale, context__object__in=by_key)
    told = set(words.values_list("context__object_id", "locale_id").distinct())
    refused: list[str] = []
    for key, editions in by_key.items():
        translated = [edition for edition in editions if (key, edition.locale_id) in told]
        if translated:
            refused += follow_or_note(key, translated, is_in_place=True)
    return refused


@transaction.atomic
def follow_or_note(key: UUID, editions: Sequence[Edition], *, is_in_place: bool = False) -> list[str]:
    """Let one object follow its master; return what could not be done.

    Whoever reads a change first leaves nobody else to find it: so what was refused is noted as work that
    waits, where a coordinator sees the sentence and can have it tried again.
    """
    refused = follow_master(key, editions, is_in_place=is_in_place)
    if refused:
        signals.pages_fell_behind.send(sender=Edition, keys=[(edition, key) for edition in refused])
    return list(refused.values())


@transaction.atomic(savepoint=False)
def read(instance: Any, editions: Sequence[Edition]) -> Read:
    """Refresh one master object and carry words over.

    A new object's translations are opened, so that the engine's editor knows it.
    """
    return _carried(refresh(instance), editions)


@transaction.atomic(savepoint=False)
def read_live_page(programme: Programme, key: UUID, editions: Sequence[Edition]) -> Read | None:
    """Read a live page of the master; None where there is none, so that the editions' pages go, too.

    An edition that lacks the page has to be written, whether the page changed or not.
    """
    locale = programme.master_locale_id
    source = locked_source(key, locale)
    # A known page is asked for by its own type, which spares a query; a new one by what all pages are.
    model: Any = source.specific_content_type.model_class() if source else Page
    pages = model.objects.filter(translation_key=key, locale=locale, live=True)
    page = in_programme(programme, pages).first()
    if page is None:
        return None
    behind, units = _carried(refresh_from(page.specific, source), editions)
    return (behind if units else [*behind, *_lacking(key, editions, besides=behind)]), units


def _lacking(key: UUID, editions: Sequence[Edition], *, besides: Sequence[Edition]) -> list[Edition]:
    """Return the editions without the page; somebody may have deleted it there."""
    rows = Page.objects.filter(translation_key=key, locale__in={edition.locale_id for edition in editions})
    there = {*rows.values_list("locale_id", flat=True), *(edition.locale_id for edition in besides)}
    return [edition for edition in editions if edition.locale_id not in there]


def _carried(refreshed: Refreshed, editions: Sequence[Edition]) -> Read:
    if refreshed.is_new:
        open_translations([refreshed.source.object_id], editions)
    return carry_over(refreshed, editions), refreshed.units or None


def open_translations(keys: Collection[UUID], editions: Sequence[Edition]) -> int:
    """Open the translations of master objects that are not open yet; return how many. Three queries."""
    if not editions:
        return 0
    locale = editions[0].programme.master_locale_id
    sources = list(
        TranslationSource.objects.filter(object__in=keys, locale=locale).values_list("pk", flat=True)
    )
    rows = Translation.objects.filter(source__in=sources)
    opened = set(rows.values_list("source_id", "target_locale_id"))
    missing = [
        Translation(source_id=source, target_locale_id=edition.locale_id)
        for source in sources
        for edition in editions
        if (source, edition.locale_id) not in opened
    ]
    Translation.objects.bulk_create(missing, ignore_conflicts=True, batch_size=500)
    return len(missing)
