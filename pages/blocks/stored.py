"""Sections in their stored form, walked without looking up what choosers point at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import Any, NamedTuple

from wagtail import blocks

from pages.markup import TEXTS

_END_OF_LINE = re.compile(r"</(?:p|li|blockquote)>|<br\s*/?>")
_TAG = re.compile(r"<[^>]*>")


class Part(NamedTuple):
    """One part of a stored value: its block, what is stored, its kind and its own name inside the whole.

    The kind of a child of a stream is its type, of a list's `item`; both are named by their ids.
    """

    block: blocks.Block
    raw: Any
    kind: str
    name: str


def parts_of(block: blocks.Block, raw: Any) -> Iterator[Part]:
    """Yield the parts of a stream, list or struct in order; other blocks have none.

    A child of a type that the stream no longer offers is left out, as Wagtail does.
    """
    if isinstance(block, blocks.BaseStreamBlock):
        for child in raw:
            if child["type"] in block.child_blocks:
                yield Part(block.child_blocks[child["type"]], child["value"], child["type"], child["id"])
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            yield Part(block.child_block, item["value"], "item", item["id"])
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield Part(child, raw.get(name), name, name)


def words_in(block: blocks.Block, raw: Any) -> Iterator[str]:
    """Yield the texts of a stored value in reading order.

    Ids, addresses, days and choices are no words; what a chooser points at has words of its own.
    """
    if not raw:
        return
    if isinstance(block, blocks.RichTextBlock):
        yield plain(raw)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield raw
    else:
        for part in parts_of(block, raw):
            yield from words_in(part.block, part.raw)


@lru_cache(maxsize=TEXTS)
def plain(html: str) -> str:
    """Return the words of stored rich text; a word that a tag cuts (CO<sub>2</sub>) stays whole."""
    return unescape(_TAG.sub("", _END_OF_LINE.sub(" ", html))).strip()
