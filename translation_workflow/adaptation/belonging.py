"""Whether what content points at is the edition's to show: its own, or its master's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from wagtail.blocks import Block, PageChooserBlock, RichTextBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from pages.blocks.stored import parts_of
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import edition_of

from .links import addresses_in, row_of

_PAGE = PageChooserBlock()


def foreign_in(definition: Block, raw: Any, edition: Edition) -> str:
    """Return the name of something of another programme or edition that a raw value points at; "" for none.

    One query for each model, and for each page.
    """
    chosen: dict[Any, set[Any]] = defaultdict(set)
    for block, key in _choices(definition, raw):
        chosen[Page if isinstance(block, PageChooserBlock) else block.target_model].add(key)
    return _foreign(chosen, edition)


def foreign_address(address: str, edition: Edition) -> str:
    """Return the name of a page of another programme or edition that an address names; "" for none."""
    row = row_of(address)
    if row is None:
        return ""
    kind, number = row
    return _foreign({Page: {number}}, edition) if kind == "page" else address


def _foreign(chosen: Mapping[Any, Collection[Any]], edition: Edition) -> str:
    locales = {edition.locale_id, edition.programme.master_locale_id}
    for model, keys in chosen.items():
        rows = list(model._default_manager.filter(pk__in=keys))
        if gone := {int(key) for key in keys} - {row.pk for row in rows}:
            return f"{model._meta.verbose_name} {min(gone)}"
        for row in rows:
            if isinstance(row, Page):
                owner = edition_of(row)
                is_own = owner is not None and owner.programme_id == edition.programme_id
            else:
                is_own = getattr(row, "programme_id", edition.programme_id) == edition.programme_id
            if not is_own or getattr(row, "locale_id", edition.locale_id) not in locales:
                return str(row)
    return ""


def _choices(definition: Block, raw: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the choosers of a raw value, with what they point at."""
    if not raw:
        return
    if isinstance(definition, PageChooserBlock | SnippetChooserBlock):
        yield definition, raw
    elif isinstance(definition, RichTextBlock):
        rows = (row_of(address) for address in addresses_in(raw))
        yield from ((_PAGE, row[1]) for row in rows if row and row[0] == "page")
    else:
        for part in parts_of(definition, raw):
            yield from _choices(part.block, part.raw)
