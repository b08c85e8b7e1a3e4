"""The page on which an edition is searched: what was found, where it stands, and the words around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cms.delivery.documents.schema.documents import UNHEADED
from cms.delivery.documents.schema.resources import Edition, Manifest, NavigationNode, Programme
from cms.delivery.documents.schema.search import Hit, Run

from . import library, switcher
from .addresses import document_address
from .drawing.sections import LABEL_KEYS
from .front import frame
from .pages import Crumb, edition_frame
from .wayfinding import place_of

# What a search says that found no page with all the words.
SOME = "some"


@dataclass(frozen=True)
class Found:
    """A page that was found. `trail` leads to it; `part` is its section that the words are from, if named.

    `words` are the page's own, `words_language` theirs where that is not the edition's.
    """

    title: Sequence[Run]
    language: str
    address: str
    trail: tuple[Crumb, ...]
    part: Crumb | None
    words: Sequence[Run]
    words_language: str


def search_page(
    programme: Programme, edition: Edition, *, editions: Sequence[Edition], query: str
) -> dict[str, Any]:
    """Return what the search's template shows. With `refused` nothing can be looked for like that.

    With `is_partial` no page has all the words, and those that were found have some of them.
    """
    manifest = library.manifest(programme.slug, edition.code)
    query = " ".join(query.split())
    shown: dict[str, Any] = {"refused": False, "is_partial": False, "total": 0, "found": []}
    try:
        if query:
            results = library.search(programme.slug, edition.code, query)
            found = [_found(hit, programme, edition, manifest) for hit in results.hits]
            shown |= {"is_partial": results.found == SOME, "total": results.total, "found": found}
    except library.Unsearchable:
        shown["refused"] = True
    labels = manifest.labels
    title = f"{query}: {labels['search_results']}" if query else labels["search"]
    around = frame(edition.language, f"{title} – {programme.name}", is_listed=False)
    return {
        **around,
        **edition_frame(programme, edition),
        **shown,
        "is_search": True,
        "query": query,
        "labels": labels,
        "themes": _themes(programme, edition, manifest.navigation),
        "switcher": switcher.searches(
            programme.slug, editions, current=edition.code, query={"q": query} if query else {}
        ),
    }


def _found(hit: Hit, programme: Programme, edition: Edition, manifest: Manifest) -> Found:
    address = document_address(programme.slug, edition.code, hit.path)
    above = place_of(hit.key, manifest.navigation).above
    return Found(
        title=hit.marked_title,
        language=hit.title_language or "",
        address=address,
        trail=tuple(_crumb(node, programme, edition) for node in above),
        part=_part(hit.excerpt.section or "", address, manifest.labels),
        words=hit.excerpt.runs,
        words_language=hit.excerpt.language or "",
    )


def _part(section: str, address: str, labels: Mapping[str, str]) -> Crumb | None:
    """Return a link to the section (`processes.people`) of a page, where it has a heading to be named by."""
    name = section.rpartition(".")[2]
    word = "" if name in UNHEADED else labels.get(LABEL_KEYS.get(name, name), "")
    return Crumb(word, f"{address}#{name.replace('_', '-')}", "") if word else None


def _themes(programme: Programme, edition: Edition, navigation: Sequence[NavigationNode]) -> list[Crumb]:
    nodes = [child for node in navigation for child in (node, *node.children)]
    return [_crumb(node, programme, edition) for node in nodes if node.type == "theme"]


def _crumb(node: NavigationNode, programme: Programme, edition: Edition) -> Crumb:
    address = document_address(programme.slug, edition.code, node.path)
    return Crumb(node.title, address, node.title_language or "")
