"""The content of a master object, frozen, and which of its units changed.

A unit is what is extracted and written at once: a block at the top of a stream (`body.<block id>`), or
a field that is no stream (`title`). The name of a stream alone (`body`) stands for the order of its
blocks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.fields import StreamField
from wagtail_localize.fields import get_translatable_fields

Content = Mapping[str, Any]
"""Field name → value, as a revision holds it; a stream is JSON text."""


@dataclass(frozen=True)
class Fields:
    """The fields of a model that editions have from their master, in the engine's order.

    `streams` and `texts` are translated; `synchronised` and `copied_streams` follow the master as they
    are.
    """

    streams: tuple[str, ...]
    texts: tuple[str, ...]
    synchronised: tuple[str, ...]
    copied_streams: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.streams, *self.texts, *self.synchronised, *self.copied_streams)

    def unit_of(self, path: str) -> str:
        """Return the unit that a path of block ids leads into."""
        field, dot, rest = path.partition(".")
        return f"{field}.{rest.partition('.')[0]}" if dot and field in self.streams else field


def fields_of(model: Any) -> Fields:
    """Return which fields of a model are translated, and which follow."""
    return _fields_of(model)


@cache
def _fields_of(model: type[models.Model]) -> Fields:
    streams: list[str] = []
    texts: list[str] = []
    synchronised: list[str] = []
    copied: list[str] = []
    for one in get_translatable_fields(model):
        is_stream = isinstance(one.get_field(model), StreamField)
        if one.is_translated(model):
            (streams if is_stream else texts).append(one.field_name)
        else:
            (copied if is_stream else synchronised).append(one.field_name)
    return Fields(tuple(streams), tuple(texts), tuple(synchronised), tuple(copied))


def frozen(instance: Any) -> str:
    """Return the content of an object as JSON text, as the engine stores it."""
    if isinstance(instance, ClusterableModel):
        content: str = instance.to_json()
        return content
    return json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder)


def blocks_of(content: Content, field: str) -> list[dict[str, Any]]:
    """Return the raw blocks of a stream."""
    raw = content.get(field)
    blocks: list[dict[str, Any]] = json.loads(raw) if isinstance(raw, str) and raw else raw or []
    return blocks


def units_of(content: Content, fields: Fields, *, order: tuple[str, ...]) -> Iterator[str]:
    """Yield the translated units of an object in the order of its fields and blocks."""
    for name in order:
        if name in fields.streams:
            yield from (f"{name}.{block['id']}" for block in blocks_of(content, name))
        elif name in fields.texts:
            yield name


def changed_units(before: Content, after: Content, fields: Fields) -> frozenset[str]:
    """Return the units that came or differ, and the streams whose blocks came, went or moved."""
    plain = (*fields.texts, *fields.synchronised, *fields.copied_streams)
    changed = {name for name in plain if before.get(name) != after.get(name)}
    for name in fields.streams:
        if before.get(name) != after.get(name):
            changed |= _changed_blocks(name, blocks_of(before, name), blocks_of(after, name))
    return frozenset(changed)


def _changed_blocks(name: str, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> set[str]:
    known = {block["id"]: block for block in before}
    changed = {f"{name}.{block['id']}" for block in after if known.get(block["id"]) != block}
    moved = [block["id"] for block in before] != [block["id"] for block in after]
    return changed | ({name} if moved else set())
