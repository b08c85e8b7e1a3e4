"""Texts that say no are told from texts that do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translation_workflow.words.negation import has_words_of_negation, negations_in

DENIED = {
    "bg": ("Общината не плаща.", "Общината плаща."),
    "hr": ("Grad ne plaća.", "Grad plaća."),
    "et": ("Linn ei maksa.", "Linn maksab."),
    "fi": ("Kaupunki ei maksa.", "Kaupunki maksaa."),
    "fr": ("La ville n’a pas payé.", "La ville a payé."),
    "el": ("Ο δήμος δεν πληρώνει.", "Ο δήμος πληρώνει."),
    "it": ("Il comune non paga.", "Il comune paga."),
    "pl": ("Miasto nie płaci.", "Miasto płaci."),
    "ro": ("Orașul n-a plătit.", "Orașul a plătit."),
    "sl": ("Mesto ne plačuje.", "Mesto plačuje."),
    "sv": ("Staden betalar inte.", "Staden betalar."),
    "nl-BE": ("De stad betaalt niet.", "De stad betaalt."),
    "en-GB": ("The city doesn’t pay.", "The city pays."),
}


@pytest.mark.parametrize("language", DENIED)
def test_a_denied_sentence_is_told_from_its_opposite(language: str) -> None:
    """Every edition's language has its words of negation."""
    denied, said = DENIED[language]
    assert has_words_of_negation(language)
    assert negations_in(denied, language=language) >= 1
    assert negations_in(said, language=language) == 0


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Not only cities, but also regions.", 0),
        ("No. 5 and no. 7", 0),
        ("No later than 2020.", 0),
        ("It cannot wait, and nobody shall.", 2),
        ("Don't. Don’t.", 2),
        ("A notable note about nothing", 1),
        ("NOT", 1),
        ("Do not forget; don’t hesitate. Never forget.", 0),
    ],
)
def test_phrases_that_deny_nothing_do_not_count(text: str, count: int) -> None:
    """“Not only” denies nothing, the No. before a number is none, and parts of words are no words."""
    assert negations_in(text, language="en") == count


def test_of_an_unknown_language_nothing_is_said() -> None:
    """A language without a list has no negations, and says so."""
    assert negations_in("Hjá okkur ekki", language="is") == 0
    assert not has_words_of_negation("is")


@given(st.text(max_size=200), st.sampled_from([*DENIED, "xx"]))
def test_no_text_makes_it_fail(text: str, language: str) -> None:
    """Whatever is typed has a count, and twice the text has at least as many."""
    assert negations_in(f"{text}\n{text}", language=language) >= negations_in(text, language=language) >= 0
