"""Which old text of a place each new text there succeeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product


@dataclass(frozen=True)
class Pair:
    """`new` succeeds `old`; both are positions in their lists. `similarity` is 0–1."""

    old: int
    new: int
    similarity: float


def match(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Return the pairs of texts of one place that changed into each other, by the new order.

    A text that stands in both lists is nobody's successor. The others are paired by similarity, best
    first, ties by order; what is left where each list has the same number left is paired by order.
    """
    gone = [index for index, text in enumerate(old) if text not in new]
    came = [index for index, text in enumerate(new) if text not in old]
    candidates = sorted(
        (Pair(o, n, similarity(old[o], new[n])) for o, n in product(gone, came)),
        key=lambda pair: (-pair.similarity, abs(pair.old - pair.new), pair.old),
    )
    pairs: list[Pair] = []
    for pair in candidates:
        if pair.similarity >= RELATED and pair.old in gone and pair.new in came:
            gone.remove(pair.old)
            came.remove(pair.new)
            pairs.append(pair)
    if len(gone) == len(came):
        pairs += [Pair(o, n, similarity(old[o], new[n])) for o, n in zip(gone, came, strict=True)]
    return sorted(pairs, key=lambda pair: pair.new)


# Below this two texts of one place have nothing to do with each other but their place.
RELATED = 0.4


def similarity(old: str, new: str) -> float:
    """Return how much of the words of two texts is shared, 0–1."""
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()
