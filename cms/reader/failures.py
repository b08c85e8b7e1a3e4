"""Answers where there is no document: what is wrong with the address, and where to go instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from cms.delivery.documents.schema.resources import Edition, Programme
from cms.delivery.labels import labels_in

from . import library, switcher
from .front import frame, shelf_of
from .pages import edition_frame

NOT_FOUND, GONE, NOT_IMPLEMENTED = 404, 410, 501


@dataclass(frozen=True)
class Failure:
    """A page that says that there is none, in `language`, answered with `status`."""

    status: int
    language: str
    context: dict[str, Any]


def no_such_programme(language: str) -> Failure:
    """The address names no programme: here are those that there are."""
    with translation.override(language):
        explanation = _("There is no page at this address. It may be misspelt, or the page has moved.")
    shelves = [shelf_of(programme) for programme in library.programmes()]
    return _failure(NOT_FOUND, language, explanation, shelves=shelves)


def no_such_edition(programme: Programme, editions: Iterable[Edition], language: str) -> Failure:
    """The address names no published edition: here are those that are."""
    with translation.override(language):
        explanation = _("%(programme)s is not published in this edition.") % {"programme": programme.name}
    choices = switcher.choices(programme.slug, editions, current="", there={})
    return _failure(NOT_FOUND, language, explanation, choices=choices)


def no_such_page(programme: Programme, edition: Edition, editions: Iterable[Edition]) -> Failure:
    """The edition has no such page: its start and its search are good places to look."""
    with translation.override(edition.language.lower()):
        explanation = _("There is no page at this address. It may be misspelt, or the page has moved.")
    around = _edition_around(programme, edition, editions)
    return _failure(NOT_FOUND, edition.language, explanation, **around)


def gone(programme: Programme, edition: Edition, editions: Iterable[Edition]) -> Failure:
    """The page was withdrawn, and will not be found by looking for it."""
    with translation.override(edition.language.lower()):
        explanation = _("It was withdrawn from this edition.")
    return _failure(GONE, edition.language, explanation, **_edition_around(programme, edition, editions))


def not_searchable(programme: Programme, edition: Edition, editions: Iterable[Edition]) -> Failure:
    """The pages were copied to a place where nothing runs that could look through them."""
    with translation.override(edition.language.lower()):
        explanation = _(
            "Pages can only be read here, not searched. The start of this edition leads to all of them."
        )
    context = {
        **frame(edition.language, labels_in(edition.language)["search"]),
        "explanation": explanation,
        **_edition_around(programme, edition, editions),
    }
    return Failure(NOT_IMPLEMENTED, edition.language, context)


def _edition_around(programme: Programme, edition: Edition, editions: Iterable[Edition]) -> dict[str, Any]:
    choices = switcher.choices(programme.slug, editions, current=edition.code, there={})
    return {**edition_frame(programme, edition), "switcher": choices}


def _failure(status: int, language: str, explanation: str, **found: Any) -> Failure:
    labels = labels_in(language)
    title = labels["page_gone" if status == GONE else "page_not_found"]
    return Failure(status, language, {**frame(language, title), "explanation": explanation, **found})
