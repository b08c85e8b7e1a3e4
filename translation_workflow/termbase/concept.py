"""What a termbase holds, in plain Python: concepts, and what each is called in each language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Whether a term is the one to use, one that may be used, or one that is outdated or wrong."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"


class Form(StrEnum):
    """What a term is written as. An inflected form is told where no dictionary leads from it to its word."""

    WORD = "word"
    ABBREVIATION = "abbreviation"
    INFLECTED = "inflected"


@dataclass(frozen=True, slots=True)
class Term:
    """One name of a concept in one language (BCP 47). Attested terms were found in published texts."""

    text: str
    language: str
    status: Status = Status.PREFERRED
    form: Form = Form.WORD
    is_attested: bool = False
    note: str = ""

    @property
    def is_abbreviation(self) -> bool:
        return self.form is Form.ABBREVIATION


@dataclass(frozen=True, slots=True)
class Concept:
    """What terms stand for. In a *free* one each edition chooses its own words: none of them is missed."""

    key: str
    terms: tuple[Term, ...]
    is_free: bool = False
    note: str = ""

    def terms_in(self, language: str) -> tuple[Term, ...]:
        """Return the terms for a language: its own, then those of the language without its country.

        What the country says of a term stands before what its language says of the same one.
        """
        own = [term for code in chain_of(language) for term in self.terms if term.language.lower() == code]
        return tuple({term.text: term for term in reversed(own)}.values())[::-1]


def chain_of(language: str) -> tuple[str, ...]:
    """Return the codes, in small letters, whose terms hold for a language: `nl-be`, then `nl`."""
    code = language.lower()
    base = code.partition("-")[0]
    return (code,) if code == base else (code, base)


def preferred(terms: Iterable[Term]) -> Term | None:
    """Return the term to use: a preferred word, or an abbreviation where there is no word; None for none."""
    usable = [term for term in terms if term.status is Status.PREFERRED and term.form is not Form.INFLECTED]
    return min(usable, key=lambda term: term.is_abbreviation, default=None)
