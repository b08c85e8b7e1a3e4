"""What master objects look like without their words: read once, poured for every edition."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q
from wagtail_localize.models import RelatedObjectSegment, StringSegment, TemplateSegment, TranslationSource

from pages.models import Programme
from translation_workflow.source.content import Content, Fields, blocks_of, fields_of
from translation_workflow.source.extract import Sort
from translation_workflow.source.hold import Hold
from translation_workflow.source.limits import holds_in_content, is_line_at

from .mould import Mould, Reference, Slot, Template, Words, mould_of

Values = dict[str, Any]
"""Field name → raw value; of a stream, its raw blocks."""

# More paths than this are not worth asking for one by one.
FEW = 12


@dataclass(frozen=True)
class Frame:
    """A master object, ready for any edition's words.

    `units` names what is there, where that is not everything.
    """

    source: TranslationSource
    model: Any
    content: Content
    fields: Fields
    moulds: Mapping[str, Mould]
    units: frozenset[str] | None = None

    @property
    def key(self) -> UUID:
        key: UUID = self.source.object_id
        return key

    @property
    def name(self) -> str:
        """What people call the object."""
        return str(self.source.object_repr)

    @cached_property
    def slots(self) -> list[Slot]:
        return [slot for mould in self.moulds.values() for slot in mould.slots]

    @property
    def references(self) -> list[Reference]:
        """The snippets that stand in it."""
        gaps = (gap for mould in self.moulds.values() for gap in mould.gaps)
        return [gap for gap in gaps if isinstance(gap, Reference)]

    @property
    def unread(self) -> set[str]:
        """The streams that none of `units` is in."""
        streams = {*self.fields.streams, *self.fields.copied_streams}
        return set() if self.units is None else streams - {unit.partition(".")[0] for unit in self.units}

    @cached_property
    def holds(self) -> dict[str, Hold]:
        """Path → what fits there, of the places that do not take anything."""
        return dict(holds_in_content(self.model, self.content))

    @cached_property
    def limits(self) -> dict[str, int]:
        """Path → the most characters that fit there, of the places that have a limit."""
        limits = {
            slot.path: self.holds[slot.path].limit
            for slot in self.slots
            if slot.path in self.holds and not slot.is_html
        }
        return {path: limit for path, limit in limits.items() if limit is not None}

    @cached_property
    def misfit(self) -> str:
        """What its page type has no longer, or not yet: a place and why; "" where all is well."""
        for name in self.fields.all:
            if name not in self.content:
                return f"{name}: the field is new"
        for name in (*self.fields.streams, *self.fields.copied_streams):
            offered = self.model._meta.get_field(name).stream_block.child_blocks
            for block in blocks_of(self.content, name):
                if block["type"] not in offered:
                    return f"{name} › {block['type']}: no such block is offered"
        return ""

    def pour(self, words: Words, references: Mapping[str, int]) -> Values:
        """Return every field that follows the master. Raises MarkupDoesNotFit."""
        values: Values = {name: self.content.get(name) for name in self.fields.synchronised}
        values |= {name: blocks_of(self.content, name) for name in self.fields.copied_streams}
        for name in self.fields.texts:
            mould = self.moulds.get(name)
            values[name] = mould.pour(words, references) if mould else self.content.get(name)
        for name, blocks in self._streams.items():
            texts = (mould.pour_text(words, references) for mould in blocks)
            values[name] = json.loads(f"[{','.join(texts)}]")
        return values

    @cached_property
    def _streams(self) -> dict[str, list[Mould]]:
        """Stream → the moulds of its blocks in order."""
        return {
            name: [self.moulds[f"{name}.{block['id']}"] for block in blocks_of(self.content, name)]
            for name in self.fields.streams
        }

    def pour_units(self, words: Words, references: Mapping[str, int]) -> Values:
        """Return each of `units` with its raw value; of a stream's own name, its block ids in order.

        Units that are no longer in the content are passed over. Raises MarkupDoesNotFit.
        """
        values: Values = {}
        for unit in self.units or ():
            if unit in self.moulds:
                values[unit] = self.moulds[unit].pour(words, references)
            elif unit in self.fields.copied_streams:
                values[unit] = blocks_of(self.content, unit)
            elif unit in self.fields.streams:
                values[unit] = [block["id"] for block in blocks_of(self.content, unit)]
            elif unit in self.fields.synchronised:
                values[unit] = self.content.get(unit)
        return values


class Shelf:
    """Frames that were read for one edition and serve the next, while their masters stay as they are."""

    def __init__(self) -> None:
        self._frames: dict[UUID, Frame] = {}

    def frames_of(self, programme: Programme, keys: Collection[UUID]) -> dict[UUID, Frame]:
        """Return the frames of master objects; those that are here and still right cost one query."""
        rows = TranslationSource.objects.filter(object__in=keys, locale=programme.master_locale_id)
        read_at = dict(rows.values_list("object_id", "last_updated_at"))
        stale = [key for key, at in read_at.items() if not self._has(key, at)]
        self._frames |= frames_of(programme, stale) if stale else {}
        return {key: self._frames[key] for key in read_at if key in self._frames}

    def _has(self, key: UUID, read_at: datetime) -> bool:
        return key in self._frames and self._frames[key].source.last_updated_at == read_at


def frames_of(
    programme: Programme, keys: Collection[UUID], *, units: frozenset[str] | None = None
) -> dict[UUID, Frame]:
    """Return the frames of master objects that were submitted, in four queries for any number.

    With `units` only what these units hold is read and can be poured.
    """
    sources = TranslationSource.objects.filter(
        object__in=keys, locale=programme.master_locale_id
    ).select_related("specific_content_type")
    found = {source.pk: source for source in sources}
    places = _places(list(found), units)
    return {source.object_id: _frame(source, places[pk], units) for pk, source in found.items()}


def _frame(source: TranslationSource, places: Mapping[str, Any], units: frozenset[str] | None) -> Frame:
    model, content = source.specific_content_type.model_class(), json.loads(source.content_json)
    fields = fields_of(model)
    by_unit: dict[str, dict[str, Any]] = defaultdict(dict)
    streams = {name: blocks_of(content, name) for name in fields.streams}
    for path, place in places.items():
        if isinstance(place, Slot) and is_line_at(model, path, streams):
            place = replace(place, is_line=True)
        by_unit[fields.unit_of(path)][path] = place
    moulds = {
        unit: mould_of(raw, _inside(unit, by_unit[unit], is_block=is_block))
        for unit, raw, is_block in _units(content, fields, streams)
        if units is None or unit in units
    }
    return Frame(source, model, content, fields, moulds, units)


def _units(content: Content, fields: Fields, streams: Mapping[str, Any]) -> Iterator[tuple[str, Any, bool]]:
    for name in fields.texts:
        yield name, content.get(name), False
    for name, blocks in streams.items():
        yield from ((f"{name}.{block['id']}", block, True) for block in blocks)


def _inside(unit: str, places: Mapping[str, Any], *, is_block: bool) -> dict[str, Any]:
    """Return the places by path inside the unit; a block's content is below its value."""
    start = "value" if is_block else ""
    return {(start + path[len(unit) :]).strip("."): place for path, place in places.items()}


