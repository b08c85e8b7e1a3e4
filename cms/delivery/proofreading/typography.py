"""Signs that a text writes otherwise than its language, whatever it was translated from. Pure.

What the quality rules ask of a translation alone, without its source, is asked by them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from translation_workflow.quality import run as _registered  # noqa: F401
from translation_workflow.quality.finding import Fault
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rule import REGISTER
from translation_workflow.source.markup import plain_text
from translation_workflow.words.numbers import without_addresses
from translation_workflow.words.units import UNIT

# Rules that need no source: quotation marks and spaces.
ALONE = ("quotes", "double-space", "french-space", "space-before-mark")
_NUMBER_AFTER = re.compile(r" [0-9][0-9.,\u00a0\u202f]*")
# The figure of a unit or a formula is no number: m³, CO₂.
_NUMBER_BEFORE = re.compile(r"(?<!\w)[0-9](?:[0-9.,\u00a0\u202f]{0,12}[0-9])? $")
_OXIDE = re.compile(r"(?<![^\W\d_tg])CO2(?![0-9])")


@dataclass(frozen=True)
class Habit:
    """What one function looks for in a fragment, with the examples that are its tests."""

    find: Callable[[str], Iterator[Fault]]
    right: Sequence[str]
    wrong: Sequence[str]


def faults_in(fragment: str, *, language: str, rules: Iterable[str] = ALONE) -> list[Fault]:
    """Return what is wrong with a text that has no source: what some rules say, then what is sought here."""
    pair = Pair("", fragment, language)
    asked = [REGISTER[name] for name in rules]
    found = [
        fault
        for rule in asked
        if rule.languages is None or pair.base in rule.languages
        for fault in rule.check(pair)
    ]
    return [*found, *(fault for habit in HABITS for fault in habit.find(fragment))]


def straight_apostrophes(fragment: str) -> Iterator[Fault]:
    """Yield a fault for a typewriter's apostrophe; double ones are what the rule on quotations tells."""
    if "'" in without_addresses(plain_text(fragment)):
        template = "a straight ' stands in the text. Write ’."
        yield Fault(template)


def plain_oxides(fragment: str) -> Iterator[Fault]:
    """Yield a fault for carbon dioxide whose figure is not low, by a tag or by its sign."""
    if _OXIDE.search(without_addresses(fragment)):
        template = "CO2 stands in the text. Write CO₂, its figure low."
        yield Fault(template)


def parted_units(fragment: str) -> Iterator[Fault]:
    """Yield a fault for a number that a line may end behind, with its unit on the next line."""
    text = without_addresses(plain_text(fragment))
    found = next(_parted(text), None)
    if found:
        template = "a space that breaks stands in “{found}”. Write one that does not (U+00A0)."
        yield Fault(template, {"found": text[found]})


def _parted(text: str) -> Iterator[slice]:
    # A unit with a high figure is known by its plain one, which is as long.
    for match in UNIT.finditer(text.replace("²", "2").replace("³", "3")):
        start, end = match.span(str(match.lastgroup))
        if match["before"] and (after := _NUMBER_AFTER.match(text, end)):
            yield slice(start, after.end())
        elif before := _NUMBER_BEFORE.search(text[:start]):
            yield slice(before.start(), end)


HABITS: Iterable[Habit] = (
    Habit(
        straight_apostrophes,
        right=("the town’s plan", "see https://a.eu/o'neil"),
        wrong=("the town's plan", "<b>'so-called'</b>"),
    ),
    Habit(
        plain_oxides,
        right=("CO<sub>2</sub> falls", "t CO₂", "see https://a.eu/CO2", "CO21"),
        wrong=("CO2 falls", "150 tCO2 a year", "<b>CO2</b>-free"),
    ),
    Habit(
        parted_units,
        right=(
            *("5\u00a0kWh/m<sup>2</sup>", "40% of 3,000\u202fm²", "5 towns", "€5", "5 million", "kWh 5"),
            *("m<sup>3</sup>, kWh", "CO<sub>2</sub> kg", "m³ kWh", "in 2019, kWh"),
        ),
        wrong=("5 kWh", "40 %", "a school of 3,000 m²", "3,000 m<sup>2</sup>", "20 °C", "€ 5", "EUR 50 000"),
    ),
)
