"""Where words were said before, on either side of a translation, in any inflection.

Words are compared as search compares them, by their tokens: as they are written, and their dictionary form.
Whatever is no letter and no digit parts words and means nothing: there is no language of queries.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from translation_workflow.editions.models import Edition, Kind
from translation_workflow.source.markup import plain_text
from translation_workflow.words.fold import exact_of, words_in

from .match import Match, match_of
from .owners import owners_of
from .score import IDENTICAL
from .units import Unit, all_units

# A phrase of more words is looked up by its first ones.
MOST_WORDS = 20

Span = tuple[int, int]
"""Where in a text without tags: the first letter, and the one after the last."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A translation in which a phrase stands, and where in the texts of both sides, without tags.

    `together` says that the words stand one after another, as in the phrase.
    """

    match: Match
    in_source: tuple[Span, ...]
    in_words: tuple[Span, ...]
    together: bool


@dataclass(frozen=True)
class _Phrase:
    """The words of a phrase in one language, each as the tokens that it may be found by."""

    tokens: Sequence[frozenset[str]]
    language: str
    _known: dict[str, frozenset[int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.tokens)

    def find(self, text: str) -> tuple[tuple[Span, ...], bool]:
        """Return where the words of the phrase stand in a text, if all do, and whether they do together."""
        words = list(words_in(text))
        has = [self._which(word[0]) for word in words]
        if not all(any(number in numbers for numbers in has) for number in range(len(self.tokens))):
            return (), False
        size = len(self.tokens)
        starts = [
            start
            for start in range(len(words) - size + 1)
            if all(number in has[start + number] for number in range(size))
        ]
        if starts:
            return tuple((words[start].start(), words[start + size - 1].end()) for start in starts), True
        return tuple(word.span() for word, numbers in zip(words, has, strict=True) if numbers), False

    def _which(self, word: str) -> frozenset[int]:
        """Return which words of the phrase a word may be, by their numbers."""
        known = self._known.get(word)
        if known is None:
            tokens = frozenset(exact_of(word, language=self.language, readers=self.language))
            known = frozenset(n for n, wanted in enumerate(self.tokens) if not wanted.isdisjoint(tokens))
            self._known[word] = known
        return known


def concordance(phrase: str, edition: Edition, *, limit: int = 20) -> list[Occurrence]:
    """Return translations whose source or words hold all words of a phrase, those with it as it is first.

    Then the latest come first. A phrase is read as words of either language; one without words has nothing.
    One query that reads the pair's memory until there are enough, and two more. Raises ValueError for a
    limit below 1.
    """
    if limit < 1:
        raise ValueError("A limit is at least 1.")
    languages = edition.programme.master_locale.language_code, edition.code
    sides = [_phrase(phrase, language) for language in languages]
    if not all(sides) or edition.kind is Kind.MASTER:
        return []
    units = all_units(edition.locale_id, source_locale=edition.programme.master_locale_id)
    found = _chosen(_occurrences(units, *sides), limit)
    owners = owners_of({unit.key for unit, *_ in found if unit.key}, edition.locale_id)
    return [
        Occurrence(match_of(unit, owners, score=IDENTICAL), in_source, in_words, together)
        for unit, in_source, in_words, together in found
    ]


_Found = tuple[Unit, tuple[Span, ...], tuple[Span, ...], bool]


def _phrase(phrase: str, language: str) -> _Phrase:
    words = [word[0] for word in islice(words_in(plain_text(phrase)), MOST_WORDS)]
    tokens = (frozenset(exact_of(word, language=language, readers=language)) for word in words)
    return _Phrase([some for some in tokens if some], language)


def _occurrences(units: Iterator[Unit], source: _Phrase, target: _Phrase) -> Iterator[_Found]:
    """Yield each pair of texts once, however many places have it."""
    seen: set[tuple[int, str]] = set()
    for unit in units:
        if (unit.string, unit.words) not in seen:
            seen.add((unit.string, unit.words))
            in_source, together = source.find(plain_text(unit.text))
            in_words, together_there = target.find(plain_text(unit.words))
            if in_source or in_words:
                yield unit, in_source, in_words, together or together_there


def _chosen(found: Iterator[_Found], limit: int) -> list[_Found]:
    together: list[_Found] = []
    apart: list[_Found] = []
    for one in found:
        (together if one[-1] else apart).append(one)
        if len(together) == limit:
            break
    return [*together, *apart][:limit]
