"""Which concepts a text of the master speaks of. Pure.

Words are compared by their dictionary forms (“signatories”), abbreviations as they are written, with a small
ending at most (“SEAPs”). Words that say nothing (“of”, “and”) may stand between. Where several terms begin at
one word the longest is taken, and nothing inside of it is looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from translation_workflow.words.letters import letters_of

from .concept import Concept, Term, chain_of
from .inflection import abbreviated, keys_of
from .tokens import Token, telling_words, tokens_in, without_unseen, words_of

# Texts are checked once for each of a programme's editions: it should have no more texts than that.
REMEMBERED = 4096
LONGEST_REMEMBERED = 4000
WORDS = 1 << 14


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place of a text, as written there, with the keys of the concepts that it may stand for."""

    written: str
    start: int
    end: int
    concepts: frozenset[str]
    is_abbreviation: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    concept: str
    is_abbreviation: bool
    words: tuple[frozenset[str], ...]


class Recogniser:
    """The terms of one language, ready to be found: deprecated ones, too, for people still write them."""

    def __init__(self, concepts: Iterable[Concept], language: str) -> None:
        self.language = chain_of(language)[-1]
        self._silent = letters_of(self.language).silent
        self._words: dict[str, list[_Entry]] = {}
        self._abbreviations: dict[str, list[_Entry]] = {}
        for concept in concepts:
            for term in concept.terms_in(language):
                self._add(concept.key, term)
        for entries in (*self._words.values(), *self._abbreviations.values()):
            entries.sort(key=lambda entry: -len(entry.words))
        self._candidates = lru_cache(WORDS)(self._beginning)
        self._remembered = lru_cache(REMEMBERED)(self._found)

    def __call__(self, text: str) -> tuple[Occurrence, ...]:
        """Return what is spoken of, in reading order; places are those of a text without unseen signs."""
        return self._remembered(text) if len(text) <= LONGEST_REMEMBERED else self._found(text)

    def _add(self, concept: str, term: Term) -> None:
        words = words_of(term.text)
        if not words:
            return
        if term.is_abbreviation:
            entry = _Entry(concept, True, tuple(frozenset({word}) for word in words))
            self._abbreviations.setdefault(words[0], []).append(entry)
            return
        telling = telling_words(term.text, self.language)
        entry = _Entry(concept, False, tuple(self._keys(word) for word in telling))
        for key in entry.words[0]:
            self._words.setdefault(key, []).append(entry)

    def _keys(self, word: str) -> frozenset[str]:
        return keys_of(word, self.language)

    def _found(self, text: str) -> tuple[Occurrence, ...]:
        text = without_unseen(text)
        # Most texts speak of nothing; it takes a glance at their words to see that.
        if not any(map(self._candidates, words_of(text))):
            return ()
        tokens = tokens_in(text)
        found, index = [], 0
        while index < len(tokens):
            occurrence, after = self._at(tokens, index, text=text)
            if occurrence:
                found.append(occurrence)
            index = after
        return tuple(found)

    def _at(self, tokens: Sequence[Token], index: int, *, text: str) -> tuple[Occurrence | None, int]:
        """Return the longest term that begins at a word, and the word after it."""
        longest, concepts, short = index, set[str](), False
        for entry in self._candidates(tokens[index].written):
            last = self._match(entry, tokens, index)
            if last < longest or last == index - 1:
                continue
            if last > longest or not concepts:
                longest, concepts, short = last, set(), entry.is_abbreviation
            concepts.add(entry.concept)
        if not concepts:
            return None, index + 1
        start, end = tokens[index].start, tokens[longest].end
        return Occurrence(text[start:end], start, end, frozenset(concepts), short), longest + 1

    def _beginning(self, word: str) -> tuple[_Entry, ...]:
        """Return the terms that a word may begin."""
        found: list[_Entry] = []
        if len(word) > 1 and not word[1:].islower():
            for shortened in abbreviated(word, self.language):
                found += self._abbreviations.get(shortened, ())
        for key in self._keys(word):
            found += self._words.get(key, ())
        return tuple(found)

    def _match(self, entry: _Entry, tokens: Sequence[Token], index: int) -> int:
        """Return the index of the last word of a term that begins at `index`; `index - 1` for none."""
        last = index
        for wanted in entry.words[1:]:
            following = last + 1
            while (
                following < len(tokens)
                and tokens[following].written.lower() in self._silent
                and not self._is(tokens[following], wanted, entry)
            ):
                following += 1
            if following >= len(tokens) or tokens[following].place - tokens[last].place != following - last:
                return index - 1
            if not self._is(tokens[following], wanted, entry):
                return index - 1
            last = following
        return last

    def _is(self, token: Token, wanted: frozenset[str], entry: _Entry) -> bool:
        if entry.is_abbreviation:
            return not wanted.isdisjoint(abbreviated(token.written, self.language))
        return not wanted.isdisjoint(self._keys(token.written))