def _places(sources: Collection[int], units: frozenset[str] | None) -> dict[int, dict[str, Any]]:
    """Return source → path → what stands there: plain text, a template with its pieces, a snippet."""
    slots: dict[tuple[int, str], list[tuple[Any, ...]]] = defaultdict(list)
    columns = ("source_id", "context__path", "context_id", "string_id", "string__data", "attrs")
    for source, path, *told in _rows(Sort.STRING, sources, units).order_by("order").values_list(*columns):
        slots[source, path].append(tuple(told))
    places: dict[int, dict[str, Any]] = defaultdict(dict)
    templates = _rows(Sort.TEMPLATE, sources, units)
    for source, path, template in templates.values_list("source_id", "context__path", "template__template"):
        held = [_slot(path, told, is_html=True) for told in slots.pop((source, path), ())]
        places[source][path] = Template(template, held)
    for (source, path), pieces in slots.items():
        places[source][path] = _slot(path, pieces[0], is_html=False)
    related = _rows(Sort.RELATED, sources, units).values_list(
        "source_id", "context__path", "object_id", "object__content_type_id"
    )
    for source, path, key, model in related:
        places[source][path] = Reference(str(key), model)
    return places


def _slot(path: str, told: tuple[Any, ...], *, is_html: bool) -> Slot:
    context, string, text, attributes = told
    return Slot(path, context, string, text, json.loads(attributes or "null") or {}, is_html)


_TABLES: Mapping[Sort, Any] = {
    Sort.STRING: StringSegment,
    Sort.TEMPLATE: TemplateSegment,
    Sort.RELATED: RelatedObjectSegment,
}


def _rows(sort: Sort, sources: Collection[int], units: frozenset[str] | None) -> Any:
    rows = _TABLES[sort].objects.filter(source__in=sources)
    if units is None or len(units) > FEW:
        return rows
    concerned = Q()
    for unit in units:
        # A stream's own name stands for its order, and no piece is there.
        below = Q(context__path__startswith=f"{unit}.") if "." in unit else Q()
        concerned |= Q(context__path=unit) | below
    return rows.filter(concerned) if units else rows.none()
