"""How far pieces are, as one bar of shares. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from .pieces import Pieces

LENGTH = 1000


@dataclass(frozen=True)
class Share:
    """One part of a bar: its CSS class, how many pieces, its beginning and its length in thousandths."""

    name: str
    number: int
    start: int
    length: int


def bar_of(pieces: Pieces) -> tuple[Share, ...]:
    """Return the shares of a bar, what is done first; shares of nothing are not there."""
    numbers = (
        ("done", pieces.finished),
        ("translated", pieces.translated),
        ("needs_work", pieces.needs_work),
        ("empty", pieces.untranslated),
    )
    before, shares = 0, []
    for name, number in numbers:
        if number:
            start, end = LENGTH * before // pieces.total, LENGTH * (before + number) // pieces.total
            shares.append(Share(name, number, start, end - start))
        before += number
    return tuple(shares)
