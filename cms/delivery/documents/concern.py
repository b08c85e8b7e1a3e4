"""Which documents a change concerns: by a page's own path, by those it takes from others, by its readers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from wagtail.models import Page

from cms.delivery.models import Document
from translation_workflow.review.coverage import Key

from .place import Places
from .placed import Placed, pages_below, pages_by_key


@dataclass(frozen=True)
class Concern:
    """Pages to build, the keys that are settled by it, and the rows that are stored under these."""

    pages: Sequence[Placed]
    keys: Collection[Key]
    stored: dict[Key, Document]


def concern(places: Places, pages: Iterable[Placed], keys: Collection[Key]) -> Concern:
    """Add to pages and keys what they move: the pages below one whose path is another, or which came back,
    the pages whose stored path is now another page's, which moved too or are gone, and the pages below one
    that not everybody may read.

    One query where nothing moved, one more where anything is restricted, and one for new pages with others
    below them: these may have been hidden until now.
    """
    known = {one.key: one for one in pages}
    settled = set(keys) | set(known)
    settled |= _hidden_by(places, settled)
    stored: dict[Key, Document] = {}
    fresh, asked = dict(known), set(settled)
    while asked:
        found = _stored(fresh.values(), asked)
        stored |= found
        moved = [one.page for one in fresh.values() if one.key in found and _stands_anew(one, found[one.key])]
        displaced = found.keys() - settled
        new = [one.page.path for one in fresh.values() if one.key not in found and one.page.numchild]
        shown = _keys_below(places, new, live=True) - known.keys()
        further = [*pages_below(places, moved), *pages_by_key(places, displaced | shown)]
        fresh = {one.key: one for one in further if one.key not in known}
        asked = displaced | fresh.keys()
        known |= fresh
        settled |= asked
    return Concern(list(known.values()), settled, stored)


def _stands_anew(one: Placed, stored: Document) -> bool:
    # What came back may have been hidden with all that stands below it.
    return stored.path != one.path or not stored.is_live


def _hidden_by(places: Places, keys: Collection[Key]) -> set[Key]:
    """Return the keys of what stands below those of some pages that not everybody may read."""
    if not places.restricted:
        return set()
    rows = Page.objects.filter(translation_key__in={key for _, key in keys})
    tops = [
        path
        for path, key in rows.values_list("path", "translation_key")
        if not places.is_public(path)
        and any((place.edition.pk, key) in keys for place in places.holding(path))
    ]
    return _keys_below(places, tops)


def _keys_below(places: Places, paths: Collection[str], **which: bool) -> set[Key]:
    if not paths:
        return set()
    below = Page.objects.filter(reduce(or_, [Q(path__startswith=path) for path in paths]), **which)
    return {
        (place.edition.pk, key)
        for path, key in below.values_list("path", "translation_key")
        for place in places.holding(path)
    }


def rows_of(keys: Collection[Key]) -> dict[Key, Document]:
    """Return the documents stored under some keys, in one query."""
    return _stored((), keys) if keys else {}


def _stored(pages: Iterable[Placed], keys: Collection[Key]) -> dict[Key, Document]:
    """Return the documents stored under these keys, and those that are live at a path of these pages.

    Each with `last_change`: the number of its edition's last publication, which costs no query more.
    """
    paths: dict[int, set[str]] = defaultdict(set)
    for one in pages:
        paths[one.place.edition.pk].add(one.path)
    latest = Document.objects.filter(edition=OuterRef("edition")).order_by("-change").values("change")
    rows = Document.objects.annotate(last_change=Subquery(latest[:1])).filter(
        Q(key__in={key for _, key in keys}) | Q(is_live=True, path__in=set().union(*paths.values())),
        edition__in={edition for edition, _ in keys},
    )
    return {
        _key(row): row
        for row in rows
        if _key(row) in keys or (row.is_live and row.path in paths[row.edition_id])
    }


def _key(row: Document) -> tuple[int, UUID]:
    return row.edition_id, row.key
