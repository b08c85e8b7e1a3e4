"""Which old text of a place each new text there succeeds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product

# Below this two texts of one place share little but their place: what they share would not tell which
# of several texts changed into which. Whether words follow is each edition's policy, not this.
ALIKE = 50

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Pair:
    """`new` succeeds `old`; both are positions in their lists. `similarity` is 0–100."""

    old: int
    new: int
    similarity: int


def match(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Return the pairs of texts of one place that changed into each other, by the new order.

    A text that stands in both lists as often is nobody's successor. The others are paired by similarity,
    best first, ties by order; what is left where each list has the same number left is paired by order.
    """
    gone, came = _beyond(old, new), _beyond(new, old)
    candidates = sorted(
        (Pair(o, n, similarity(old[o], new[n])) for o, n in product(gone, came)),
        key=lambda pair: (-pair.similarity, abs(pair.old - pair.new), pair.old),
    )
    pairs: list[Pair] = []
    for pair in candidates:
        if pair.similarity >= ALIKE and pair.old in gone and pair.new in came:
            gone.remove(pair.old)
            came.remove(pair.new)
            pairs.append(pair)
    if len(gone) == len(came):
        pairs += [Pair(o, n, similarity(old[o], new[n])) for o, n in zip(gone, came, strict=True)]
    return sorted(pairs, key=lambda pair: pair.new)


def _beyond(texts: Sequence[str], others: Sequence[str]) -> list[int]:
    """Return where texts stand that the others do not have, or not as often: of equal ones, the last."""
    left = Counter(others)
    beyond = []
    for index, text in enumerate(texts):
        if left[text]:
            left[text] -= 1
        else:
            beyond.append(index)
    return beyond


def similarity(old: str, new: str) -> int:
    """Return how much two texts share, 0–100, whatever their case and marks: words in any order, or letters.

    Letters help short texts, where one inflected word is much of the whole.
    """
    before, after = ([*_WORD.findall(_TAG.sub(" ", text).casefold())] for text in (old, new))
    shared = sum((Counter(before) & Counter(after)).values())
    words = 2 * shared / max(len(before) + len(after), 1)
    letters = SequenceMatcher(None, " ".join(before), " ".join(after), autojunk=False).ratio()
    return int(100 * max(words, letters))
