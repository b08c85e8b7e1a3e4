"""From a document to the texts that its readers read, in their order. Pure.

What is text, and whether it is markup, is the contract's own schema to say; `UNREAD` names the strings that
are there for programs. Attributes of markup are never read.
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

from cms.delivery.documents.schema import DOCUMENT

UNREAD = frozenset(
    {
        *("alt", "amount", "code", "currency", "edition", "email", "fact_owner", "filename", "id", "key"),
        *("language", "media_type", "path", "programme", "theme_key", "url"),
        *("supporter_line_language", "title_language"),
    }
)
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


@dataclass(frozen=True)
class _Place:
    language: str
    section: str = ""
    block: str = ""
    type: str = ""
    kind: Kind | None = None


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


def _pieces(document: Mapping[str, Any]) -> Iterator[Piece]:
    language = document["language"]
    title = _Place(document.get("title_language") or language)
    yield from _cut(document["title"], title, Kind.TITLE, is_markup=False)
    model = _resolve({"$ref": _schema()["discriminator"]["mapping"][document["type"]]})
    # What stands in no section, as the line of those who support a role.
    for name, node in model["properties"].items():
        if name not in ("title", "sections") and name in document:
            said = document.get(f"{name}_language") or language
            yield from _read(document[name], node, name, _Place(said))
    yield from _sections(document["sections"], model["properties"]["sections"], _Place(language))


def _sections(sections: Any, node: Any, place: _Place) -> Iterator[Piece]:
    known = _resolve(node, sections)["properties"]
    for name, value in sections.items():
        inside = replace(place, section=f"{place.section}.{name}".lstrip("."))
        if isinstance(value, dict):
            yield from _sections(value, known[name], inside)
        else:
            yield from _read(value, known[name], name, inside)


def _read(value: Any, node: Any, name: str, place: _Place) -> Iterator[Piece]:
    """Return the pieces of a value that the schema's `node` describes."""
    if isinstance(value, dict):
        model = _resolve(node, value)
        inside = _inside(value, model, place)
        for key, one in value.items():
            # What documents of another day have besides is not read.
            if key in model["properties"]:
                yield from _read(one, model["properties"][key], key, inside)
    elif isinstance(value, list):
        items = _resolve(node, value).get("items", {})
        for one in value:
            yield from _read(one, items, name, place)
    elif isinstance(value, str) and name not in UNREAD:
        node = _resolve(node, value)
        if not node.keys() & {"const", "enum", "format"}:
            kind = place.kind or (Kind.HEADING if _is_heading(name, place) else Kind.BODY)
            is_markup = node.get("contentMediaType") == "text/html"
            yield from _cut(value, place, kind, is_markup=is_markup)


def _inside(value: Mapping[str, Any], model: Mapping[str, Any], place: _Place) -> _Place:
    language = value.get("language") or place.language
    if "origin" in model["properties"]:
        return replace(place, language=language, block=value["id"], type=value["type"])
    kind = Kind.BODY if model.get("title") in ELSEWHERE else place.kind
    return replace(place, language=language, kind=kind)


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


def _resolve(node: Mapping[str, Any], value: Any = None) -> Mapping[str, Any]:
    """Return what a node comes to for a value: behind references, of several the one that it is of."""
    while True:
        if "$ref" in node:
            node = _schema()["$defs"][node["$ref"].rpartition("/")[2]]
        elif "discriminator" in node and isinstance(value, dict):
            node = {"$ref": node["discriminator"]["mapping"][value["type"]]}
        elif "anyOf" in node:
            node = next(one for one in node["anyOf"] if one.get("type") != "null")
        elif "allOf" in node:
            node = node["allOf"][0]
        else:
            return node


@lru_cache(maxsize=1)
def _schema() -> dict[str, Any]:
    return DOCUMENT.json_schema()
