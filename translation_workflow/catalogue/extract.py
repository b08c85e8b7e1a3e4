"""Segments → catalogues: one for each page of an edition, and one for its snippets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pages.progress import Progress
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.source.masters import master_pages, master_snippets, retired_pages
from translation_workflow.source.models import State
from translation_workflow.source.places import places_in, title_path
from translation_workflow.source.segments import Segment, segments_of

from .message import Catalogue, Message, Piece

SNIPPETS = "snippets"
START = "programme"


def catalogues_of(edition: Edition, *, progress: Progress) -> dict[str, Catalogue]:
    """Return file name (without ending) → catalogue, for the live master of the edition's programme.

    The master's own edition gives templates: no translations, no language.
    """
    programme = edition.programme
    pages, snippets = master_pages(programme), master_snippets(programme)
    segments = segments_of([row.translation_key for row in [*pages, *snippets]], edition)
    names = _names(pages)
    catalogues = {}
    for number, page in enumerate(pages):
        progress(f"Exporting {edition}", number, len(pages))
        messages = _messages(page, segments.get(page.translation_key, ()), edition, title_path(page))
        catalogues[names[page.pk]] = _catalogue(
            edition, str(page.translation_key), title_path(page), messages
        )
    shared = [
        message
        for snippet in snippets
        for message in _messages(
            snippet,
            segments.get(snippet.translation_key, ()),
            edition,
            f"{snippet._meta.verbose_name} › {snippet}",
        )
    ]
    if shared:
        catalogues[SNIPPETS] = _catalogue(edition, "", f"{programme.name} › Snippets", shared)
    progress(f"Exporting {edition}", len(pages), len(pages))
    return catalogues


def retired_catalogues_of(edition: Edition) -> dict[str, Catalogue]:
    """Return the same for pages of an edition whose master went away: the edition's page tells the names."""
    pages = retired_pages(edition)
    segments = segments_of([page.translation_key for page in pages], edition)
    return {
        f"retired-{page.slug}-{str(page.translation_key)[:8]}": _catalogue(
            edition,
            str(page.translation_key),
            title_path(page),
            _messages(page, segments.get(page.translation_key, ()), edition, title_path(page)),
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


def _catalogue(edition: Edition, page: str, title: str, messages: Sequence[Message]) -> Catalogue:
    is_template = edition.kind is Kind.MASTER
    return Catalogue(
        programme=edition.programme.slug,
        language="" if is_template else edition.code,
        page=page,
        title=title,
        plural_forms=edition.language.plural_forms,
        messages=tuple(messages),
    )


def _messages(instance: Any, segments: Sequence[Segment], edition: Edition, title: str) -> list[Message]:
    places = places_in(instance)
    return [
        Message(
            Piece(
                segment.address,
                segment.text,
                tuple(_comments(segment, title, places.get(segment.address.path, ""))),
            ),
            _target(segment, edition),
            segment.made_from,
            segment.state is State.NEEDS_WORK,
        )
        for segment in segments
    ]


def _target(segment: Segment, edition: Edition) -> str:
    if edition.kind is Kind.MASTER:
        return ""
    # In the master's own language nobody retypes what is right already.
    copy = segment.text if edition.kind is Kind.SAME_LANGUAGE else ""
    return segment.words or copy


def _comments(segment: Segment, title: str, place: str) -> list[str]:
    comments = [" › ".join(part for part in (title, place) if part)]
    tags = sorted(set(re.findall(r"<a id=\"[^\"]*\">|<[a-z]+/?>", segment.text)))
    if tags:
        comments.append(f"Keep: {' '.join(tags)}")
    return comments
