"""A block's value without what its edition may not point at, to be shown again to those who sent it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from wagtail.blocks import BaseStructBlock, Block, ChooserBlock, RichTextBlock

from pages.blocks.stored import parts_of
from translation_workflow.editions.models import Edition

from .belonging import strangers_among
from .pointing import Pointed, pointed_at

_LINKED = re.compile(r"(<a\b[^>]*>)(.*?)</a>", re.DOTALL)


def without_strangers(definition: Block, value: Any, edition: Edition, *, before: Any) -> Any:
    """Return a value with choosers of strangers empty, and the words of links to them without the link.

    What `before`, the value as it stood, points at may stay. Queries as in `strangers_among`.
    """
    strangers = strangers_among(pointed_in(definition, value) - pointed_in(definition, before), edition)
    if not strangers:
        return value
    return definition.to_python(_emptied(definition, definition.get_prep_value(value), strangers))


def pointed_in(definition: Block, value: Any) -> set[Pointed]:
    """Return what a block's value, as its editor holds it, points at."""
    return set() if value is None else {*pointed_at(definition, definition.get_prep_value(value))}


def _emptied(definition: Block, raw: Any, strangers: Collection[Pointed]) -> Any:
    if isinstance(definition, ChooserBlock):
        return None if any(one in strangers for one in pointed_at(definition, raw)) else raw
    if isinstance(definition, RichTextBlock):

        def unlinked(found: re.Match[str]) -> str:
            leads = pointed_at(definition, found[1])
            return found[2] if any(one in strangers for one in leads) else found[0]

        return _LINKED.sub(unlinked, raw or "")
    parts = parts_of(definition, raw) if raw else ()
    if isinstance(definition, BaseStructBlock) and isinstance(raw, Mapping):
        return {**raw, **{part.name: _emptied(part.block, part.raw, strangers) for part in parts}}
    if not isinstance(raw, list):
        return raw
    found = {part.name: _emptied(part.block, part.raw, strangers) for part in parts}
    return [{**child, "value": found[child["id"]]} for child in raw if child["id"] in found]
