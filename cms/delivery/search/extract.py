"""From a document to the texts that its readers read, in their order. Pure.

What is text, and whether it is markup, is the contract's own schema to say (`text`). Attributes of markup are
never read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from html import unescape
from typing import Any, NamedTuple

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


class Piece(NamedTuple):
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
    reader = _Reader()
    reader.document(document)
    found = []
    left = MOST
    for piece in reader.found:
        found.append(piece if len(piece.text) <= left else piece._replace(text=piece.text[:left]))
        left -= len(piece.text)
        if left <= 0:
            break
    return found


class _Place(NamedTuple):
    language: str
    section: str = ""
    block: str = ""
    type: str = ""
    kind: Kind | None = None


class _Reader:
    """Reads a document, and keeps the pieces that it found in their order."""

    def __init__(self) -> None:
        self.found: list[Piece] = []

    def document(self, document: Mapping[str, Any]) -> None:
        language = document["language"]
        title = _Place(document.get("title_language") or language, kind=Kind.TITLE)
        self._text(document["title"], Text(is_markup=False), "title", title)
        model = text_in_documents()[document["type"]]
        # What stands in no section, as the line of those who support a role.
        for name, node in model.parts.items():
            if name not in ("title", "sections") and name in document:
                said = document.get(f"{name}_language") or language
                self._value(document[name], node, name, _Place(said))
        sections = model.parts.get("sections")
        if isinstance(sections, Model):
            self._sections(document["sections"], sections, _Place(language))

    def _sections(self, sections: Mapping[str, Any], node: Model, place: _Place) -> None:
        for name, value in sections.items():
            inside = _Place(place.language, f"{place.section}.{name}".lstrip("."))
            part = node.parts.get(name)
            if isinstance(part, Model) and isinstance(value, dict):
                self._sections(value, part, inside)
            elif part is not None:
                self._value(value, part, name, inside)

    def _value(self, value: Any, node: Node, name: str, place: _Place) -> None:
        """Read a value that the schema's `node` describes."""
        if isinstance(node, Text):
            if isinstance(value, str):
                self._text(value, node, name, place)
        elif isinstance(value, list):
            if isinstance(node, List):
                for one in value:
                    self._value(one, node.item, name, place)
        elif isinstance(value, dict):
            model = node.models.get(value["type"]) if isinstance(node, Union) else node
            if isinstance(model, Model):
                inside = _inside(value, model, place)
                for key, one in value.items():
                    # What documents of another day have besides is not read.
                    if part := model.parts.get(key):
                        self._value(one, part, key, inside)

    def _text(self, text: str, node: Text, name: str, place: _Place) -> None:
        """Keep the paragraphs of a text without markup."""
        kind = place.kind or (Kind.HEADING if _is_heading(name, place) else Kind.BODY)
        for part in _plain(text, is_markup=node.is_markup):
            self.found.append(Piece(kind, part, place.language, place.section, place.block))


def _inside(value: Mapping[str, Any], model: Model, place: _Place) -> _Place:
    language = value.get("language") or place.language
    if model.is_block:
        return _Place(language, place.section, value["id"], value["type"], place.kind)
    kind = Kind.BODY if model.title in ELSEWHERE else place.kind
    return _Place(language, place.section, place.block, place.type, kind)


def _is_heading(name: str, place: _Place) -> bool:
    return name in HEADINGS or (name == "value" and place.type in BLOCKS_OF_HEADINGS)


@lru_cache(maxsize=PARAGRAPHS)
def _plain(text: str, *, is_markup: bool) -> tuple[str, ...]:
    parts = PARTING.split(text) if is_markup else [text]
    plain = [unescape(MARKUP.sub("", BREAK.sub(" ", part))) for part in parts] if is_markup else parts
    clean = (unicodedata.normalize("NFC", " ".join(one.replace(SOFT_HYPHEN, "").split())) for one in plain)
    return tuple(one for one in clean if one)
