"""What stands where: read for many pages of many editions in one query each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from pages.models import Programme
from translation_workflow.editions.models import Edition

from .plan import ROOT, Children, Master, Place


def live_masters(programme: Programme, keys: Collection[UUID] | None) -> list[Master]:
    """Return the live pages of the master in tree order, each with the key of the page above it."""
    if programme.master_page is None:
        return []
    chosen = Page.objects.filter(path__startswith=programme.master_page.path, live=True).order_by("path")
    if keys is not None:
        chosen = chosen.filter(translation_key__in=keys)
    rows = list(chosen.values_list("path", "translation_key", "title", "slug"))
    parents = {path[: -Page.steplen] for path, *_ in rows}
    above = dict(Page.objects.filter(path__in=parents).values_list("path", "translation_key"))
    return [Master(key, above[path[: -Page.steplen]], title, slug, path) for path, key, title, slug in rows]


def titles_of(masters: Sequence[Master]) -> dict[UUID, str]:
    """Return the titles of masters and of the pages above them."""
    paths = {master.path[: -Page.steplen] for master in masters}
    above = dict(Page.objects.filter(path__in=paths).values_list("translation_key", "title"))
    return above | {master.key: master.title for master in masters}


def places_of(editions: Sequence[Edition], keys: Collection[UUID]) -> dict[tuple[int, UUID], Place]:
    """Return which of these pages the editions have, and where."""
    rows = Page.objects.filter(
        locale__in={edition.locale_id for edition in editions}, translation_key__in=keys
    )
    columns = ("locale_id", "translation_key", "path", "url_path")
    return {(locale, key): Place(path, url) for locale, key, path, url in rows.values_list(*columns)}


def locked_parents(masters: Sequence[Master], editions: Sequence[Edition]) -> dict[tuple[int, UUID], Place]:
    """Return where the pages stand below which others come, locked, the root of the tree among them.

    Whoever adds a page by treebeard's own hand waits for the same rows.
    """
    rows = (
        Page.objects.select_for_update(no_key=True)
        .filter(
            Q(locale__in={edition.locale_id for edition in editions}) | Q(depth=1),
            translation_key__in={master.above for master in masters},
        )
        .order_by("pk")
    )
    columns = ("locale_id", "translation_key", "path", "url_path", "depth")
    return {
        (locale if depth > 1 else ROOT, key): Place(path, url)
        for locale, key, path, url, depth in rows.values_list(*columns)
    }


def children_of(there: dict[tuple[int, UUID], Place]) -> dict[str, tuple[Children, list[UUID]]]:
    """Return, by path, what stands below these pages: numbers and slugs, and the keys in order."""
    found: dict[str, tuple[Children, list[UUID]]] = defaultdict(lambda: (Children(), []))
    rows = pages_below({place.path for place in there.values()}).order_by("path")
    for above, path, slug, key in rows.values_list("above", "path", "slug", "translation_key"):
        children, keys = found[above]
        children.last = Page._str2int(path[-Page.steplen :])
        children.slugs.add(slug)
        keys.append(key)
    return dict(found)


def pages_below(paths: Collection[str]) -> Any:
    """Return the pages directly below some paths, with `above`, the path that each is below."""
    return Page.objects.annotate(above=Substr("path", 1, Length("path") - Page.steplen)).filter(
        depth__gt=1, above__in=paths
    )
