"""From a document to the texts that its readers read, in their order. Pure.

What is text, and whether it is markup, is the contract's own schema to say (`text`). Attributes of markup are
never read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from html import unescape
from typing import Any

from .text import List, Model, Node, Text, Union, text_in_documents

HEADINGS = frozenset({"heading", "question", "title", "name", "supporter_line"})
BLOCKS_OF_HEADINGS = frozenset({"heading", "phase"})
# What is named here has its heading elsewhere.
ELSEWHERE = frozenset({"PageLink", "Country"})

# A text longer than that is found by its beginning.
MOST = 300_000
# A document is made anew when one of its paragraphs changed: the others are known already.
PARAGRAPHS = 4096

PARTING = re.compile(r"</?(?:p|ul|ol|li|blockquote|h[1-6])\b[^>]*>", re.IGNORECASE)
BREAK = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
MARKUP = re.compile(r"<[^>]*>")
SOFT_HYPHEN = "\u00ad"


class Kind(StrEnum):
    """What a piece is to its page."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"


@dataclass(frozen=True)
class Piece:
    """A paragraph, an item or a line. `section` and `block` are empty outside of sections.

    The sections of a group are named with it: `processes.people`.
    """

    kind: Kind
    text: str
    language: str
    section: str = ""
    block: str = ""


def pieces_of(document: Mapping[str, Any]) -> list[Piece]:
    """Return the pieces of a document of the contract, its title first."""
    found = []
    left = MOST
    for piece in _pieces(document):
        found.append(piece if len(piece.text) <= left else replace(piece, text=piece.text[:left]))
        left -= len(piece.text)
        if left <= 0:
            break
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    language: str
    section: str = ""
    block: str = ""
    type: str = ""
    kind: Kind | None = None


def _pieces(document: Mapping[str, Any]) -> Iterator[Piece]:
    language = document["language"]
    title = _Place(document.get("title_language") or language)
    yield from _cut(document["title"], title, Kind.TITLE, is_markup=False)
    model = text_in_documents()[document["type"]]
    # What stands in no section, as the line of those who support a role.
    for name, node in model.parts.items():
        if name not in ("title", "sections") and name in document:
            said = document.get(f"{name}_language") or language
            yield from _read(document[name], node, name, _Place(said))
    sections = model.parts.get("sections")
    if isinstance(sections, Model):
        yield from _sections(document["sections"], sections, _Place(language))


def _sections(sections: Mapping[str, Any], node: Model, place: _Place) -> Iterator[Piece]:
    for name, value in sections.items():
        inside = _Place(place.language, f"{place.section}.{name}".lstrip("."))
        part = node.parts.get(name)
        if isinstance(part, Model) and isinstance(value, dict):
            yield from _sections(value, part, inside)
        elif part is not None:
            yield from _read(value, part, name, inside)


def _read(value: Any, node: Node, name: str, place: _Place) -> Iterator[Piece]:
    """Return the pieces of a value that the schema's `node` describes."""
    if isinstance(node, Text):
        if isinstance(value, str):
            kind = place.kind or (Kind.HEADING if _is_heading(name, place) else Kind.BODY)
            yield from _cut(value, place, kind, is_markup=node.is_markup)
    elif isinstance(value, list):
        if isinstance(node, List):
            for one in value:
                yield from _read(one, node.item, name, place)
    elif isinstance(value, dict):
        model = node.models.get(value["type"]) if isinstance(node, Union) else node
        if isinstance(model, Model):
            inside = _inside(value, model, place)
            for key, one in value.items():
                # What documents of another day have besides is not read.
                if part := model.parts.get(key):
                    yield from _read(one, part, key, inside)


def _inside(value: Mapping[str, Any], model: Model, place: _Place) -> _Place:
    language = value.get("language") or place.language
    if model.is_block:
        return _Place(language, place.section, value["id"], value["type"], place.kind)
    kind = Kind.BODY if model.title in ELSEWHERE else place.kind
    return _Place(language, place.section, place.block, place.type, kind)


def _is_heading(name: str, place: _Place) -> bool:
    return name in HEADINGS or (name == "value" and place.type in BLOCKS_OF_HEADINGS)


def _cut(text: str, place: _Place, kind: Kind, *, is_markup: bool) -> Iterator[Piece]:
    """Return the paragraphs of a text without markup."""
    for part in _plain(text, is_markup=is_markup):
        yield Piece(kind, part, place.language, place.section, place.block)


@lru_cache(maxsize=PARAGRAPHS)
def _plain(text: str, *, is_markup: bool) -> tuple[str, ...]:
    parts = PARTING.split(text) if is_markup else [text]
    plain = [unescape(MARKUP.sub("", BREAK.sub(" ", part))) for part in parts] if is_markup else parts
    clean = (unicodedata.normalize("NFC", " ".join(one.replace(SOFT_HYPHEN, "").split())) for one in plain)
    return tuple(one for one in clean if one)
