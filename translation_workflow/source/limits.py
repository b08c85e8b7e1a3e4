"""How long a translation may be where the database, or a block, sets a limit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from pages.blocks.stored import parts_of

from .content import Content, blocks_of
from .hold import ANYTHING, Hold


def holds_in(model: type[models.Model], content: str) -> Iterator[tuple[str, Hold]]:
    """Yield path and what fits there, for every place of an object that does not take anything.

    `content` is the object as the engine's source holds it, in JSON.
    """
    return holds_in_content(model, json.loads(content))


def holds_in_content(model: type[models.Model], content: Content) -> Iterator[tuple[str, Hold]]:
    """Yield the same for an object's content that is read already."""
    return _holds(model, lambda name: blocks_of(content, name))


def holds_of(instance: models.Model) -> Iterator[tuple[str, Hold]]:
    """Yield the same for an object itself."""
    return _holds(type(instance), lambda name: getattr(instance, name).get_prep_value())


def _holds(model: type[models.Model], raw_of: Callable[[str], Any]) -> Iterator[tuple[str, Hold]]:
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            yield from _holds_below(field.stream_block, raw_of(field.name), field.name)
        elif (hold := _hold(field)) is not ANYTHING:
            yield field.name, hold


def _hold(place: Any) -> Hold:
    """Return what a field or a block takes."""
    holder = getattr(place, "field", None) if isinstance(place, blocks.Block) else place
    limit = getattr(holder, "max_length", None)
    is_line = isinstance(place, models.CharField | blocks.CharBlock)
    is_text = isinstance(place, models.TextField | blocks.TextBlock) and not isinstance(place, RichTextField)
    return Hold(limit, is_line or is_text, is_line) if is_line or is_text or limit else ANYTHING


def _holds_below(block: Any, raw: Any, path: str) -> Iterator[tuple[str, Hold]]:
    if isinstance(block, blocks.BaseStructBlock | blocks.ListBlock | blocks.BaseStreamBlock):
        for part in parts_of(block, raw) if raw else ():
            yield from _holds_below(part.block, part.raw, f"{path}.{part.name}")
    elif (hold := _hold(block)) is not ANYTHING:
        yield path, hold


def is_line_at(model: type[models.Model], path: str, raw: Mapping[str, Any]) -> bool:
    """Whether a path holds one line, in a field or in a block.

    `raw` is stream name → raw blocks: a path names blocks by id, and the content knows their types.
    """
    return isinstance(_place_at(model, path, raw), models.CharField | blocks.CharBlock)


def _place_at(model: type[models.Model], path: str, raw: Mapping[str, Any]) -> Any:
    """Return the field or the block that a path names; None where the page type has it no longer."""
    name, _, rest = path.partition(".")
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    if not isinstance(field, StreamField):
        return field
    return _block_at(field.stream_block, raw.get(name), rest.split("."))


def _block_at(block: Any, raw: Any, steps: Sequence[str]) -> Any:
    if not steps:
        return block
    first, rest = steps[0], steps[1:]
    if isinstance(block, blocks.BaseStructBlock):
        child = block.child_blocks.get(first)
        return _block_at(child, raw.get(first), rest) if child and isinstance(raw, dict) else None
    items = raw if isinstance(raw, list) else ()
    item = next((item for item in items if isinstance(item, dict) and item.get("id") == first), None)
    if item is None or not isinstance(block, blocks.ListBlock | blocks.BaseStreamBlock):
        return None
    child = block.child_block if isinstance(block, blocks.ListBlock) else block.child_blocks.get(item["type"])
    return _block_at(child, item["value"], rest) if child else None
