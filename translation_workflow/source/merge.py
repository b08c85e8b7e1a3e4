"""How the stored segments of an object become those of its new content: decided without a query.

Rows keep their ids where a piece stands at its place with its text, wherever the block moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from .extract import Piece, Sort


@dataclass(frozen=True)
class Stored:
    """A segment's row: `piece` is what it says, `string` the engine's id of the text where it has one."""

    pk: int
    order: int
    context: int
    piece: Piece
    string: int = 0


@dataclass
class Merge:
    """What to write: rows to renumber and to give other attributes by sort, rows to delete, new pieces."""

    orders: dict[Sort, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    extras: dict[Sort, dict[int, object]] = field(default_factory=lambda: defaultdict(dict))
    gone: dict[Sort, list[int]] = field(default_factory=lambda: defaultdict(list))
    new: list[tuple[Piece, int]] = field(default_factory=list)


def merge(
    stored: Mapping[str, Sequence[Stored]],
    extracted: Mapping[str, Sequence[Piece]],
    *,
    order: Sequence[str],
    changed: Collection[str],
) -> Merge:
    """Return how the rows become those of the units in `order`.

    `stored` and `extracted` are by unit; only the units that are in `changed` were extracted, the rows
    of the others stay and are renumbered where units before them came, went or grew.
    """
    result, number = Merge(), 0
    for unit in order:
        rows = sorted(stored.get(unit, ()), key=lambda row: row.order)
        if unit not in changed:
            for row in rows:
                number += 1
                _renumber(result, row, number)
            continue
        free = _by_place(rows)
        for piece in extracted.get(unit, ()):
            number += 1
            _place(result, free, piece, number)
        _drop(result, [row for rows in free.values() for row in rows])
    known = set(order)
    _drop(result, [row for unit, rows in stored.items() if unit not in known for row in rows])
    return result


def _by_place(rows: Sequence[Stored]) -> dict[tuple[Sort, str, str], list[Stored]]:
    free: dict[tuple[Sort, str, str], list[Stored]] = defaultdict(list)
    for row in rows:
        free[row.piece.sort, row.piece.path, row.piece.text].append(row)
    return free


def _place(result: Merge, free: dict[tuple[Sort, str, str], list[Stored]], piece: Piece, number: int) -> None:
    rows = free.get((piece.sort, piece.path, piece.text))
    if not rows:
        result.new.append((piece, number))
        return
    row = rows.pop(0)
    _renumber(result, row, number)
    if row.piece.extra != piece.extra:
        result.extras[piece.sort][row.pk] = piece.extra


def _renumber(result: Merge, row: Stored, number: int) -> None:
    if row.order != number:
        result.orders[row.piece.sort][row.pk] = number


def _drop(result: Merge, rows: Sequence[Stored]) -> None:
    for row in rows:
        result.gone[row.piece.sort].append(row.pk)
