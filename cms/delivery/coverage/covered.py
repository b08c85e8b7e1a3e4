"""Which words of a text's lines stand in streams: a line whole, or the longest part of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .lines import Line
from .streams import Stream

# Fewer words of a line stand together by chance.
LEAST = 3
NOTHING = range(0)


@dataclass(frozen=True)
class Covered:
    """A line, and which of its words stand together in one section; `at` is where, None for nowhere."""

    line: Line
    found: range
    at: Stream | None = None

    @property
    def is_whole(self) -> bool:
        return len(self.found) == len(self.line.words)

    @property
    def missing(self) -> str:
        """The words that were not found, with … for those that were."""
        words = self.line.words
        parts = [*words[: self.found.start], *("…" if self.found else ""), *words[self.found.stop :]]
        return " ".join(parts)


@dataclass(frozen=True)
class Coverage:
    """The lines of a text, in order."""

    lines: Sequence[Covered]

    @property
    def words(self) -> int:
        return sum(len(one.line.words) for one in self.lines)

    @property
    def found(self) -> int:
        return sum(len(one.found) for one in self.lines)

    @property
    def share(self) -> str:
        """Which part was found, in percent, rounded down: less than all is never 100.0."""
        tenths = 1000 * self.found // self.words if self.words else 0
        return f"{tenths // 10}.{tenths % 10}"

    @property
    def missing(self) -> list[Covered]:
        return [one for one in self.lines if not one.is_whole]


def coverage_of(lines: Iterable[Line], streams: Sequence[Stream]) -> Coverage:
    """Return what of each line stands in order and together within one stream."""
    return Coverage([_covered(line, streams) for line in lines])


def _covered(line: Line, streams: Sequence[Stream]) -> Covered:
    whole = next((one for one in streams if one.holds(line.words)), None)
    if whole:
        return Covered(line, range(len(line.words)), whole)
    parts = [(longest_part(line.words, one), one) for one in streams]
    part, at = max(parts, key=lambda pair: len(pair[0]), default=(NOTHING, None))
    return Covered(line, part, at) if len(part) >= LEAST else Covered(line, NOTHING)


def longest_part(words: Sequence[str], stream: Stream) -> range:
    """Return the first of the longest runs of words that stand together in a stream."""
    best, end = NOTHING, 0
    for start in range(len(words)):
        end = max(start, end)
        while end < len(words) and stream.holds(words[start : end + 1]):
            end += 1
        if end - start > len(best):
            best = range(start, end)
    return best
