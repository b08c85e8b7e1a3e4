"""What each page shows: a template and what it is filled with, from documents and the manifest alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cms.delivery.documents.schema.resources import (
    Edition,
    Manifest,
    ManifestEntry,
    NavigationNode,
    Programme,
)

from . import library, switcher
from .addresses import document_address, edition_address, search_address
from .cards import KINDS, Card, cards_of, grouped, opening_of
from .collation import collated
from .drawing.sections import Section, outline_of, sections_of
from .drawing.setting import Setting
from .wayfinding import Place, place_of
from .wording import country

Document = Mapping[str, Any]
TYPES = {"programme", "theme", "module", "role", "coaching", "info"}
# What templates draw over the body.
IN_THE_HEAD = {"lead", "phases", "summary", "illustration"}
SHOWN_AS_CARDS = {"theme", "module"}
LONGEST_DESCRIPTION = 160
FEWEST_FOR_CONTENTS = 3


@dataclass(frozen=True)
class Page:
    """What the frame of every page needs. `description`, `canonical` may be empty.

    With `is_listed` search engines may show the page.
    """

    language: str
    direction: str
    title: str
    description: str = ""
    canonical: str = ""
    alternates: tuple[switcher.Hreflang, ...] = ()
    is_listed: bool = True


@dataclass(frozen=True)
class Crumb:
    """A link to a page; `language` is the title's where that is not the edition's."""

    title: str
    address: str
    language: str


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
        return Setting(
            language=self.edition.language,
            start=start,
            today=self.today,
            labels=self.manifest.labels,
            titled=titled,
            country=country(self.edition.country, self.edition.language),
            is_national=is_national(self.document),
        )

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
        **edition_frame(opened.programme, opened.edition),
        "document": opened.document,
        "head": [section for name, section in sections.items() if name in IN_THE_HEAD],
        "body": body,
        "data": f"{opened.edition.url}documents/{opened.entry.key}",
        "outline": outline if len(outline) >= FEWEST_FOR_CONTENTS else [],
        "setting": setting,
        "labels": opened.manifest.labels,
        "freshness": opened.entry.freshness,
        "breadcrumb": [_crumb(opened, node) for node in place.above],
        "switcher": switcher.choices(
            opened.programme.slug, opened.editions, current=opened.edition.code, there=there
        ),
        **_around(opened, place),
    }


def edition_frame(programme: Programme, edition: Edition) -> dict[str, Any]:
    """Return what the frame of every page within an edition shows: its name, its start, its search."""
    return {
        "programme": programme,
        "edition": edition,
        "start": edition_address(programme.slug, edition.code),
        "search_at": search_address(programme.slug, edition.code),
    }


def is_national(document: Document) -> bool:
    """Say whether everything in a document is its edition's own."""
    given = document.get("provenance")
    counts = {origin: count for origin, count in given.items() if count} if isinstance(given, Mapping) else {}
    return bool(counts) and counts.keys() <= {"national", "hidden"} and "national" in counts


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
        description=opening_of(opened.document, longest=LONGEST_DESCRIPTION).text,
        canonical=opened.base + opened.address(opened.entry.path),
        alternates=tuple(
            switcher.hreflangs(opened.programme.slug, opened.editions, there=there, base=opened.base)
        ),
    )


def _around(opened: Opened, place: Place) -> dict[str, Any]:
    """Return the pages below and beside: cards of themes or modules, neighbours, the footer's links."""
    cards = _cards(opened, [node for node in place.children if node.type in SHOWN_AS_CARDS])
    labels = opened.manifest.labels
    top = opened.manifest.navigation
    others = [
        child for node in top for child in (node, *node.children) if child.type not in {"programme", "theme"}
    ]
    return {
        "cards": cards,
        "groups": grouped(cards, labels),
        "kind": labels.get(KINDS.get(opened.document.get("kind", ""), ""), ""),
        "level_name": labels.get(f"level_{opened.document.get('level')}", ""),
        "previous": _crumb(opened, place.previous),
        "next": _crumb(opened, place.next),
        "others": [_crumb(opened, node) for node in others],
    }


def _crumb(opened: Opened, node: NavigationNode | None) -> Crumb | None:
    return Crumb(node.title, opened.address(node.path), node.title_language or "") if node else None


def _cards(opened: Opened, nodes: Sequence[NavigationNode]) -> list[Card]:
    hashes = {entry.key: entry.hash for entry in opened.manifest.documents}
    shown = [one for node in nodes for one in (node, *node.children) if one.type in SHOWN_AS_CARDS]
    wanted = {str(node.key): hashes[node.key] for node in shown if node.key in hashes}
    stored = library.documents(wanted.values())
    documents = {key: stored[sha256] for key, sha256 in wanted.items() if sha256 in stored}
    return list(cards_of(nodes, documents, start=opened.setting.start))
