"""Where findings stand, in words an author and a translator share."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from wagtail.models import Page

from pages.models import Programme
from pages.models.snippets import translated_snippets
from translation_workflow.source.address import Address
from translation_workflow.source.places import places_in

from .piece import Found


def places_of(programme: Programme, found: Iterable[Found]) -> dict[Address, str]:
    """Return address → place, such as `Covenant CapaCITY › Buildings › Start-up › Steps › Step 3 › Title`.

    A fixed number of queries, and for each page those that read what it shows.
    """
    addresses = {one.piece.address for one in found}
    keys = {address.object_key for address in addresses}
    named: dict[Address, str] = {}
    for title, instance in _objects(programme, keys) if keys else ():
        places = places_in(instance)
        for address in addresses:
            if address.object_key == instance.translation_key:
                named[address] = f"{title} › {places.get(address.path, address.field)}"
    return named


def _objects(programme: Programme, keys: Collection[UUID]) -> list[tuple[str, Any]]:
    locale = programme.master_locale_id
    pages = list(Page.objects.filter(translation_key__in=keys, locale=locale).specific())
    titles = _titles(pages)
    snippets = [
        (f"{str(row._meta.verbose_name).capitalize()} › {row}", row)
        for model in translated_snippets()
        for row in model._default_manager.filter(translation_key__in=keys, locale=locale)
    ]
    return [(titles[page.pk], page) for page in pages] + snippets


def _titles(pages: Collection[Any]) -> dict[int, str]:
    """Return page id → the titles from the programme down; one query."""
    steps = {page.path[:end] for page in pages for end in _ends(page)}
    known = dict(Page.objects.filter(path__in=steps).values_list("path", "title"))
    return {
        page.pk: " › ".join(known[page.path[:end]] for end in _ends(page) if page.path[:end] in known)
        for page in pages
    }


def _ends(page: Page) -> range:
    """Where the path of each page from the programme down to this one ends."""
    return range(2 * Page.steplen, len(page.path) + 1, Page.steplen)
