"""The pages before an edition: which programmes there are, and in which editions each can be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from cms.delivery.documents.schema.resources import Programme
from cms.delivery.labels import labels_in
from translation_workflow.editions.languages import language_for

from . import library, switcher
from .addresses import programme_address
from .pages import Page

PRODUCT = "CapaCITY Editions"


@dataclass(frozen=True)
class Shelf:
    """A programme and the editions in which it can be read."""

    programme: Programme
    address: str
    choices: list[switcher.Choice]


def front_page(language: str) -> dict[str, Any]:
    """Return what the start shows: every programme with its published editions."""
    shelves = [shelf_of(programme) for programme in library.programmes()]
    with translation.override(language):
        title = f"{_('Programmes')} – {PRODUCT}"
    return {**frame(language, title), "shelves": shelves}


def programme_front(programme: Programme, language: str) -> dict[str, Any]:
    """Return what a programme's own page shows: its published editions."""
    shelf = shelf_of(programme)
    title = f"{programme.name} – {PRODUCT}"
    return {**frame(language, title), "programme": programme, "choices": shelf.choices}


def shelf_of(programme: Programme) -> Shelf:
    editions = library.editions(programme.slug)
    choices = switcher.choices(programme.slug, editions, current="", there={})
    return Shelf(programme, programme_address(programme.slug), choices)


def frame(language: str, title: str, *, is_listed: bool = True) -> dict[str, Any]:
    """Return what the frame of a page outside documents needs."""
    page = Page(
        language=language, direction=language_for(language).direction, title=title, is_listed=is_listed
    )
    return {"page": page, "labels": labels_in(language)}
