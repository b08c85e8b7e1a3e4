"""Where the terms of a language stand in a translation, inflected, compounded, a little apart. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translation_workflow.words.letters import letters_of

from .concept import Term, chain_of
from .endings import COMPOUNDING
from .inflection import FIRST, PART, abbreviated, bare_of, beginning_of, fits
from .tokens import telling_words, tokens_in, without_unseen, words_of

# So many words, and so many that say something, may stand between two words of a term.
GAP = 4
GAP_TELLING = 2


@dataclass(frozen=True, slots=True)
class Match:
    """A place of a translation where a term stands: characters from `start` to `end`.

    Of an abbreviation `end` is before its ending: that is what another one takes the place of.
    """

    written: str
    start: int
    end: int


class Reading:
    """A translation in a language, ready to be asked for terms."""

    def __init__(self, text: str, language: str) -> None:
        self.text = without_unseen(text)
        self.is_as_given = len(self.text) == len(text)
        self.language = chain_of(language)[-1]
        self._silent = letters_of(self.language).silent
        self._compounds = self.language in COMPOUNDING
        self._tokens = tokens_in(self.text)
        self._surfaces = [bare_of(token.written, self.language) for token in self._tokens]
        self._joined = " ".join(self._surfaces) if self._compounds else ""
        self._places_of: dict[str, list[int]] = {}
        self._beginning: dict[str, list[int]] = {}
        for index, surface in enumerate(self._surfaces):
            self._beginning.setdefault(surface[:FIRST], []).append(index)

    def matches(self, term: Term) -> Iterator[Match]:
        """Yield where a term stands, in reading order, no two of them at one word."""
        return _apart(self._abbreviated(term) if term.is_abbreviation else self._worded(term))

    def _abbreviated(self, term: Term) -> Iterator[Match]:
        wanted = words_of(term.text)
        for index in self._beginning.get(bare_of(wanted[0], self.language)[:FIRST], ()) if wanted else ():
            tokens = self._tokens[index : index + len(wanted)]
            if len(tokens) == len(wanted) and all(
                word in abbreviated(token.written, self.language)
                for token, word in zip(tokens, wanted, strict=True)
            ):
                yield self._match(index, index + len(wanted) - 1, short=wanted[-1])

    def _worded(self, term: Term) -> Iterator[Match]:
        words = telling_words(term.text, self.language)
        if not words:
            return
        for index in self._places(words[0]):
            last = self._following(index, words[1:])
            if last is None and len(words) == 2:
                # An adjective may come first, or after.
                yield from self._turned(index, words[1])
            elif last is not None:
                yield self._match(index, last)

    def _places(self, word: str) -> list[int]:
        """Return where forms and compounds of a word stand."""
        if word not in self._places_of:
            candidates = self._candidates(word)
            self._places_of[word] = [index for index in candidates if self._is(index, word)]
        return self._places_of[word]

    def _candidates(self, word: str) -> Sequence[int]:
        beginning = beginning_of(word, self.language)
        same = [
            index
            for index in self._beginning.get(beginning[:FIRST], ())
            if self._surfaces[index].startswith(beginning)
        ]
        part = bare_of(word, self.language)[:PART]
        if not self._compounds or len(part) < PART or part not in self._joined:
            return same
        inside = [index for index, one in enumerate(self._surfaces) if one.find(part, FIRST) > 0]
        return sorted({*same, *inside}) if inside else same

    def _following(self, index: int, words: Sequence[str]) -> int | None:
        """Return the index of the last of `words`, each a little after the one before; None for none."""
        last = index
        for word in words:
            here = next((one for one in self._near(last) if self._fits(one, word)), None)
            if here is None:
                return None
            last = here
        return last

    def _near(self, index: int) -> Iterator[int]:
        """Yield the words after a word, as far as a term may reach."""
        telling = 0
        for here in range(index + 1, min(index + GAP + 2, len(self._tokens))):
            if self._tokens[here].place - self._tokens[index].place != here - index:
                return
            yield here
            telling += self._tokens[here].written.lower() not in self._silent
            if telling > GAP_TELLING:
                return

    def _turned(self, index: int, word: str) -> Iterator[Match]:
        before = index - 1
        if (
            before >= 0
            and self._tokens[index].place - self._tokens[before].place == 1
            and self._fits(before, word)
        ):
            yield self._match(before, index)

    def _fits(self, index: int, word: str) -> bool:
        beginning = beginning_of(word, self.language)
        return (self._compounds or self._surfaces[index].startswith(beginning)) and self._is(index, word)

    def _is(self, index: int, word: str) -> bool:
        return fits(self._tokens[index].written, word, self.language)

    def _match(self, first: int, last: int, *, short: str = "") -> Match:
        start, end = self._tokens[first].start, self._tokens[last].end
        written = self.text[start:end]
        return Match(written, start, self._tokens[last].start + len(short) if short else end)


def _apart(matches: Iterator[Match]) -> Iterator[Match]:
    before = -1
    for match in matches:
        if match.start >= before:
            yield match
            before = match.end
