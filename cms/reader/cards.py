"""Pages as other pages show them: a theme with its modules, a module with what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import quote

from django.utils.html import strip_tags

from cms.delivery.documents.schema.resources import NavigationNode

Document = Mapping[str, Any]
# Kinds of themes in the order in which they are shown, with the keys of their labels.
KINDS = {"cross-cutting": "cross_cutting_themes", "sector": "sector_themes"}
SENTENCES = {"text", "what"}
LONGEST_TEASER = 120
MOST_ISSUES = 4
FIGURES = {"sub": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"), "sup": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")}
_FIGURE = re.compile(r"<(sub|sup)>([0-9]+)</\1>")


@dataclass(frozen=True)
class Words:
    """Some words of a document; `language` is set where it is not the edition's."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Card:
    """A page as another page shows it: its title, its address and what else its document says."""

    title: str
    address: str
    language: str
    document: Document
    teaser: Words
    issues: tuple[Words, ...]
    modules: tuple[Card, ...]


@dataclass(frozen=True)
class Group:
    """Themes of one kind."""

    label: str
    cards: list[Card]


def cards_of(
    nodes: Iterable[NavigationNode], documents: Mapping[str, Document], *, start: str
) -> Iterator[Card]:
    """Return a card for each page whose document there is (by key), with those of the modules below it."""
    for node in nodes:
        document = documents.get(str(node.key))
        if document is not None:
            below = (child for child in node.children if child.type == "module")
            yield Card(
                title=node.title,
                address=start + quote(node.path.lstrip("/")),
                language=node.title_language or "",
                document=document,
                teaser=opening_of(document, longest=LONGEST_TEASER),
                issues=tuple(_issues(document))[:MOST_ISSUES],
                modules=tuple(cards_of(below, documents, start=start)),
            )


def grouped(cards: Iterable[Card], labels: Mapping[str, str]) -> list[Group]:
    """Return themes by their kind; a kind without themes has no group."""
    cards = list(cards)
    found = {kind: [card for card in cards if card.document.get("kind") == kind] for kind in KINDS}
    return [Group(labels.get(KINDS[kind], ""), themes) for kind, themes in found.items() if themes]


def opening_of(document: Document, *, longest: int) -> Words:
    """Return the first words of a document that are a sentence rather than a heading."""
    given = document.get("sections")
    streams = given.values() if isinstance(given, Mapping) else ()
    for block in (block for stream in streams if isinstance(stream, list) for block in stream):
        if isinstance(block, Mapping) and block.get("type") in SENTENCES:
            words = _plain(str(block.get("value", "")))
            return Words(_shortened(words, longest), str(block.get("language") or ""))
    return Words("")


def _plain(html: str) -> str:
    """Return the words of markup; low and high figures stay what they are: CO₂, m³."""
    html = _FIGURE.sub(lambda found: found[2].translate(FIGURES[found[1]]), html)
    return " ".join(unescape(strip_tags(html.replace("</p>", " "))).split())


def _shortened(words: str, longest: int) -> str:
    """Return the words, cut between two of them where they are too many."""
    if len(words) <= longest:
        return words
    return f"{words[:longest].rpartition(' ')[0] or words[:longest]} …"


def _issues(document: Document) -> Iterator[Words]:
    given = document.get("sections")
    blocks = given.get("main_issues") if isinstance(given, Mapping) else None
    for block in blocks if isinstance(blocks, list) else ():
        if isinstance(block, Mapping) and block.get("type") == "issue":
            yield Words(str(block.get("value") or ""), str(block.get("language") or ""))
