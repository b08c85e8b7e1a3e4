"""What each page shows: a template and what it is filled with, from documents and the manifest alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any
from uuid import UUID

from django.utils.html import strip_tags
from django.utils.text import Truncator

from cms.delivery.documents.schema.resources import (
    Edition,
    Manifest,
    ManifestEntry,
    NavigationNode,
    Programme,
)
from cms.delivery.resources import document_url

from . import library, switcher
from .addresses import document_address, edition_address
from .collation import collated
from .drawing.sections import Section, outline_of, sections_of
from .drawing.setting import Setting
from .wayfinding import Place, place_of

Document = Mapping[str, Any]
TYPES = {"programme", "theme", "module", "role", "coaching", "info"}
# Kinds of themes in the order in which they are shown, with the keys of their labels.
KINDS = {"cross-cutting": "cross_cutting_themes", "sector": "sector_themes"}
# What templates draw over the body.
IN_THE_HEAD = {"lead", "phases", "summary", "illustration"}
FOR_DESCRIPTION = {"text", "what"}
LONGEST_DESCRIPTION = 160
FEWEST_FOR_CONTENTS = 3


@dataclass(frozen=True)
class Page:
    """What the frame of every page needs. `description`, `canonical` may be empty."""

    language: str
    direction: str
    title: str
    description: str = ""
    canonical: str = ""
    alternates: tuple[switcher.Hreflang, ...] = ()


@dataclass(frozen=True)
class Crumb:
    """A link to a page; `language` is the title's where that is not the edition's."""

    title: str
    address: str
    language: str


@dataclass(frozen=True)
class Card:
    """A page as another page shows it: its title, its address and what else its document says."""

    title: str
    address: str
    language: str
    document: Document


@dataclass(frozen=True)
class Group:
    """Themes of one kind."""

    label: str
    cards: list[Card]


@dataclass(frozen=True)
class Opened:
    """A document that somebody opened, and all it is read with."""

    programme: Programme
    edition: Edition
    editions: tuple[Edition, ...]
    manifest: Manifest
    entry: ManifestEntry
    document: Document
    today: date
    base: str

    @property
    def setting(self) -> Setting:
        start = edition_address(self.programme.slug, self.edition.code)
        titled = {str(entry.key): entry.title_language or "" for entry in self.manifest.documents}
        return Setting(self.edition.language, start, self.today, self.manifest.labels, titled)

    def address(self, path: str) -> str:
        return document_address(self.programme.slug, self.edition.code, path)


def template_for(document_type: object) -> str:
    """Return the template of a type of document; a type that is new here is shown section by section."""
    return f"reader/{document_type}.html" if document_type in TYPES else "reader/document.html"


def document_page(opened: Opened) -> dict[str, Any]:
    """Return what the templates of documents show."""
    setting = opened.setting
    sections = sections_of(arranged(opened.document, setting), setting)
    body = [section for name, section in sections.items() if name not in IN_THE_HEAD]
    place = place_of(opened.entry.key, opened.manifest.navigation)
    outline = outline_of(body, setting)
    there = library.alternates(opened.programme.slug, opened.entry.key)
    return {
        "page": _frame(opened, sections, there),
        "programme": opened.programme,
        "edition": opened.edition,
        "start": setting.start,
        "document": opened.document,
        "head": [section for name, section in sections.items() if name in IN_THE_HEAD],
        "body": body,
        "data": document_url(opened.programme.slug, opened.edition.code, opened.entry.key),
        "outline": outline if len(outline) >= FEWEST_FOR_CONTENTS else [],
        "setting": setting,
        "labels": opened.manifest.labels,
        "untranslated": opened.entry.freshness.untranslated,
        "breadcrumb": [_crumb(opened, node) for node in place.above],
        "switcher": switcher.choices(
            opened.programme.slug, opened.editions, current=opened.edition.code, there=there
        ),
        **_around(opened, place),
    }


def arranged(document: Document, setting: Setting) -> Document:
    """Return the document with its participants as the language sorts them, where it asks for that."""
    given = document.get("sections")
    if document.get("participant_order") != "collation" or not isinstance(given, Mapping):
        return document
    participants = collated(
        [block for block in given.get("participants") or () if isinstance(block, Mapping)],
        language=setting.language,
        name=lambda block: str(block.get("value", "")),
    )
    return {**document, "sections": {**given, "participants": participants}}


def _frame(opened: Opened, sections: Mapping[str, Section], there: Mapping[str, Any]) -> Page:
    title = str(opened.document.get("title", ""))
    is_start = opened.entry.path == "/"
    return Page(
        language=opened.edition.language,
        direction=opened.edition.direction,
        title=title if is_start else f"{title} – {opened.programme.name}",
        description=description_of(opened.document),
        canonical=opened.base + opened.address(opened.entry.path),
        alternates=tuple(
            switcher.hreflangs(opened.programme.slug, opened.editions, there=there, base=opened.base)
        ),
    )


def description_of(document: Document) -> str:
    """Return the first words of a document that are a sentence rather than a heading."""
    given = document.get("sections")
    streams = given.values() if isinstance(given, Mapping) else ()
    for block in (block for stream in streams if isinstance(stream, list) for block in stream):
        if isinstance(block, Mapping) and block.get("type") in FOR_DESCRIPTION:
            words = " ".join(unescape(strip_tags(str(block.get("value", "")).replace("</p>", " "))).split())
            return Truncator(words).chars(LONGEST_DESCRIPTION)
    return ""


def _around(opened: Opened, place: Place) -> dict[str, Any]:
    """Return the pages below and beside: cards of themes or modules, neighbours, the footer's links."""
    cards = _cards(opened, [node for node in place.children if node.type in {"theme", "module"}])
    labels = opened.manifest.labels
    top = opened.manifest.navigation
    others = [
        child for node in top for child in (node, *node.children) if child.type not in {"programme", "theme"}
    ]
    return {
        "cards": cards,
        "groups": _groups(cards, labels),
        "kind": labels.get(KINDS.get(opened.document.get("kind", ""), ""), ""),
        "level_name": labels.get(f"level_{opened.document.get('level')}", ""),
        "previous": _crumb(opened, place.previous),
        "next": _crumb(opened, place.next),
        "others": [_crumb(opened, node) for node in others],
    }


def _groups(cards: Iterable[Card], labels: Mapping[str, str]) -> list[Group]:
    """Return themes by their kind; a kind without themes has no group."""
    cards = list(cards)
    found = {kind: [card for card in cards if card.document.get("kind") == kind] for kind in KINDS}
    return [Group(labels.get(KINDS[kind], ""), themes) for kind, themes in found.items() if themes]


def _crumb(opened: Opened, node: NavigationNode | None) -> Crumb | None:
    return Crumb(node.title, opened.address(node.path), node.title_language or "") if node else None


def _cards(opened: Opened, nodes: Iterable[NavigationNode]) -> list[Card]:
    hashes = {entry.key: entry.hash for entry in opened.manifest.documents}
    wanted: dict[UUID, str] = {node.key: hashes[node.key] for node in nodes if node.key in hashes}
    documents = library.documents(wanted.values())
    return [
        Card(node.title, opened.address(node.path), node.title_language or "", documents[wanted[node.key]])
        for node in nodes
        if wanted.get(node.key) in documents
    ]
