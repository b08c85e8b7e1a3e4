"""How far pieces of text are, and what that says at a glance. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Pieces:
    """Pieces of text by the state of their working text. A copy is the master's text, and whole."""

    untranslated: int = 0
    needs_work: int = 0
    translated: int = 0
    approved: int = 0
    copies: int = 0

    def __add__(self, other: Pieces) -> Pieces:
        return Pieces(
            self.untranslated + other.untranslated,
            self.needs_work + other.needs_work,
            self.translated + other.translated,
            self.approved + other.approved,
            self.copies + other.copies,
        )

    @property
    def total(self) -> int:
        return self.to_do + self.done

    @property
    def to_do(self) -> int:
        """Pieces that a translator has to write, or to look at."""
        return self.untranslated + self.needs_work

    @property
    def done(self) -> int:
        return self.translated + self.approved + self.copies

    @property
    def finished(self) -> int:
        """Pieces that nobody has to look at any more."""
        return self.approved + self.copies

    @property
    def percent(self) -> int:
        """What is done, in percent: 100 only where nothing is to do, 0 only where nothing is done."""
        if not self.total:
            return 100
        rounded = round(100 * self.done / self.total)
        return min(max(rounded, 1), 99) if self.done and self.to_do else rounded


@dataclass(frozen=True)
class Live:
    """What readers of an object get: pieces without words of the edition's, those made from an older text of
    the master's, and whether the object's places are others than the master's.
    """

    untranslated: int = 0
    needs_work: int = 0
    is_behind: bool = False

    def __bool__(self) -> bool:
        """Whether readers get less than the master's readers do."""
        return bool(self.untranslated or self.needs_work or self.is_behind)


class Own(StrEnum):
    """What an edition made of a page itself: readers get it, or a draft of it waits."""

    LIVE = "live"
    WAITS = "waits"


class Look(StrEnum):
    """What a cell shows at a glance, from the least done on."""

    LEFT_OUT = "left_out"
    NOTHING = "nothing"
    EMPTY = "empty"
    STARTED = "started"
    NEEDS_WORK = "needs_work"
    TRANSLATED = "translated"
    APPROVED = "approved"


@dataclass(frozen=True)
class Standing:
    """How an object stands in an edition. `is_there`: the edition has it; `live` is None where readers do not
    get it. `is_left_out`: the edition does without it. `own`: what it adapts there.
    """

    pieces: Pieces = Pieces()
    live: Live | None = None
    is_there: bool = False
    is_left_out: bool = False
    own: tuple[Own, ...] = ()

    @property
    def look(self) -> Look:
        """The look of the working text; copies are as good as approved."""
        if self.is_left_out:
            return Look.LEFT_OUT
        if not self.pieces.total:
            return Look.NOTHING
        if self.pieces.untranslated:
            return Look.STARTED if self.pieces.total > self.pieces.untranslated else Look.EMPTY
        if self.pieces.needs_work:
            return Look.NEEDS_WORK
        return Look.TRANSLATED if self.pieces.translated else Look.APPROVED


def together(standings: Iterable[Standing]) -> Pieces:
    """Return the pieces of several objects: what every screen tells of an edition is summed here."""
    return sum((standing.pieces for standing in standings), Pieces())
