"""The translatable pieces of a master object, as the engine finds them, without writing a row."""

from __future__ import annotations

import copy
import json
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from types import SimpleNamespace
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.blocks import StreamValue
from wagtail_localize.models import TranslationContext
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

from .content import fields_of


class Sort(StrEnum):
    """What the engine keeps of a place: words, the frame around them, a snippet, a fact."""

    STRING = "string"
    TEMPLATE = "template"
    RELATED = "related"
    OVERRIDABLE = "overridable"


@dataclass(frozen=True)
class Piece:
    """A segment before it is a row.

    `text` says what is there: a string's HTML fragment, a template, a snippet's key, a fact as JSON.
    `extra` is what goes with it: a string's attributes as JSON text, a template's format and number of
    strings, the id of a snippet's content type.
    """

    sort: Sort
    path: str
    text: str
    extra: Any = None


def extract(instance: Any, units: Collection[str] | None = None) -> list[Piece]:
    """Return the pieces of an object in reading order; of some units only, where they are named."""
    fields = fields_of(type(instance))
    if units is None:
        return [_piece(value) for value in extract_segments(instance)]
    values = extract_segments(thinned(instance, units))
    return [_piece(value) for value in values if fields.unit_of(value.path) in units]


def thinned(instance: Any, units: Collection[str]) -> Any:
    """Return a copy of an object whose streams hold only these units: reading the others is dear."""
    thin = copy.copy(instance)
    for name in fields_of(type(instance)).streams:
        stream = getattr(instance, name)
        kept = [raw for raw in stream.raw_data if f"{name}.{raw.get('id')}" in units]
        setattr(thin, name, StreamValue(stream.stream_block, kept, is_lazy=True))
    return thin


def field_path(instance: Any, path: str) -> str:
    """Return the path of block types that a path of block ids stands for."""
    # The engine's method writes its row; here is nothing to write yet.
    unsaved = SimpleNamespace(path=path, field_path="", save=lambda **_: None)
    found: str = TranslationContext.get_field_path(unsaved, instance)
    return found


def _piece(value: Any) -> Piece:
    if isinstance(value, StringSegmentValue):
        attributes = json.dumps(value.attrs, cls=DjangoJSONEncoder)
        return Piece(Sort.STRING, value.path, value.string.data, attributes)
    if isinstance(value, TemplateSegmentValue):
        return Piece(Sort.TEMPLATE, value.path, value.template, (value.format, value.string_count))
    if isinstance(value, RelatedObjectSegmentValue):
        return Piece(Sort.RELATED, value.path, str(value.translation_key), value.content_type.pk)
    assert isinstance(value, OverridableSegmentValue)
    return Piece(Sort.OVERRIDABLE, value.path, json.dumps(value.data, cls=DjangoJSONEncoder))
