"""The log as a table for spreadsheets, written while it is read."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from translation_workflow.audit.models import Entry
from translation_workflow.editions.models import Edition
from translation_workflow.words.cells import BYTE_ORDER_MARK, safe_cell

from .places import Place, places_of

MOST = 100_000
"""So many entries are in a file at most, the newest."""
TOGETHER = 1000
HEADER = (
    *("entry", "at", "person", "name", "by", "topic"),
    *("edition", "object", "place", "row", "before", "after"),
)


class _Line:
    """A file that hands on each line instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def lines(rows: QuerySet[Entry], editions: Sequence[Edition], *, most: int = MOST) -> Iterator[str]:
    """Yield lines of a file, the newest entry first, each cell safe; so much at once is in memory.

    Times are in UTC. Where there are more than `most`, the last line says so.
    """
    writer = csv.writer(_Line(), quoting=csv.QUOTE_ALL)
    yield BYTE_ORDER_MARK + writer.writerow(HEADER)
    left, before = most, None
    while left:
        found = rows if before is None else rows.filter(pk__lt=before)
        chunk = list(found.order_by("-pk")[: min(left, TOGETHER)])
        if not chunk:
            return
        places = places_of(chunk, editions)
        for entry in chunk:
            yield writer.writerow([safe_cell(value) for value in _cells(entry, places[entry.pk])])
        left, before = left - len(chunk), chunk[-1].pk
    if rows.filter(pk__lt=before).exists():
        yield writer.writerow([f"Only the newest {most} entries: ask for a shorter time to see the others."])


def _cells(entry: Entry, place: Place) -> Iterator[object]:
    yield entry.pk
    yield entry.at.isoformat()
    yield entry.user_id
    yield entry.user_name
    yield entry.by
    yield entry.topic
    yield str(place.edition or "")
    yield place.title
    yield place.path
    yield entry.object
    yield entry.before
    yield entry.after
