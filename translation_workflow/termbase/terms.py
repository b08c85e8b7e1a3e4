"""The agreed words between two languages: what a text speaks of, and whether a translation says so. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .concept import Concept, Form, Status, Term, chain_of, preferred
from .endings import COMPOUNDING
from .inflection import PART, fits
from .reading import Match, Reading
from .recognise import Occurrence, Recogniser
from .tokens import words_of

# So many characters beside a term, left as they are, tell that it is quoted.
AROUND = 12


@dataclass(frozen=True, slots=True)
class Missing:
    """A concept of the source whose terms the translation has none of. `use` is the term to write."""

    concept: Concept
    written: str
    use: Term


@dataclass(frozen=True, slots=True)
class Deprecated:
    """A term that stands for a concept of the source and should not. `match` is where in the translation.

    `use` is the term to write; `fix` is what takes the place of the match, where that is mechanical.
    """

    concept: Concept
    written: str
    term: Term
    match: Match
    use: Term
    fix: str | None = None
    is_in_place: bool = True


TermFault = Missing | Deprecated


@dataclass(frozen=True, slots=True)
class _Agreed:
    """What one concept is called in the target language; nothing is said where nothing is agreed."""

    concept: Concept
    right: tuple[Term, ...]
    wrong: tuple[Term, ...]
    use: Term | None
    short: Term | None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A translation at first sight, as it is written and in small letters."""

    written: str
    small: str
    language: str

    def times(self, term: Term) -> int:
        """Return how often a term stands there word for word; where words are compounded, or begins one."""
        wanted, text = (term.text, self.written) if term.is_abbreviation else (term.text.lower(), self.small)
        if wanted not in text:
            return 0
        may_go_on = self.language in COMPOUNDING and not term.is_abbreviation and wanted[-PART:].isalpha()
        return len(_whole(wanted, may_go_on=may_go_on and len(wanted) >= PART).findall(text))


