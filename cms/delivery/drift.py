"""How far each page of an edition is from its master: what readers get, and what waits for somebody."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q
from wagtail.models import Page

from cms.delivery.models import Document
from translation_workflow.adaptation.apply import Applied, apply
from translation_workflow.adaptation.conflicts import conflicts_in
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.published import Adaptation, is_to_publish, latest_of
from translation_workflow.adaptation.shape import Shape, shape_of
from translation_workflow.adaptation.waiting import waiting_for_somebody
from translation_workflow.editions.models import Edition

Place = tuple[int, UUID]
"""The primary key of an edition or of a locale, and a page's key."""


class Standing(StrEnum):
    """Whether readers get a page."""

    LIVE = "live"
    LEFT_OUT = "left_out"
    UNPUBLISHED = "unpublished"


@dataclass(frozen=True)
class Drift:
    """A page of an edition. `blocks` are those of its live document: origin → number, `hidden` among them.

    Of the decisions of its draft, `conflicts` are those whose master moved on, `orphaned` those whose block
    or page is gone, `waiting` those in something else that is hidden or replaced; `is_draft` says that they
    are not live. `depth` is how far below the first page it stands, `page` its primary key; `is_own` is a
    page that no live page of the master stands for.
    """

    path: str
    title: str
    blocks: Mapping[str, int] = field(default_factory=dict)
    conflicts: int = 0
    orphaned: int = 0
    waiting: int = 0
    standing: Standing = Standing.LIVE
    is_draft: bool = False
    is_own: bool = False
    depth: int = 0
    key: UUID | None = None
    page: int = 0

    @property
    def needs_somebody(self) -> bool:
        return bool(self.conflicts or self.orphaned or self.waiting or self.is_draft)


@dataclass(frozen=True)
class _Row:
    pk: int
    key: UUID
    title: str
    path: str
    url_path: str
    live: bool
    locale: int


def drift_of(edition: Edition) -> list[Drift]:
    """Return the drift of every page of an edition, in reading order."""
    return drifts_of([edition])[edition.pk]


def drifts_of(editions: Sequence[Edition]) -> dict[int, list[Drift]]:
    """Return edition id → the drift of its pages, in reading order.

    The queries grow neither with the pages nor with the editions, only with the types of adapted pages.
    """
    read = _read(editions)
    return {edition.pk: [read.drift(row, edition) for row in read.pages[edition.pk]] for edition in editions}


@dataclass(frozen=True)
class _Read:
    """All that drift is told from. `pages` are in tree order, `masters` the keys of live master pages."""

    pages: Mapping[int, Sequence[_Row]]
    masters: Mapping[int, frozenset[UUID]]
    blocks: Mapping[Place, Mapping[str, int]]
    layers: Mapping[Place, Layer]
    shapes: Mapping[Place, Shape]

    def drift(self, row: _Row, edition: Edition) -> Drift:
        first = self.pages[edition.pk][0]
        layer = self.layers.get((edition.pk, row.key))
        found = self.blocks.get((edition.pk, row.key))
        adaptation = latest_of(layer)
        conflicts, told = self._waiting(adaptation, row, edition)
        return Drift(
            path="/" + row.url_path.removeprefix(first.url_path),
            title=row.title,
            blocks=found or {},
            conflicts=conflicts,
            orphaned=len(told.orphaned),
            waiting=len(waiting_for_somebody(adaptation.decisions, told)),
            standing=_standing(found is not None, layer),
            is_draft=layer is not None and is_to_publish(layer),
            is_own=row.key not in self.masters[edition.pk],
            depth=(len(row.path) - len(first.path)) // Page.steplen,
            key=row.key,
            page=row.pk,
        )

    def _waiting(self, adaptation: Adaptation, row: _Row, edition: Edition) -> tuple[int, Applied]:
        """Return how many decisions are in conflict, and what became of all of them."""
        master = self.shapes.get((edition.programme.master_locale_id, row.key))
        own = self.shapes.get((edition.locale_id, row.key))
        if master is None:
            # The master took the page away: nothing that was decided about it has a place.
            return 0, Applied(orphaned=[one.id for one in adaptation.decisions])
        if not adaptation.decisions or own is None:
            return 0, Applied()
        conflicts = len(conflicts_in(adaptation.decisions, master))
        return conflicts, apply(own.sections, adaptation.operations, offers=own.offers)


def _read(editions: Sequence[Edition]) -> _Read:
    layers = {
        (layer.edition_id, layer.page_key): layer
        for layer in Layer.objects.filter(edition__in=editions).select_related("latest_revision")
    }
    pages, masters = _pages(editions)
    return _Read(pages, masters, _blocks(editions), layers, _shapes(editions, {key for _, key in layers}))


def _standing(has_document: bool, layer: Layer | None) -> Standing:
    if layer is not None and layer.live and layer.leaves_out:
        return Standing.LEFT_OUT
    return Standing.LIVE if has_document else Standing.UNPUBLISHED


def _pages(editions: Sequence[Edition]) -> tuple[dict[int, list[_Row]], dict[int, frozenset[UUID]]]:
    """Return edition id → its pages in tree order, and → the keys of its master's live pages; two queries."""
    keys = {edition.pk: _first_key(edition) for edition in editions}
    locales = {edition.locale_id for edition in editions}
    locales |= {edition.programme.master_locale_id for edition in editions}
    tops = list(_rows(Q(translation_key__in=set(keys.values()), locale__in=locales)))
    below = [Q(path__startswith=top.path) for top in tops]
    rows = list(_rows(reduce(or_, below))) if below else []
    pages, masters = {}, {}
    for edition in editions:
        key = keys[edition.pk]
        pages[edition.pk] = _below(rows, key, edition.locale_id)
        own = _below(rows, key, edition.programme.master_locale_id)
        masters[edition.pk] = frozenset(row.key for row in own if row.live)
    return pages, masters


def _first_key(edition: Edition) -> UUID | None:
    first = edition.programme.master_page
    return first.translation_key if first else None


def _rows(which: Q) -> Iterator[_Row]:
    columns = ("pk", "translation_key", "title", "path", "url_path", "live", "locale_id")
    return (_Row(*row) for row in Page.objects.filter(which).order_by("path").values_list(*columns))


def _below(rows: Sequence[_Row], key: UUID | None, locale: int) -> list[_Row]:
    top = next((row for row in rows if (row.key, row.locale) == (key, locale)), None)
    return [row for row in rows if top and row.path.startswith(top.path)]


def _blocks(editions: Sequence[Edition]) -> dict[Place, Mapping[str, int]]:
    rows: Any = Document.objects.filter(edition__in=editions, is_live=True)
    rows = rows.values_list("edition_id", "key", "content__body")
    return {(edition, key): json.loads(bytes(body))["provenance"] for edition, key, body in rows.iterator()}


def _shapes(editions: Sequence[Edition], keys: set[UUID]) -> dict[Place, Shape]:
    """Return the shapes of pages in the masters' languages and in the editions' own, by locale and key."""
    if not keys:
        return {}
    masters = {edition.programme.master_locale_id for edition in editions}
    own = Q(locale__in={edition.locale_id for edition in editions})
    pages = Page.objects.filter(own | Q(locale__in=masters, live=True), translation_key__in=keys)
    return {(page.locale_id, page.translation_key): shape_of(page) for page in pages.specific()}
