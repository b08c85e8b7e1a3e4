"""The master's side of a programme's catalogues: read once, for however many editions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import translation
from wagtail.models import Page
from wagtail_localize.models import StringSegment

from pages.models import Programme
from translation_workflow.editions.models import Edition
from translation_workflow.source.address import Address
from translation_workflow.source.hold import ANYTHING, Hold
from translation_workflow.source.limits import holds_of
from translation_workflow.source.masters import master_pages, master_snippets, retired_pages
from translation_workflow.source.places import places_in
from translation_workflow.source.working import Place

from .message import Piece
from .snapshot import piece_hash

SNIPPETS = "snippets"
START = "programme"

_TAGS = re.compile(r"<a id=\"[^\"]*\">|<[a-z]+/?>")


@dataclass(frozen=True, slots=True)
class Original:
    """One piece of the master; `place` is its context and text, `hash` what snapshots call it."""

    place: Place
    piece: Piece
    hash: bytes


@dataclass(frozen=True)
class Sheet:
    """The pieces of one file, in reading order. `name` is the file's, without its ending."""

    name: str
    page: str
    title: str
    originals: Sequence[Original]

    @property
    def keys(self) -> set[UUID]:
        return {original.piece.address.object_key for original in self.originals}


def sheets_of(programme: Programme) -> list[Sheet]:
    """Return a sheet for every live page of the master, parents first, and one for its snippets."""
    pages, snippets = master_pages(programme), master_snippets(programme)
    titles = titles_of(pages)
    rows = _rows([row.translation_key for row in (*pages, *snippets)], programme)
    names = _names(pages)
    sheets = [
        _sheet(names[page.pk], page, titles[page.pk], rows.get(page.translation_key, ())) for page in pages
    ]
    shared = [
        original
        for snippet in snippets
        for original in _originals(
            snippet, f"{snippet._meta.verbose_name} › {snippet}", rows.get(snippet.translation_key, ())
        )
    ]
    if shared:
        sheets.append(Sheet(SNIPPETS, "", f"{programme.name} › Snippets", shared))
    return sheets


def keys_by_name(programme: Programme) -> dict[str, list[UUID]]:
    """Return the name of each sheet → the keys of what is in it, in the same order; nothing is opened."""
    pages = master_pages(programme)
    names = _names(pages)
    found = {names[page.pk]: [page.translation_key] for page in pages}
    snippets = [snippet.translation_key for snippet in master_snippets(programme)]
    return found | ({SNIPPETS: snippets} if snippets else {})


def retired_sheets_of(edition: Edition) -> list[Sheet]:
    """Return the same for pages of an edition whose master went away: the edition's page tells the names."""
    pages = retired_pages(edition)
    titles = titles_of(pages)
    rows = _rows([page.translation_key for page in pages], edition.programme)
    return [
        _sheet(
            f"retired-{page.slug}-{str(page.translation_key)[:8]}",
            page,
            titles[page.pk],
            rows.get(page.translation_key, ()),
        )
        for page in pages
    ]


def _sheet(name: str, page: Any, title: str, rows: Sequence[Any]) -> Sheet:
    return Sheet(name, str(page.translation_key), title, list(_originals(page, title, rows)))


def _rows(keys: Collection[UUID], programme: Programme) -> Mapping[UUID, Sequence[Any]]:
    """Return key → (path, text, context, string) in reading order; one query."""
    segments = StringSegment.objects.filter(
        source__locale=programme.master_locale_id, source__object__in=keys
    ).order_by("source", "order")
    columns = ("source__object_id", "context__path", "string__data", "context_id", "string_id")
    found: dict[UUID, dict[Place, Any]] = defaultdict(dict)
    for key, path, text, context, string in segments.values_list(*columns):
        # A text that stands twice in one place is one piece.
        found[key].setdefault((context, string), (path, text, context, string))
    return {key: list(rows.values()) for key, rows in found.items()}


def _originals(instance: Any, title: str, rows: Sequence[Any]) -> Iterator[Original]:
    # Catalogues are commented in English, whoever exports them.
    with translation.override("en"):
        places = places_in(instance) if rows else {}
    holds = dict(holds_of(instance)) if rows else {}
    for path, text, context, string in rows:
        comments = [
            " › ".join(part for part in (title, places.get(path, "")) if part),
            _sentence(holds.get(path, ANYTHING)),
            *_tags(text),
            f"Key: {instance.translation_key}",
        ]
        piece = Piece(Address(instance.translation_key, path), text, tuple(comments))
        yield Original((context, string), piece, piece_hash(str(piece.address), text))


def _tags(text: str) -> list[str]:
    tags = sorted(set(_TAGS.findall(text)))
    return [f"Keep: {' '.join(tags)}"] if tags else []


def _sentence(hold: Hold) -> str:
    """Return what a place takes, for translators."""
    kind = "One line of text" if hold.is_line else "Text"
    return f"{kind}, at most {hold.limit} characters" if hold.limit else kind


def titles_of(pages: Sequence[Page]) -> dict[int, str]:
    """Return page id → the titles from the programme down: `Covenant CapaCITY › Buildings › …`. One query."""
    steps = {page.path[:end] for page in pages for end in range(8, len(page.path) + 1, 4)}
    known = dict(Page.objects.filter(path__in=steps).values_list("path", "title"))
    return {
        page.pk: " › ".join(
            known[page.path[:end]] for end in range(8, len(page.path) + 1, 4) if page.path[:end] in known
        )
        for page in pages
    }


def _names(pages: Sequence[Any]) -> dict[int, str]:
    """File names from the master's path: `buildings-start-up`; a doubled one carries its key."""
    names: dict[int, str] = {}
    for page in pages:
        inside = page.url_path[len(pages[0].url_path) :].strip("/")
        name = inside.replace("/", "-") or START
        if name in names.values() or name == SNIPPETS:
            name = f"{name}-{str(page.translation_key)[:8]}"
        names[page.pk] = name
    return names
