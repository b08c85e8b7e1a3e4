"""How much a remembered text is worth for another one, in plain Python.

Letters say how alike two texts are, and little of what they mean: a changed number leaves 97 of 100, a lost
“not” 94. Where texts differ in these, what is above `USEFUL` is brought near to it. The order of such texts
among themselves stays, and a text is found at `USEFUL` whether its numbers are the same or not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from translation_workflow.words.counted import Counted, counted_in
from translation_workflow.words.negation import negations_in
from translation_workflow.words.opposites import are_opposite

IDENTICAL = 100
# The same words with other tags; or another text, however long it is for a single changed letter.
NEARLY = 99
USEFUL = 75
# How much of what a text has above that it keeps where it differs in numbers, or in what it denies.
KEPT = 0.2
# A longer text is found where it stands again as it is; comparing it letter by letter would take seconds.
LONGEST = 5_000

_TAG = re.compile(r"<[^<>]*>")


_WORD = re.compile(r"\w+")
# What says no without a word of negation, by languages: who lacks something has it not.
_LACKING = {"en": re.compile(r"\b(?:lack(?:s|ed|ing)?|fail(?:s|ed|ing)?|hardly|barely|non)\b", re.IGNORECASE)}


@dataclass(frozen=True, slots=True)
class Signs:
    """What a few letters of a text say: its numbers, in reading order, and how often it says no.

    `words` are all of its words, in small letters: one may be the opposite of another text's.
    """

    numbers: tuple[Counted, ...] = ()
    negations: int = 0
    words: tuple[str, ...] = ()
    language: str = ""

    def deny(self, other: Signs) -> bool:
        """Whether a word that only one of two texts has says the opposite of one that only the other has."""
        if self.words == other.words:
            return False
        own, others = Counter(self.words), Counter(other.words)
        return are_opposite((own - others).keys(), (others - own).keys(), language=self.language)


@lru_cache(maxsize=1 << 14)
def signs_of(text: str, *, language: str) -> Signs:
    """Return the signs of a text without tags."""
    lacking = _LACKING.get(language.split("-", maxsplit=1)[0].lower())
    negations = negations_in(text, language=language) + (len(lacking.findall(text)) if lacking else 0)
    words = tuple(_WORD.findall(text.lower()))
    return Signs(tuple(counted_in(text, language=language)), negations, words, language)


def alike(text: str, others: Sequence[str], *, at_least: float) -> list[tuple[int, float]]:
    """Return (position, likeness) of the texts that are at least so alike (0–100), in no order.

    Likeness is what RapidFuzz makes of it: 100, less the letters to change in percent of the longer text.
    """
    if not others:
        return []
    found = process.extract(
        text,
        others,
        scorer=Levenshtein.normalized_similarity,
        score_cutoff=at_least / IDENTICAL,
        limit=None,
    )
    return [(position, likeness * IDENTICAL) for _, likeness, position in found]


def worth(likeness: float, asked: Signs, remembered: Signs) -> float:
    """Return the worth of a text, 0–100, by how alike it is and the signs of both."""
    if likeness <= USEFUL:
        return likeness
    differences = [asked.numbers != remembered.numbers, asked.negations != remembered.negations]
    differences.append(asked.deny(remembered))
    return USEFUL + (likeness - USEFUL) * KEPT ** sum(differences)


def score(value: float, *, is_identical: bool) -> int:
    """Return a worth as people read it, rounded down: 100 is for identical text alone."""
    return IDENTICAL if is_identical else min(NEARLY, int(round(value, 6)))


def has_same_tags(fragment: str, other: str) -> bool:
    """Whether two fragments have the same tags in the same order."""
    return _TAG.findall(fragment) == _TAG.findall(other)
