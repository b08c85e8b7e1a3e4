"""What rules ask of a text of the master, in plain Python: found out once, for all editions."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from translation_workflow.source.markup import plain_text
from translation_workflow.words.negation import negations_in
from translation_workflow.words.numbers import Number, numbers_in, without_addresses
from translation_workflow.words.quantities import quantities_in
from translation_workflow.words.scales import with_scales
from translation_workflow.words.sentences import sentences_in
from translation_workflow.words.units import units_in

from .once import once

Answer = TypeVar("Answer")

# Of each text of a programme something is asked in each of its editions.
REMEMBERED = 4096
LONGEST_REMEMBERED = 4000


class Original:
    """A source text as it is stored, in a language (BCP 47)."""

    def __init__(self, stored: str, language: str) -> None:
        self.stored, self.language = stored, language
        self._answers: dict[Callable[[Original], Any], Any] = {}

    def ask(self, question: Callable[[Original], Answer]) -> Answer:
        """Return what a function says of this text, which it is asked once."""
        if question not in self._answers:
            self._answers[question] = question(self)
        answer: Answer = self._answers[question]
        return answer

    @once
    def text(self) -> str:
        """The text as a reader sees it, without tags."""
        return plain_text(self.stored)

    @once
    def signs(self) -> frozenset[str]:
        """The characters of the text as it is stored."""
        return frozenset(self.stored)

    @once
    def negations(self) -> int:
        """How many words of negation it has."""
        return negations_in(self.text, language=self.language)

    @once
    def sentences(self) -> int:
        """How many sentences it has."""
        return sentences_in(self.text, language=self.language)

    @once
    def units(self) -> tuple[str, ...]:
        """The units in it, each once."""
        return tuple(dict.fromkeys(units_in(without_addresses(self.text))))

    @once
    def numbers(self) -> tuple[Number, ...]:
        """The numbers in it, but those of addresses."""
        text = without_addresses(self.text)
        return tuple(with_scales(numbers_in(text, language=self.language), text, language=self.language))

    @once
    def quantities(self) -> frozenset[Decimal]:
        """The numbers with decimals or groups that count or measure: no versions, chapters or hours."""
        found = quantities_in(without_addresses(self.text), language=self.language)
        return frozenset(number.value for number in found if number.value is not None)


def original(stored: str, language: str) -> Original:
    """Return a source text, with what was found out about it when another edition asked."""
    make = _remembered if len(stored) <= LONGEST_REMEMBERED else Original
    return make(stored, language)


_remembered = lru_cache(REMEMBERED)(Original)
