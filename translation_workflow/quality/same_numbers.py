"""Which numbers of a source its translation lacks, and which it has beyond: pure, and linear.

A number may be written otherwise: in words, as a date, in Roman letters, as so many millions, as a decade.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from translation_workflow.words.number_words import named_numbers, roman_numbers
from translation_workflow.words.numbers import Number, numbers_in, without_addresses

from .pair import Pair

# More than so many are not numbers written otherwise but another text.
MOST_EXPLAINED = 60
_LARGEST_NAMED = 12
_POWERS = (3, 6, 9, 12)


def unmatched(pair: Pair) -> tuple[list[Number], list[Number]]:
    """Return the numbers of the source that are missing, and those of the translation that it does not have.

    A number that stands several times counts once: languages repeat themselves differently.
    """
    source, target = pair.source_text, pair.target_text
    ours = pair.original.numbers
    theirs = numbers_in(without_addresses(target), language=pair.language)
    missing, extra = _without_same(ours, theirs), _without_same(theirs, ours)
    if not missing and not extra:
        return [], []
    if len(missing) + len(extra) > MOST_EXPLAINED:
        return missing, extra
    missing, extra = _without_parts(missing, extra)
    extra, missing = _without_parts(extra, missing)
    copied = {number.written for number in missing} & {number.written for number in extra}
    is_missing = _explained(source, target, pair.language, values=_values(theirs))
    is_extra = _explained(target, source, pair.source_language, values=_values(ours))
    return (
        [number for number in missing if number.written in copied or not is_missing(number)],
        [number for number in extra if number.written in copied or not is_extra(number)],
    )


def _without_same(numbers: Sequence[Number], others: Sequence[Number]) -> list[Number]:
    """Return numbers that no other one may mean; digits inside names count only where there are many."""
    known = {reading for other in others for reading in other.readings}
    written = {other.written for other in others if not other.readings}
    return [
        number
        for number in numbers
        if not (number.in_word and len(number.written) < 3)
        and known.isdisjoint(number.readings)
        and (number.readings or number.written not in written)
    ]


def _without_parts(numbers: list[Number], others: list[Number]) -> tuple[list[Number], list[Number]]:
    """Leave out numbers that are written as several on the other side: 9.30 and 9:30, 1.1.2007."""
    left = {reading for other in others for reading in other.readings}
    taken: set[Decimal] = set()
    kept = []
    for number in numbers:
        parts = number.parts
        if len(parts) > 1 and left.issuperset(parts) and not _GROUPED.search(number.written):
            taken.update(parts)
        else:
            kept.append(number)
    return kept, [other for other in others if taken.isdisjoint(other.readings)]


def _explained(text: str, other: str, language: str, *, values: set[Decimal]) -> Callable[[Number], bool]:
    """Return whether a number of `text` stands in another way in `other`, of `language`, with `values`."""
    named = named_numbers(other, language=language)
    roman = roman_numbers(other)
    months = _months(text)
    powers = _POWERS if _SCALED.search(text) or _SCALED.search(other) else ()

    def is_explained(number: Number) -> bool:
        # Hours may be whole: 6 p.m. is 18:00.
        return (
            number.written == "00"
            or number.span in months
            or any(
                reading in named or reading in roman or _is_written_otherwise(abs(reading), values, powers)
                for reading in number.readings
            )
        )

    return is_explained


def _is_written_otherwise(value: Decimal, values: set[Decimal], powers: Iterable[int]) -> bool:
    if any(value.scaleb(power) in values or value.scaleb(-power) in values for power in powers):
        return True
    whole = int(value) if value == value.to_integral_value() and value < 10_000 else None
    if whole is None:
        return False
    others = {int(other) for other in values if 0 <= other < 10_000 and other == other.to_integral_value()}
    return any(way(whole, other) for other in others for way in _WAYS)


def _is_decade_or_short_year(one: int, other: int) -> bool:
    """1990 and ’90, 2014 and 13/14."""
    return any(1000 <= year < 2200 and year % 100 == short for year, short in ((one, other), (other, one)))


def _is_century(one: int, other: int) -> bool:
    """The 19th century is the 1800s."""
    count, year = sorted((one, other))
    return 10 <= count <= 22 and year == (count - 1) * 100


def _is_hour(one: int, other: int) -> bool:
    """2 p.m. is 14."""
    return abs(one - other) == 12 and 12 < max(one, other) <= 24


_WAYS = (_is_decade_or_short_year, _is_century, _is_hour)


def _values(numbers: Iterable[Number]) -> set[Decimal]:
    return {abs(reading) for number in numbers for reading in number.readings}


def _months(text: str) -> set[tuple[int, int]]:
    """Return where dates in figures name the month: the other side may have it in words."""
    found = set()
    for date in _DATE.finditer(text):
        found |= {date.span(name) for name in ("month", "second") if date[name]}
    return found


_DATE = re.compile(
    r"(?<![0-9])(?:[0-9]{1,2}[./ -]{1,2}(?P<month>0?[1-9]|1[0-2])[./-]{1,2} ?[0-9]{2,4}"
    r"|[0-9]{4}-(?P<second>0[1-9]|1[0-2])-[0-9]{2})(?![0-9])"
    r"|(?<![0-9])[0-9]{1,2}\. ?(?:0?[1-9]|1[0-2])\.(?![0-9])"
)
_GROUPED = re.compile(r"[^0-9][0-9]{3}(?![0-9])")
# A number with a word or a letter for thousands, millions …: without one, 3 is not 3,000.
_SCALED = re.compile(
    r"[0-9][ \u00a0\u202f-]?(?:k\b|bn\b|thousand|tusen|tuha|duizend|tisoč|tisuć|tys|mille|mila\b"
    r"|mii\b|mil|mln|mld|mrd|mio|bil|trill|biljo|χιλ|εκατ|δισ|τρισ|хил|млн|млрд|мил)",
    re.IGNORECASE,
)
