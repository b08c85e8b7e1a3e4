"""Numbers that a text writes as words, figures or Roman letters, in reading order, by their values. Pure.

“3 offices” and “three offices” count the same; “table 4a” and “table 4b” do not. Articles count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from .number_words import named_numbers, roman_numbers
from .numbers import numbers_in

Counted = tuple[str, frozenset[Decimal], str]
"""What a number may mean, between the letters that are glued to it: “CO2”, “4a”."""

_ENGLISH: Mapping[str, str] = {
    "0": "zero",
    "0.25": "quarter quarters",
    "0.5": "half halves",
    "1": "one first once single",
    "2": "two second twice both pair couple double dual",
    "3": "three third thirds thrice triple",
    "4": "four fourth",
    "5": "five fifth",
    "6": "six sixth",
    "7": "seven seventh",
    "8": "eight eighth",
    "9": "nine ninth",
    "10": "ten tenth",
    "11": "eleven eleventh",
    "12": "twelve twelfth dozen dozens",
    "13": "thirteen thirteenth",
    "14": "fourteen fourteenth",
    "15": "fifteen fifteenth",
    "16": "sixteen sixteenth",
    "17": "seventeen seventeenth",
    "18": "eighteen eighteenth",
    "19": "nineteen nineteenth",
    "20": "twenty twentieth",
    "30": "thirty thirtieth",
    "40": "forty fortieth",
    "50": "fifty fiftieth",
    "60": "sixty sixtieth",
    "70": "seventy seventieth",
    "80": "eighty eightieth",
    "90": "ninety ninetieth",
    "100": "hundred hundreds hundredth",
    "1000": "thousand thousands thousandth",
    "1000000": "million millions millionth",
    "1000000000": "billion billions",
}
_VALUES = {word: frozenset({Decimal(value)}) for value, words in _ENGLISH.items() for word in words.split()}
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile(r"[^\W\d_]+\Z")
_AFTER = re.compile(r"[^\W\d_]\b")
# Shorter words of other languages begin too often as a number does.
_SHORTEST = 4
_LONGEST_GLUED = 20


def counted_in(text: str, *, language: str) -> list[Counted]:
    """Return the numbers of a text without tags.

    English words are known from nought to a billion; of other languages those from two to twelve, in any
    inflection, which may take a word for a number that is none.
    """
    found = [*_figures(text, language), *_words(text, language)]
    return [one for _, one in sorted(found, key=lambda one: one[0])]


def _figures(text: str, language: str) -> Iterator[tuple[int, Counted]]:
    for number in numbers_in(text, language=language):
        start, end = number.span
        before = _BEFORE.search(text, max(0, start - _LONGEST_GLUED), start) if number.in_word else None
        after = _AFTER.match(text, end)
        # Of what is too long to be a number, the figures themselves count.
        head = (before[0] if before else "") + ("" if number.readings else number.written)
        yield start, (head.lower(), number.readings, after[0].lower() if after else "")


def _words(text: str, language: str) -> Iterator[tuple[int, Counted]]:
    is_english = language.split("-", maxsplit=1)[0].lower() == "en"
    for word in _WORD.finditer(text):
        values: frozenset[Decimal] = frozenset()
        if word[0].isupper() and (roman := roman_numbers(word[0])):
            values = frozenset(map(Decimal, roman))
        elif is_english:
            values = _VALUES.get(word[0].lower(), frozenset())
        elif len(word[0]) >= _SHORTEST:
            values = frozenset(map(Decimal, named_numbers(word[0], language=language) - {1}))
        if values:
            yield word.start(), ("", values, "")
