"""Sentences, abbreviations, units and number words of the editions' languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translation_workflow.words.abbreviations import ends_with_abbreviation
from translation_workflow.words.number_words import named_numbers, roman_numbers
from translation_workflow.words.sentences import sentences_in
from translation_workflow.words.typography import end_mark, meaning_of, quotes_of
from translation_workflow.words.units import is_named, miswritten, rightly, units_in

LANGUAGES = ["bg", "hr", "et", "fi", "fr", "el", "it", "pl", "ro", "sl", "sv", "nl-BE", "en-GB"]
THREE = {
    "bg": "три града",
    "hr": "trećeg grada",
    "et": "kolmes linnas",
    "fi": "kolmessa kaupungissa",
    "fr": "troisième ville",
    "el": "τριών πόλεων",
    "it": "tre città",
    "pl": "trzech miast",
    "ro": "trei orașe",
    "sl": "treh mest",
    "sv": "tredje staden",
    "nl-BE": "derde stad",
    "en-GB": "third town",
}


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("One. Two! Three?", "en", 3),
        ("Towns, e.g. Graz, pay.", "en", 1),
        ("Ποιος πληρώνει; Εμείς.", "el", 2),
        ("Who; we do.", "en", 1),
        ("3. svibnja 2012. počinje.", "hr", 1),
        ("Kommuner, t.ex. Malmö, betalar. Andra inte.", "sv", 2),
        ("w 2020 r. Miasto płaci.", "pl", 1),
        ("A line\nanother line", "fi", 1),
        ("“Who?” She said.", "en", 2),
        ("", "en", 1),
        ("1.5 million", "en", 1),
    ],
)
def test_sentences_are_counted(text: str, language: str, count: int) -> None:
    """Points of abbreviations, ordinals and decimals end no sentence; a Greek semicolon does."""
    assert sentences_in(text, language=language) == count


@pytest.mark.parametrize(
    ("text", "language", "is_one"),
    [
        ("water, waste, etc.", "en", True),
        ("(m.fl.)", "sv", True),
        ("2020 г.", "bg", True),
        ("konec leta 2020.", "sl", True),
        ("the year 2020.", "en", False),
        ("the town.", "en", False),
    ],
)
def test_the_point_of_an_abbreviation_is_known(text: str, language: str, is_one: bool) -> None:
    """Brackets around it do not matter, and a figure is an ordinal where the language writes them so."""
    assert ends_with_abbreviation(text, language=language) is is_one


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_is_known_in_every_language_with_its_endings(language: str) -> None:
    """A number word is found inflected, and as an ordinal."""
    assert 3 in named_numbers(THREE[language], language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_quotation_marks(language: str) -> None:
    """What most write is among what may be written."""
    quotes = quotes_of(language)
    assert quotes is not None
    assert quotes.first in quotes.outer


def test_roman_numbers_are_read() -> None:
    """“XIX” is 19, “I” is a word."""
    assert roman_numbers("I think that the XIXe siècle, IV.") == {19, 4}


def test_a_greek_question_ends_with_a_semicolon() -> None:
    """And a Greek semicolon is a point in the middle."""
    assert end_mark("?", language="el") == ";"
    assert meaning_of(";", language="el") == "?"
    assert meaning_of("?", language="el") == ""
    assert end_mark("?", language="sv") == "?"


def test_units_are_the_same_however_they_are_raised() -> None:
    """m² and the plain text of m<sup>2</sup> are one unit; a letter with a figure is none."""
    assert units_in("5 kWh/m², 20 %, 3 m2, H2") == ["kWh", "m2", "%", "m2"]
    assert is_named("kWh", "5 kilowattimmar")
    assert not is_named("kWh", "5 MWh")


def test_a_unit_of_the_wrong_size_is_found_and_righted() -> None:
    """A milliwatt hour is no megawatt hour."""
    assert [rightly(match[0]) for match in miswritten("5 kwh, 3 mWh, 2 Kg, KG Bank, 7 kWh")] == [
        "kWh",
        "MWh",
        "kg",
    ]


@given(st.text(max_size=200), st.sampled_from([*LANGUAGES, "xx"]))
def test_no_text_makes_any_of_it_fail(text: str, language: str) -> None:
    """Whatever is typed is counted and read."""
    assert sentences_in(text, language=language) >= 1
    assert named_numbers(text, language=language) <= {*range(1, 13), *range(20, 101, 10)}
    assert roman_numbers(text) <= set(range(1, 40))
    units_in(text), miswritten(text), ends_with_abbreviation(text, language=language)
