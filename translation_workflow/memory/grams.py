"""Which of many texts can be alike enough, without comparing them: counted by what they are made of. Pure.

A *gram* is three letters in a row. A changed letter touches three of them, so that texts of which a share is
the same have grams in common, and how many can be told from their lengths. The texts that have a gram are
the bits of one whole number; counting all texts at once is a few operations on such numbers for each gram.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import compress
from math import ceil

LENGTH = 3
# Rarer grams are put together when they are asked for: their numbers are long and nearly empty.
OFTEN = 24

_AS_NUMBERS = bytes.maketrans(b"01", b"\0\1")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Texts without tags and their numbers, side by side."""

    numbers: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


class Grams:
    """Texts by their grams, each with a number of its own. They are added and never taken out."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.texts: list[str] = []
        self._with_gram: dict[str, array[int]] = {}
        self._with_length: dict[int, array[int]] = {}
        self._kept: dict[str | int, tuple[int, int]] = {}

    def add(self, rows: Iterable[tuple[int, str]]) -> None:
        """Add texts with their numbers behind those that are there."""
        for number, text in rows:
            position = len(self.texts)
            self.numbers.append(number)
            self.texts.append(text)
            self._with_length.setdefault(len(text), array("I")).append(position)
            for gram in set(_grams(text)):
                self._with_gram.setdefault(gram, array("I")).append(position)

    def candidates(self, text: str, *, at_least: float) -> Candidates:
        """Return all texts that are at least so alike (1–100), and others that may be, in their order.

        Likeness is one less the letters to change (put in, taken out, changed) by the longer text's length.
        """
        share, size = at_least / 100, len(text)
        lengths = range(ceil(size * share - 1e-9), int(size / share + 1e-9) + 1)
        band = 0
        for length in lengths:
            if positions := self._with_length.get(length):
                band |= self._bits(length, positions)
        needed = min((_shared(max(size, length), share) for length in lengths), default=0)
        if band and needed > 0:
            band &= self._sharing(text, needed)
        chosen = _selectors(band)
        return Candidates(list(compress(self.numbers, chosen)), list(compress(self.texts, chosen)))

    def _sharing(self, text: str, needed: int) -> int:
        """Return the texts that have so many of a text's grams, each counted as often as it stands there."""
        planes: list[list[int]] = [[]]
        for gram, times in Counter(_grams(text)).items():
            if positions := self._with_gram.get(gram):
                bits = self._bits(gram, positions)
                for power in range(times.bit_length()):
                    if times >> power & 1:
                        _count(planes, bits, power)
        return _reaching(_summed(planes), needed, everything=(1 << len(self.texts)) - 1)

    def _bits(self, name: str | int, positions: array[int]) -> int:
        known, bits = self._kept.get(name, (0, 0))
        if known == len(positions):
            return bits
        bits |= _as_bits(positions[known:])
        if len(positions) >= OFTEN:
            self._kept[name] = (len(positions), bits)
        return bits


def _grams(text: str) -> Iterator[str]:
    return (text[start : start + LENGTH] for start in range(len(text) - LENGTH + 1))


def _shared(longer: int, share: float) -> int:
    """Return how many grams two texts share at least, by the length of the longer one."""
    changes = int((1 - share) * longer + 1e-9)
    return longer - LENGTH + 1 - LENGTH * changes


def _as_bits(positions: array[int]) -> int:
    signs = bytearray(positions[-1] // 8 + 1)
    for position in positions:
        signs[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(signs, "little")


def _selectors(bits: int) -> bytes:
    """Return a byte for each bit, the lowest first: 1 or 0."""
    return f"{bits:b}"[::-1].encode().translate(_AS_NUMBERS)


def _count(planes: list[list[int]], bits: int, power: int) -> None:
    """Count `bits` in with the weight 2 ** power; three numbers of one weight become one and a carry."""
    while len(planes) <= power:
        planes.append([])
    plane = planes[power]
    plane.append(bits)
    if len(plane) == 3:
        one, other, third = plane
        either = one ^ other
        planes[power] = [either ^ third]
        _count(planes, (one & other) | (either & third), power + 1)


def _summed(planes: list[list[int]]) -> list[int]:
    """Return one number for each power of two, the lowest first."""
    power = 0
    while power < len(planes):
        if len(planes[power]) == 2:
            one, other = planes[power]
            planes[power] = [one ^ other]
            _count(planes, one & other, power + 1)
        power += 1
    return [plane[0] if plane else 0 for plane in planes]


def _reaching(sums: list[int], needed: int, *, everything: int) -> int:
    """Return where the sums reach `needed`."""
    if needed >> len(sums):
        return 0
    more, same = 0, everything
    for power in reversed(range(len(sums))):
        if needed >> power & 1:
            same &= sums[power]
        else:
            more |= same & sums[power]
            same &= ~sums[power]
    return more | same
