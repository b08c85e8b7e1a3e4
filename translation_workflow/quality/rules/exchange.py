"""Marks that both texts should have: which are missing, which are strange, and what would mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from translation_workflow.quality.finding import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """Something written that stands for one thing: `key` is the same however it is written."""

    key: str
    written: str
    span: Span


@dataclass(frozen=True)
class Exchange:
    """What a translation did with the marks of its source."""

    wanted: Sequence[Mark]
    found: Sequence[Mark]
    target: str

    def missing(self) -> list[Mark]:
        """The source's marks that the translation has not, or not as often; each once."""
        return _beyond(self.wanted, self.found)

    def strange(self) -> list[Mark]:
        """The translation's marks that the source has not, or not as often; each once."""
        return _beyond(self.found, self.wanted)

    def fix(self) -> str | None:
        """Return the text with the one mark that is strange written as the one that is missing."""
        missing, strange = self.missing(), self.strange()
        if len(missing) != 1 or len(strange) != 1:
            return None
        if self._times(missing[0]) != 1 or self._times(strange[0]) != 1:
            return None
        if not missing[0].written.isprintable() or "<" in missing[0].written:
            # What nobody sees, or looks like a tag, came into the source by mistake and is not carried on.
            return None
        start, end = strange[0].span
        return f"{self.target[:start]}{missing[0].written}{self.target[end:]}"

    def _times(self, mark: Mark) -> int:
        """How often a mark is missing, or too many."""
        wanted, found = (sum(one.key == mark.key for one in side) for side in (self.wanted, self.found))
        return abs(wanted - found)


def _beyond(these: Sequence[Mark], those: Sequence[Mark]) -> list[Mark]:
    """Return the marks of which `these` have more than `those`: the first that is too many of each."""
    left = Counter(mark.key for mark in those)
    told: dict[str, Mark] = {}
    for mark in these:
        left[mark.key] -= 1
        if left[mark.key] < 0:
            told.setdefault(mark.key, mark)
    return [*told.values()]
