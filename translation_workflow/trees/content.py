"""What a page of an edition says before anybody has translated it: the master's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField

from pages.blocks.stored import parts_of
from pages.models.snippets import translated_snippets
from translation_workflow.editions.models import Edition

Content = Callable[[Any, Edition], Mapping[str, Any]]
"""(the specific master page, edition) → field → raw value. It must fit the fields: nothing checks it."""

Own = Mapping[tuple[type[models.Model], int], int]
"""(snippet model, the master's primary key) → that of an edition's own row."""


def masters_content(editions: Sequence[Edition]) -> Content:
    """Return what gives pages the master's words; choosers point at an edition's own snippets."""
    own = _own_snippets(editions)

    def content(master: Any, edition: Edition) -> Mapping[str, Any]:
        snippets = own[edition.locale_id]
        if not snippets:
            return {}
        return {
            field.name: _translated(
                field.stream_block, getattr(master, field.name).get_prep_value(), snippets
            )
            for field in type(master)._meta.concrete_fields
            if isinstance(field, StreamField)
        }

    return content


def _own_snippets(editions: Sequence[Edition]) -> dict[int, dict[tuple[type[models.Model], int], int]]:
    """Return locale → own rows, in one query a snippet type."""
    programme = editions[0].programme_id if editions else None
    locales = {edition.locale_id for edition in editions}
    own: dict[int, dict[tuple[type[models.Model], int], int]] = defaultdict(dict)
    for model in translated_snippets():
        masters: dict[UUID, int] = {}
        rows: list[tuple[UUID, int, int]] = []
        found = model._default_manager.filter(programme=programme)
        for key, locale, pk in found.values_list("translation_key", "locale_id", "pk"):
            if locale in locales:
                rows.append((key, locale, pk))
            else:
                masters[key] = pk
        for key, locale, pk in rows:
            if key in masters:
                own[locale][model, masters[key]] = pk
    return own


def _translated(block: blocks.Block, raw: Any, own: Own) -> Any:
    if isinstance(block, blocks.ChooserBlock):
        return own.get((block.model_class, raw), raw)
    if isinstance(raw, list):
        parts = {part.name: part for part in parts_of(block, raw)}
        return [
            child | {"value": _translated(parts[child["id"]].block, child["value"], own)}
            if child["id"] in parts
            else child
            for child in raw
        ]
    if isinstance(raw, dict):
        return raw | {part.name: _translated(part.block, part.raw, own) for part in parts_of(block, raw)}
    return raw
