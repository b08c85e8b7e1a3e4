"""What counts as the same word."""

from __future__ import annotations

import pytest

from cms.delivery.coverage.words import without_markup, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vem kan delta?", "vem kan DELTA"),
        ("10-15 minuter", "10–15\N{NO-BREAK SPACE}minuter"),
        ("3-åriga", "3\N{NON-BREAKING HYPHEN}åriga"),
        ("klimat\N{SOFT HYPHEN}plan", "klimatplan"),
        ("\N{ZERO WIDTH SPACE}Å", "A\N{COMBINING RING ABOVE}"),
        ("CO₂-productie", "CO2-productie"),
        ("coordinators[at]eumayors.eu", "coordinators@eumayors.eu"),
        ("https://www.diba.cat/", "www.diba.cat"),
        ("(första generationen)", "”första generationen”"),
        ("motivation – planering", "motivation, planering"),
    ],
)
def test_words_that_are_written_otherwise_are_the_same(one: str, other: str) -> None:
    """Case, punctuation, invisible signs and kinds of dashes tell nothing apart."""
    assert words_of(one) == words_of(other) != ()


@pytest.mark.parametrize(
    ("one", "other"), [("projektettiden", "projekttiden"), ("för må", "förmå"), ("Ånge", "Ange"), ("5", "50")]
)
def test_other_words_are_others(one: str, other: str) -> None:
    """Letters, their accents, and where a word ends."""
    assert words_of(one) != words_of(other)


def test_markup_parts_paragraphs_and_not_words() -> None:
    """A tag within a word is none of its letters; a paragraph ends a word."""
    assert words_of(without_markup("<p>CO<sub>2</sub> ned</p><p>energi&amp;klimat<br/>nu</p>")) == (
        *("co2", "ned"),
        *("energi", "klimat", "nu"),
    )
