"""Editions × pages: a table for each programme, of which a screen and a file are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pages.models import Programme
from translation_workflow.editions.models import Edition

from .filters import Filters
from .objects import Object
from .picture import Picture
from .pieces import Pieces, Standing, together


@dataclass(frozen=True)
class Row:
    """An object with how it stands in each edition, in the order of the table's editions."""

    one: Object
    standings: Sequence[Standing]


@dataclass(frozen=True)
class Table:
    """A programme: its editions as columns, its objects as rows, and what is in each column together.

    `live` is how many of an edition's objects readers get. `hidden` rows were narrowed away.
    """

    programme: Programme
    editions: Sequence[Edition]
    rows: Sequence[Row]
    totals: Sequence[Pieces]
    live: Sequence[int]
    hidden: int = 0


def tables_of(picture: Picture, filters: Filters) -> list[Table]:
    """Return the tables of the programmes that the filters take, in the order of the editions."""
    found: dict[int, list[Edition]] = {}
    for edition in picture.editions:
        if filters.programme in ("", edition.programme.slug) and filters.edition in ("", str(edition)):
            found.setdefault(edition.programme_id, []).append(edition)
    return [_table(editions, picture, filters) for editions in found.values()]


def _table(editions: Sequence[Edition], picture: Picture, filters: Filters) -> Table:
    programme = editions[0].programme
    everything = [one for one in picture.objects.get(programme.pk, ()) if _is_of(one, filters)]
    rows = [
        Row(one, [picture.standing(edition, one) for edition in editions])
        for one in everything
        if filters.takes(one)
    ]
    rows = [row for row in rows if filters.takes_row(row.standings)]
    columns = [list(column) for column in zip(*(row.standings for row in rows), strict=True)]
    columns = columns or [[] for _ in editions]
    return Table(
        programme,
        editions,
        rows,
        [together(column) for column in columns],
        [sum(standing.live is not None for standing in column) for column in columns],
        len(everything) - len(rows),
    )


def _is_of(one: Object, filters: Filters) -> bool:
    return one.is_shared == (filters.what == "shared")


def themes_of(picture: Picture) -> dict[str, str]:
    """Return the keys of themes → their titles, in reading order."""
    return {one.theme: one.theme_title for one in _objects(picture) if one.theme}


def levels_of(picture: Picture) -> list[int]:
    """Return the levels of modules."""
    return sorted({one.level for one in _objects(picture) if one.level})


def _objects(picture: Picture) -> Iterator[Object]:
    for objects in picture.objects.values():
        yield from objects
