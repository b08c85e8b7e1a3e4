"""The order of documents below one another.

The tree renumbers the pages after one that comes between them, and tells nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from wagtail.models import Page

from cms.delivery.models import Document
from translation_workflow.review.coverage import Key

from .place import Places
from .write import Built, position_of


def put_in_order(places: Places, built: Sequence[Built], stored: Mapping[Key, Document]) -> None:
    """Renumber the documents beside those that are new or stand elsewhere than what is stored.

    No query where all stand as they stood, one where none stands beside them, else three for any number.
    """
    shifted = [one for one in built if _stands_elsewhere(one, stored.get(one.key))]
    if not shifted:
        return
    beside = Document.objects.filter(
        edition__in={one.key[0] for one in shifted},
        parent_key__in={one.parent for one in shifted if one.parent},
        is_live=True,
    )
    known = {one.key for one in built}
    found = {(row.edition_id, row.key): row for row in beside.only("edition_id", "key", "position")}
    rows = {key: row for key, row in found.items() if key not in known}
    numbers = _positions(places, rows) if rows else {}
    moved = [row for key, row in rows.items() if numbers.get(key, row.position) != row.position]
    for row in moved:
        row.position = numbers[row.edition_id, row.key]
    if moved:
        Document.objects.bulk_update(moved, ["position"])


def _stands_elsewhere(one: Built, row: Document | None) -> bool:
    before = (row.is_live, row.parent_key, row.position) if row else None
    return before != (True, one.parent, position_of(one.placed.page.path))


def _positions(places: Places, keys: Collection[Key]) -> dict[Key, int]:
    pages = Page.objects.filter(translation_key__in={key for _, key in keys}).values_list(
        "translation_key", "path"
    )
    return {
        (place.edition.pk, key): position_of(path) for key, path in pages for place in places.holding(path)
    }
