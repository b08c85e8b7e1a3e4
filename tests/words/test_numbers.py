"""Numbers are read as their language writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translation_workflow.words.numbers import decimal_mark, numbers_in

LANGUAGES = ["bg", "hr", "et", "fi", "fr", "el", "it", "pl", "ro", "sl", "sv", "nl-BE", "en-GB"]


def values(text: str, language: str) -> list[Decimal | None]:
    return [number.value for number in numbers_in(text, language=language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_s_own_decimals_and_groups_have_one_value(language: str) -> None:
    """Twelve hundred thirty-four and a half is itself in every edition's manner of writing."""
    written = {
        "en-GB": "1,234.5",
        "it": "1.234,5",
        "el": "1.234,5",
        "ro": "1.234,5",
        "hr": "1.234,5",
        "sl": "1.234,5",
        "nl-BE": "1.234,5",
    }.get(language, "1\u00a0234,5")
    (number,) = numbers_in(f"({written} MWh)", language=language)
    assert (number.value, number.written, number.is_foreign) == (Decimal("1234.5"), written, False)


@pytest.mark.parametrize(
    ("written", "language", "value"),
    [
        ("1,234", "en", Decimal(1234)),
        ("1.234", "en", Decimal("1.234")),
        ("1,234", "it", Decimal("1.234")),
        ("1.234", "it", Decimal(1234)),
        ("0.234", "it", Decimal("0.234")),
        ("1,234", "sv", Decimal("1.234")),
        ("1.234", "sv", None),
        ("5\u202f000\u202f000", "fr", Decimal(5000000)),
        ("5 000 000", "en", Decimal(5000000)),
        ("1’000", "it", Decimal(1000)),
        ("1.234.567", "el", Decimal(1234567)),
        ("20%", "fi", Decimal(20)),
        ("21st", "en", Decimal(21)),
        ("−5 °C", "sv", Decimal(-5)),
        ("(-5)", "sv", Decimal(-5)),
    ],
)
def test_a_mark_means_what_the_language_means_by_it(
    written: str, language: str, value: Decimal | None
) -> None:
    """A point parts thousands in Italian and decimals in English; in Swedish nobody can tell."""
    assert values(written, language) == [value]


def test_what_can_be_read_in_two_ways_has_both_readings() -> None:
    """“1.234” in a Swedish text may be a thousand or one and a bit."""
    (number,) = numbers_in("1.234 invånare", language="sv")
    assert number.readings == {Decimal(1234), Decimal("1.234")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31.12.2007", [31, 12, 2007]),
        ("2007-12-31", [2007, 12, 31]),
        ("10–20", [10, 20]),
        ("2005 –2010", [2005, 2010]),
        ("in 2007 2008 people", [2007, 2008]),
        ("12 34", [12, 34]),
        ("1,2,3,4", [1, 2, 3, 4]),
        ("9:30", [9, 30]),
        ("2007. 20 cities", [2007, 20]),
    ],
)
def test_dates_ranges_and_lists_are_several_numbers(text: str, expected: list[int]) -> None:
    """Each number of a date, a range or a list stands for itself, and none is negative."""
    assert values(text, "en") == expected


def test_digits_of_names_and_signs_are_marked() -> None:
    """The 2 of CO2 is no quantity; the 20 beside it is one."""
    assert [number.in_word for number in numbers_in("20 t CO2, H2020", language="en")] == [False, True, True]


def test_another_language_s_mark_is_noticed() -> None:
    """A point before Swedish decimals, or a comma before English ones, is foreign."""
    assert numbers_in("1.5 %", language="sv")[0].is_foreign
    assert numbers_in("1,5 %", language="en")[0].is_foreign
    assert not numbers_in("1,5 %", language="sv")[0].is_foreign


def test_a_run_of_digits_without_end_has_no_value() -> None:
    """What is no quantity is found, and costs no arithmetic."""
    (number,) = numbers_in("1" * 100_000, language="en")
    assert number.value is None


@given(st.text(alphabet="019.,' \u00a0\u202f-−–aé%/", max_size=60), st.sampled_from(LANGUAGES))
def test_every_digit_is_in_exactly_one_number(text: str, language: str) -> None:
    """Numbers stand in reading order, do not overlap, are what is written, and leave no digit out."""
    found = numbers_in(text, language=language)
    end = 0
    for number in found:
        assert number.span[0] >= end
        end = number.span[1]
        assert text[slice(*number.span)] == number.written
    digits = sum(sum(sign.isdigit() for sign in number.written) for number in found)
    assert digits == sum(sign.isdigit() for sign in text)


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from(LANGUAGES),
)
def test_a_number_with_groups_and_two_decimals_reads_back(number: Decimal, language: str) -> None:
    """Whatever its size, a number written in a language's manner is read as itself."""
    groups, decimal = f"{number:,.2f}".rsplit(".", 1)
    mark = decimal_mark(language)
    group = "," if mark == "." else "\u00a0"
    assert values(f"{groups.replace(',', group)}{mark}{decimal}", language) == [number]
