"""The termbase as a list: concepts with their terms in a pair of languages, narrowed as people ask."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .agreed import concepts_in
from .concept import Concept, Status, Term, preferred

LONGEST = 200
"""So many characters of a search are looked for."""


@dataclass(frozen=True)
class Row:
    """A concept with what it is called in both languages, and how many places of the master speak of it."""

    concept: Concept
    source: Sequence[Term]
    target: Sequence[Term]
    times: int

    @property
    def name(self) -> str:
        """The term that people know it by, or its key."""
        term = preferred(self.source)
        return term.text if term else self.concept.key


@dataclass(frozen=True)
class Asked:
    """What somebody looks for. `status` is one of terms in the target language, or "missing"."""

    words: str = ""
    status: str = ""
    only_spoken: bool = False


MISSING = "missing"
STATUSES = (MISSING, *(one.value for one in Status))


def rows_of(source: str, target: str, *, times: Counter[str]) -> list[Row]:
    """Return all concepts with their terms in two languages (BCP 47), by name. Two queries."""
    rows = [
        Row(concept, concept.terms_in(source), concept.terms_in(target), times[concept.key])
        for concept in concepts_in(source, target)
    ]
    return sorted(rows, key=lambda row: (_folded(row.name), row.concept.key))


def narrowed(rows: Iterable[Row], asked: Asked) -> list[Row]:
    """Return the rows that somebody looks for; words are found whatever their case and accents. Pure."""
    words = _folded(asked.words[:LONGEST]).split()
    return [row for row in rows if _is_asked(row, asked) and _has(row, words)]


def _is_asked(row: Row, asked: Asked) -> bool:
    if asked.only_spoken and not row.times:
        return False
    if asked.status == MISSING:
        return preferred(row.target) is None
    return not asked.status or any(term.status == asked.status for term in row.target)


def _has(row: Row, words: Sequence[str]) -> bool:
    if not words:
        return True
    told = [row.concept.key, row.concept.note, *(term.text for term in (*row.source, *row.target))]
    told += [term.note for term in row.target]
    text = _folded("\n".join(told))
    return all(word in text for word in words)


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
