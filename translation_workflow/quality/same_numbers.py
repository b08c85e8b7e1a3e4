"""Which numbers of a source its translation lacks, and which it has beyond: pure, and linear.

A number may be written otherwise: in words, as a date, in Roman letters, as so many millions, as a decade.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from translation_workflow.words.number_words import named_numbers, roman_numbers
from translation_workflow.words.numbers import Number, numbers_in, without_addresses
from translation_workflow.words.scales import bare_scales, is_known, with_scales
from translation_workflow.words.units import NAMES

from .pair import Pair

# More than so many are not numbers written otherwise but another text.
MOST_EXPLAINED = 60
_POWERS = (3, 6, 9, 12)


def unmatched(pair: Pair) -> tuple[list[Number], list[Number]]:
    """Return the numbers of the source that are missing, and those of the translation that it does not have.

    A number that stands several times counts once: languages repeat themselves differently.
    """
    source, target = pair.source_text, without_addresses(pair.target_text)
    ours = pair.original.numbers
    theirs = with_scales(numbers_in(target, language=pair.language), target, language=pair.language)
    missing, extra = _without_same(ours, theirs), _without_same(theirs, ours)
    if not missing and not extra:
        return [], []
    if len(missing) + len(extra) > MOST_EXPLAINED:
        return missing, extra
    half_days = _HALF_DAY.search(source) is not None or _HALF_DAY.search(target) is not None
    missing, extra = _without_parts(missing, extra, half_days=half_days)
    extra, missing = _without_parts(extra, missing, half_days=half_days)
    copied = {number.written for number in missing} & {number.written for number in extra}
    sides = {"half_days": half_days, "scaled": is_known(pair.language) and is_known(pair.source_language)}
    is_missing = _explained(source, target, pair.language, values=_values(theirs), **sides)
    is_extra = _explained(target, source, pair.source_language, values=_values(ours), **sides)
    return (
        [number for number in missing if number.written in copied or not is_missing(number)],
        [number for number in extra if number.written in copied or not is_extra(number)],
    )


def _without_same(numbers: Sequence[Number], others: Sequence[Number]) -> list[Number]:
    """Return numbers that no other one may mean; digits inside names count only where there are many."""
    known = {meaning for other in others for meaning in other.meanings}
    written = {other.written for other in others if not other.readings}
    return [
        number
        for number in numbers
        if not (number.in_word and len(number.written) < 3)
        and known.isdisjoint(number.meanings)
        and (number.readings or number.written not in written)
    ]


def _without_parts(
    numbers: list[Number], others: list[Number], *, half_days: bool
) -> tuple[list[Number], list[Number]]:
    """Leave out numbers that are written as several on the other side: 9.30 and 9:30, 1.1.2007, 16:30."""
    left = {reading for other in others for reading in other.readings}
    taken: set[Decimal] = set()
    kept = []
    for number in numbers:
        parts = number.parts
        ways = [parts]
        if half_days and len(parts) == 2:
            ways += [(parts[0] + 12, parts[1]), (parts[0] - 12, parts[1])]
        way = next((way for way in ways if len(parts) > 1 and left.issuperset(way)), None)
        if way is not None and not _GROUPED.search(number.written):
            taken.update(way)
        else:
            kept.append(number)
    return kept, [other for other in others if taken.isdisjoint(other.readings)]


def _explained(
    text: str, other: str, language: str, *, values: set[Decimal], half_days: bool, scaled: bool
) -> Callable[[Number], bool]:
    """Return whether a number of `text` stands in another way in `other`, of `language`, with `values`.

    `scaled` says that words for millions are known on both sides, `half_days` that hours begin anew at noon.
    """
    named = named_numbers(other, language=language)
    # “Half a million”, “thousands”.
    counted = {Decimal("0.5"), Decimal(1), *map(Decimal, named)}
    scales = bare_scales(other, language=language)
    centuries = {int(decade[1]) + 1 for decade in _DECADE.finditer(other)}
    roman = roman_numbers(other)
    months = _months(text)
    powers_unknown = not scaled and any(_SCALED.search(side) for side in (text, other))
    powers = _POWERS if powers_unknown or any(_LARGE_UNIT.search(side) for side in (text, other)) else ()
    days = {Decimal(date["day"]) for date in _DATE.finditer(other) if date["day"]}

    def is_explained(number: Number) -> bool:
        # Hours may be whole: 6 p.m. is 18:00.
        return (
            number.written == "00"
            or number.span in months
            or _is_one_per_cent(number, text, other)
            or _is_this_century(number, text, other)
            or (half_days and not number.scale and _is_half_day_apart(number, values))
            or any(
                meaning in named
                or meaning in roman
                or meaning in days
                or meaning in centuries
                or any(meaning.scaleb(-power) in counted for power in scales)
                or (meaning % 10 == 0 and 1000 <= meaning < 2200 and meaning % 100 in named)
                or _is_written_otherwise(abs(meaning), values, powers)
                for meaning in number.meanings
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


def _is_half_day_apart(number: Number, values: set[Decimal]) -> bool:
    """2 p.m. is 14, 4.30 p.m. is 16.30."""
    return _HOUR.fullmatch(number.written) is not None and any(
        abs(reading - other) == 12 and 12 <= max(reading, other) <= 24
        for reading in number.readings
        for other in values
    )


def _is_one_per_cent(number: Number, text: str, other: str) -> bool:
    """“1 %” may be “a per cent”."""
    return (
        number.value == 1
        and text[number.span[1] : number.span[1] + 2].strip().startswith(("%", "p"))
        and NAMES["%"].search(other) is not None
    )


def _is_this_century(number: Number, text: str, other: str) -> bool:
    """The 21st century is “the century”."""
    return (
        number.value == 21
        and _CENTURY.search(text, number.span[1], number.span[1] + 20) is not None
        and _CENTURY.search(other) is not None
    )


_WAYS = (_is_decade_or_short_year, _is_century)


def _values(numbers: Iterable[Number]) -> set[Decimal]:
    return {abs(meaning) for number in numbers for meaning in number.meanings}


def _months(text: str) -> set[tuple[int, int]]:
    """Return where dates in figures name the month: the other side may have it in words."""
    found = set()
    for date in _DATE.finditer(text):
        found |= {date.span(name) for name in ("month", "second") if date[name]}
    return found


_DATE = re.compile(
    r"(?<![0-9])(?:[0-9]{1,2}[./ -]{1,2}(?P<month>0?[1-9]|1[0-2])[./-]{1,2} ?[0-9]{2,4}"
    r"|[0-9]{4}-(?P<second>0[1-9]|1[0-2])-[0-9]{2})(?![0-9])"
    r"|(?<![0-9])(?P<day>[0-9]{1,2})\. ?(?:0?[1-9]|1[0-2])\.(?![0-9])"
)
_HALF_DAY = re.compile(r"\b[ap]\. ?m\b|(?:[0-9] ?|\b)[ap]m\b|noon|evening|night", re.IGNORECASE)
_HOUR = re.compile(r"[0-9]{1,2}(?:[.:,][0-5][0-9])?")
# “1980s”, “1980-luvulla”, “1980-talet”.
_DECADE = re.compile(r"(?<![0-9])(1[0-9]|20)[1-9]0(?:s\b|[-–])")
_CENTURY = re.compile(
    r"centur|vuosisa|århundra|sekel|stuleci|wiek|αιών|αιων|siècle|век|столет|stolje|stolet|secol|sajand|eeuw",
    re.IGNORECASE,
)
# Millions of tonnes may be in the unit.
_LARGE_UNIT = re.compile(r"[0-9][ \u00a0\u202f]?[kMGT]t(?:CO|\b)")
_GROUPED = re.compile(r"[^0-9][0-9]{3}(?![0-9])")
# A number with a word or a letter for thousands, millions …: without one, 3 is not 3,000.
_SCALED = re.compile(
    r"[0-9][ \u00a0\u202f-]?(?:k\b|bn\b|thousand|tusen|tuha|duizend|tisoč|tisuć|tys|mille|mila\b"
    r"|mii\b|mil|mln|mld|mrd|mio|bil|trill|biljo|χιλ|εκατ|δισ|τρισ|хил|млн|млрд|мил)",
    re.IGNORECASE,
)