class Terms:
    """The terms of concepts in two languages (BCP 47); `nl-BE` has those of `nl`.

    Build it once, ask it often. A `recogniser` may be shared by all languages that a text goes into; it has
    the same concepts. Two languages that are one (`en`, `en-GB`) have nothing to agree on.
    """

    def __init__(
        self,
        concepts: Iterable[Concept],
        *,
        source: str,
        target: str,
        recogniser: Recogniser | None = None,
    ) -> None:
        self.source, self.target = source, target
        held = tuple(concepts)
        is_one = chain_of(source)[-1] == chain_of(target)[-1]
        self.concepts = {} if is_one else {concept.key: concept for concept in held}
        shared = recogniser if self.concepts else None
        self.recognise = shared or Recogniser(self.concepts.values(), source)
        self._agreed = {key: _agreed(concept, target) for key, concept in self.concepts.items()}
        self._longer: dict[tuple[str, ...], tuple[Term, ...]] = {}

    def agreed(self, concept: str) -> tuple[Term, ...]:
        """Return what a concept is called in the target language: what to use, what may be used, what not."""
        agreed = self._agreed[concept]
        return (*agreed.right, *agreed.wrong)

    def check(self, source_text: str, target_text: str) -> list[TermFault]:
        """Return what is wrong with the terms of a translation, both without tags, in the source's order."""
        occurrences = [
            one
            for one in self.recognise(source_text)
            if self._is_agreed(one.concepts) and not _is_quoted(one, source_text, target_text)
        ]
        if not occurrences:
            return []
        seen = _Seen(target_text, target_text.lower(), chain_of(self.target)[-1])
        reading: Reading | None = None
        faults: list[TermFault] = []
        for concepts, number in Counter(one.concepts for one in occurrences).items():
            first = next(one for one in occurrences if one.concepts == concepts)
            if self._is_plainly_right(concepts, number, seen):
                continue
            reading = reading or Reading(target_text, self.target)
            faults += self._faults(first, number, reading=reading)
        return list(_each_place_once(faults))

    def _is_plainly_right(self, concepts: frozenset[str], number: int, seen: _Seen) -> bool:
        """Whether an agreed term stands there word for word, often enough, which is quickly seen."""
        return any(
            seen.times(term) >= number and not self._longer_than(term, self._agreed[key].concept)
            for key in concepts
            for term in self._agreed[key].right
        )

    def _is_agreed(self, concepts: frozenset[str]) -> bool:
        return all(key in self._agreed and self._agreed[key].use for key in concepts)

    def _faults(self, first: Occurrence, number: int, *, reading: Reading) -> list[TermFault]:
        """Judge the concepts that `number` places of the source, the `first` among them, may stand for."""
        group = [self._agreed[key] for key in sorted(first.concepts)]
        right = self._right(first, group, number, reading=reading)
        if len(right) >= number:
            return []
        wrong = list(self._wrong(first, group, reading=reading, right=right))
        if wrong or right or any(agreed.concept.is_free for agreed in group):
            return list(wrong)
        agreed = group[0]
        use = (agreed.short if first.is_abbreviation else None) or agreed.use
        return [Missing(agreed.concept, first.written, use)] if use else []

    def _right(
        self, first: Occurrence, group: Sequence[_Agreed], number: int, *, reading: Reading
    ) -> list[Match]:
        """Return where the group is called as agreed, as many places as are needed."""
        found: dict[int, Match] = {}
        for match in self._rightly(first, group, reading=reading):
            found.setdefault(match.start, match)
            if len(found) >= number:
                break
        return list(found.values())

    def _rightly(self, first: Occurrence, group: Sequence[_Agreed], *, reading: Reading) -> Iterator[Match]:
        for agreed in group:
            for term in agreed.right:
                for match in reading.matches(term):
                    if not self._is_another(term, match, agreed.concept, reading=reading):
                        yield match
        if self._may_stay(first, group):
            yield from reading.matches(_as_it_is(first, self.target))

    def _is_another(self, term: Term, match: Match, concept: Concept, *, reading: Reading) -> bool:
        """Whether a longer term of another concept stands there: the plan for energy *and climate*."""
        return any(
            other.start <= match.start and match.end <= other.end and len(other.written) > len(match.written)
            for longer in self._longer_than(term, concept)
            for other in reading.matches(longer)
        )

    def _longer_than(self, term: Term, concept: Concept) -> tuple[Term, ...]:
        key = (concept.key, term.text)
        if key not in self._longer:
            words = words_of(term.text)
            self._longer[key] = tuple(
                other
                for agreed in self._agreed.values()
                if agreed.concept.key != concept.key
                for other in agreed.right
                if not term.is_abbreviation and _holds(words_of(other.text), words, self.target)
            )
        return self._longer[key]

    def _wrong(
        self, first: Occurrence, group: Sequence[_Agreed], *, reading: Reading, right: Sequence[Match]
    ) -> Iterable[Deprecated]:
        for agreed in group:
            for term in agreed.wrong:
                use = (agreed.short if term.is_abbreviation else None) or agreed.use
                if use is None:
                    continue
                fix = use.text if term.is_abbreviation and use.is_abbreviation else None
                for match in reading.matches(term):
                    if not any(one.start <= match.start and match.end <= one.end for one in right):
                        yield Deprecated(
                            agreed.concept, first.written, term, match, use, fix, reading.is_as_given
                        )

    def _may_stay(self, first: Occurrence, group: Sequence[_Agreed]) -> bool:
        """Whether an abbreviation of the source may stand in the translation as it is.

        It may where the language has none of its own, where nobody can tell what it stands for, and where it
        is so short that it may be something else.
        """
        if not first.is_abbreviation:
            return False
        return len(group) > 1 or len(first.written) <= 2 or not any(agreed.short for agreed in group)


@lru_cache(1 << 12)
def _whole(words: str, *, may_go_on: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}" + ("" if may_go_on else r"(?!\w)"))


def _each_place_once(faults: Iterable[TermFault]) -> Iterator[TermFault]:
    """What is no term of one concept may be none of another: it is told of once."""
    told = set[int]()
    for fault in faults:
        if isinstance(fault, Deprecated):
            if fault.match.start in told:
                continue
            told.add(fault.match.start)
        yield fault


def _agreed(concept: Concept, language: str) -> _Agreed:
    terms = concept.terms_in(language)
    right = tuple(term for term in terms if term.status is not Status.DEPRECATED)
    wrong = tuple(term for term in terms if term.status is Status.DEPRECATED)
    return _Agreed(concept, right, wrong, preferred(terms), _short(right))


def _short(terms: Iterable[Term]) -> Term | None:
    return preferred(term for term in terms if term.is_abbreviation)


def _is_quoted(occurrence: Occurrence, source: str, target: str) -> bool:
    """Whether a translation leaves a term as it is together with what stands around it: a name, a title."""
    start, end = occurrence.start, occurrence.end
    after, before = source[start : end + AROUND], source[max(0, start - AROUND) : end]
    return any(len(run) == end - start + AROUND and run in target for run in (after, before))


def _as_it_is(occurrence: Occurrence, language: str) -> Term:
    return Term(occurrence.written.rstrip("s"), language, form=Form.ABBREVIATION)


def _holds(words: Sequence[str], others: Sequence[str], language: str) -> bool:
    """Whether words hold other words, in a row, and more."""
    if len(words) < len(others) or list(words) == list(others):
        return False
    base = chain_of(language)[-1]
    return any(
        all(
            fits(word, other, base)
            for word, other in zip(words[start : start + len(others)], others, strict=True)
        )
        for start in range(len(words) - len(others) + 1)
    )
