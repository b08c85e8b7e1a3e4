"""The headings of a page, as any frontend has to nest them, and where a level of them is missing. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from cms.delivery.coverage.words import without_markup, words_of
from cms.delivery.documents.schema.documents import UNHEADED

from .flaw import Flaw, Kind
from .spots import Spot, own_values, sections_in

# Blocks over which a heading stands, by the name of its words.
HEADED = {"section": "heading", "step": "title", "audience": "name"}
_MARKED_UP = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL | re.IGNORECASE)


class Heading(NamedTuple):
    """A heading that has words; the page's title is of level 1."""

    level: int
    text: str
    place: str
    block: str = ""


def skipped_levels(document: Mapping[str, Any]) -> Iterator[Flaw]:
    """Yield the headings that stand more than one level below the heading before them."""
    for before, one in pairwise(headings_in(document)):
        if one.level > before.level + 1:
            sentence = (
                f"“{one.text}” is a heading of level {one.level} below “{before.text}” of level "
                f"{before.level}. Write the heading between them, or take its place away."
            )
            yield Flaw(Kind.HEADING, one.place, sentence, block=one.block)


def headings_in(document: Mapping[str, Any]) -> Iterator[Heading]:
    """Yield the headings of a document of the contract in reading order; empty ones are none."""
    yield Heading(1, document["title"], document["path"])
    groups: set[str] = set()
    for name, blocks in sections_in(document):
        place = f"{document['path']} › {name}"
        group, _, part = name.rpartition(".")
        if group and group not in groups:
            groups.add(group)
            yield Heading(2, group, place)
        yield from _of_section(part, blocks, level=3 if group else 2, place=place)


def _of_section(name: str, blocks: Sequence[Any], *, level: int, place: str) -> Iterator[Heading]:
    own = next((one for one in blocks if one["type"] == "heading"), None)
    if own:
        yield from _heading(Spot(place, own), own["value"], level=level)
    elif name not in UNHEADED:
        yield Heading(level, name, place)
    inner = level if own is None and name in UNHEADED else level + 1
    for block in blocks:
        if block is not own:
            yield from _of_block(Spot(f"{place} › {block['type']}", block), level=inner)


def _of_block(spot: Spot, *, level: int) -> Iterator[Heading]:
    if spot.type == "heading":
        yield from _heading(spot, spot.value, level=level)
    elif spot.type == "lettered":
        for part in spot.value:
            yield from _heading(spot, part["value"]["title"], level=level)
            yield from _of_content(spot, part["value"]["content"], level=level + 1)
    elif spot.type in HEADED:
        yield from _heading(spot, spot.value[HEADED[spot.type]], level=level)
        yield from _of_content(spot, spot.value.get("content", ()), level=level + 1)
        yield from _in_markup(spot)
    else:
        yield from _in_markup(spot)


def _of_content(spot: Spot, content: Sequence[Any], *, level: int) -> Iterator[Heading]:
    for block in content:
        yield from _of_block(Spot(f"{spot.place} › {block['type']}", block), level=level)


def _heading(spot: Spot, text: str, *, level: int) -> Iterator[Heading]:
    if words_of(text):
        yield Heading(level, text, spot.place, spot.id)


def _in_markup(spot: Spot) -> Iterator[Heading]:
    """Yield the headings that are typed into a block's running text, at the level that their tag has."""
    texts = [spot.value] if isinstance(spot.value, str) else []
    texts += [text for value in own_values(spot.value) for text in value.values() if isinstance(text, str)]
    for text in texts:
        for level, words in _MARKED_UP.findall(text):
            yield from _heading(spot, without_markup(words).strip(), level=int(level))
