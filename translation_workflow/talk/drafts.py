"""What the draft of a master page will cause, read: nothing is written, and no row is locked.

The draft is taken apart as publication does it, and compared with the master as it was read last.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

from wagtail.models import Page
from wagtail_localize.models import String, TranslationContext, TranslationSource

from pages.models import Programme
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.published import Adaptation, latest_of
from translation_workflow.adaptation.shape import Shape, shape_of
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import translated_editions
from translation_workflow.source.content import changed_units, fields_of, frozen
from translation_workflow.source.extract import Piece, Sort, extract
from translation_workflow.source.rows import stored_segments
from translation_workflow.source.succession import Places, Text
from translation_workflow.source.working import working_text

from .effects import Difference, Effects, Known, difference_between, effects_of


def effects_of_draft(page: Any, programme: Programme) -> Effects:
    """Return what publishing the latest draft of a specific master page will cause in each edition.

    The queries depend on neither editions nor segments.
    """
    editions = translated_editions(programme)
    draft = page.get_latest_revision_as_object()
    read = _read(page, draft)
    places = {
        (context, text.string)
        for side in (read.before, read.after)
        for context, texts in side.items()
        for text in texts
        if context > 0 and text.string > 0
    }
    words = working_text(places, [one.locale_id for one in editions]) if places else []
    known = Known(
        {(one.locale, one.context, one.string): one for one in words},
        read.paths,
        _adaptations(editions, page.translation_key),
        shape_of(page) if page.live else Shape(),
        shape_of(draft),
    )
    return effects_of(read.difference, editions, known)


@dataclass(frozen=True)
class _Read:
    """The texts of the places that change, before and after, and the path of each place."""

    before: Places
    after: Places
    paths: Mapping[int, str]
    difference: Difference


def _read(page: Page, draft: Any) -> _Read:
    source = TranslationSource.objects.filter(object=page.translation_key, locale=page.locale_id).first()
    fields = fields_of(type(draft))
    if source is None:
        pieces = [piece for piece in extract(draft) if piece.sort is Sort.STRING]
        return _compared({}, pieces, page, is_new=True)
    units = changed_units(json.loads(source.content_json), json.loads(frozen(draft)), fields)
    if not units:
        return _Read({}, {}, {}, Difference())
    rows = [
        row
        for unit, stored in stored_segments(source, fields).items()
        for row in stored
        if unit in units or _is_gone(unit, fields.streams, draft)
    ]
    before: dict[str, list[Text]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.order):
        if row.piece.sort is Sort.STRING:
            before[row.piece.path].append(_text(row.piece, row.string))
    pieces = [piece for piece in extract(draft, units) if piece.sort is Sort.STRING]
    return _compared(before, pieces, page, moves=any(unit in fields.streams for unit in units))


def _is_gone(unit: str, streams: Sequence[str], draft: Any) -> bool:
    """Whether a unit is a block that the draft has no longer."""
    name, dot, block = unit.partition(".")
    return (
        bool(dot) and name in streams and all(raw.get("id") != block for raw in getattr(draft, name).raw_data)
    )


def _compared(
    before: Mapping[str, Sequence[Text]],
    pieces: Sequence[Piece],
    page: Page,
    *,
    is_new: bool = False,
    moves: bool = False,
) -> _Read:
    strings = _strings({piece.text for piece in pieces}, page.locale_id)
    after: dict[str, list[Text]] = defaultdict(list)
    for piece in pieces:
        after[piece.path].append(_text(piece, strings[piece.text]))
    contexts = _contexts({*before, *after}, page.translation_key)
    was = {contexts[path]: texts for path, texts in before.items()}
    now = {contexts[path]: texts for path, texts in after.items()}
    difference = difference_between(was, now, is_new=is_new, moves=moves)
    return _Read(was, now, {context: path for path, context in contexts.items()}, difference)


def _text(piece: Piece, string: int) -> Text:
    return Text(string, piece.text, json.loads(piece.extra or "null") or {})


def _strings(texts: set[str], locale: int) -> dict[str, int]:
    """Return text → the engine's id; below zero for those that it has not met."""
    hashes = {String._get_data_hash(text): text for text in sorted(texts)}
    rows = String.objects.filter(locale=locale, data_hash__in=hashes).values_list("data_hash", "pk")
    return _numbered(texts, {hashes[one]: pk for one, pk in rows})


def _contexts(paths: set[str], key: UUID) -> dict[str, int]:
    """Return path → the engine's id of the place; below zero for those that it has not met."""
    rows = TranslationContext.objects.filter(object=key, path__in=paths)
    return _numbered(paths, dict(rows.values_list("path", "pk")))


def _numbered(names: set[str], known: Mapping[str, int]) -> dict[str, int]:
    below = count(-1, -1)
    return {name: known.get(name) or next(below) for name in sorted(names)}


def _adaptations(editions: Sequence[Edition], key: UUID) -> dict[int, Adaptation]:
    """Return edition → what its people decided last about a page; one query."""
    rows = Layer.objects.filter(edition__in=[one.pk for one in editions], page_key=key)
    return {one.edition_id: latest_of(one) for one in rows.select_related("latest_revision")}
