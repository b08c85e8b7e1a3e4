"""Where texts stand, in words: `Buildings › Start-up › Recommended steps › Step 3 › Step`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from wagtail.models import Page

from pages.models import Programme
from pages.models.snippets import translated_snippets
from translation_workflow.catalogue.originals import titles_of
from translation_workflow.source.address import Address
from translation_workflow.source.places import places_in


def places_of(programme: Programme, addresses: Collection[str]) -> dict[str, str]:
    """Return address → place. What is no address, or leads to nothing of the programme, is left out.

    The number of queries grows with the objects, not with the addresses.
    """
    wanted = {address: parsed for address in addresses if (parsed := _parsed(address))}
    found: dict[UUID, tuple[str, dict[str, str]]] = {}
    for title, instance in _objects(programme, {one.object_key for one in wanted.values()}):
        found[instance.translation_key] = title, places_in(instance)
    return {
        address: " › ".join(part for part in (title, paths.get(one.path, "")) if part)
        for address, one in wanted.items()
        for title, paths in [found.get(one.object_key, ("", {}))]
        if title
    }


def _parsed(address: str) -> Address | None:
    try:
        return Address.parse(address)
    except ValueError:
        return None


def _objects(programme: Programme, keys: Collection[UUID]) -> list[tuple[str, Any]]:
    first = programme.master_page
    if first is None or not keys:
        return []
    rows = Page.objects.filter(
        translation_key__in=keys, locale=programme.master_locale_id, path__startswith=first.path
    )
    pages = list(rows.specific())
    titles = titles_of(pages)
    found = [(titles[page.pk], page) for page in pages]
    if missing := set(keys) - {page.translation_key for page in pages}:
        found += [
            (f"{snippet._meta.verbose_name} › {snippet}", snippet)
            for model in translated_snippets()
            for snippet in model._default_manager.filter(
                programme=programme, locale=programme.master_locale_id, translation_key__in=missing
            )
        ]
    return found
