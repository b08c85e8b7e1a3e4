"""Numbers in a text, read as its language writes them. Pure; linear in the length of a text.

“1.234” is one and a bit in English and more than a thousand in Italian; in Swedish, which groups by spaces,
it may be either. What can be read in two ways has two readings and no value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

# These write a point before decimals; all others write a comma.
POINT_LANGUAGES = frozenset({"en", "ga", "he", "ja", "ko", "mt", "th", "zh"})
# These write a point between thousands. All others with a decimal comma group by spaces, and some people by
# points all the same.
POINT_GROUPS = frozenset({"da", "de", "el", "es", "hr", "id", "it", "nl", "pt", "ro", "sl", "tr"})
SPACES = " \u00a0\u2007\u2009\u202f"
APOSTROPHES = "'\u2019"
MINUS = "-\u2212\u2013"
# Longer runs of digits are no quantities; as a number they would cost more than they tell.
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text.

    `readings` are what it may mean, `value` the only one of them, None where there are more. `in_word` says
    that it belongs to a name or a sign (“CO2”, “H2020”, “m2”). `is_foreign` says that its decimal or group
    mark is not the language's. `scale` are words for thousands, millions … behind it, as written, and
    `powers` the tens that they may multiply it by.
    """

    written: str
    span: tuple[int, int]
    readings: frozenset[Decimal]
    in_word: bool = False
    is_foreign: bool = False
    powers: frozenset[int] = frozenset({0})
    scale: str = ""

    @property
    def meanings(self) -> frozenset[Decimal]:
        """What it may mean with the words behind it."""
        if self.powers == _ITSELF:
            return self.readings
        return frozenset(reading.scaleb(power) for reading in self.readings for power in self.powers)

    @property
    def value(self) -> Decimal | None:
        return next(iter(self.readings)) if len(self.readings) == 1 else None

    @property
    def parts(self) -> tuple[Decimal, ...]:
        """The whole numbers in it: 9 and 30 of “9.30”."""
        return tuple(Decimal(part) for part in _DIGITS.findall(self.written))


def numbers_in(text: str, *, language: str) -> list[Number]:
    """Return the numbers of a text without tags, in reading order.

    A date like 31.12.2007 is three numbers, a range is two, a percentage and an ordinal are their number.
    A minus counts where nothing but a space, or a bracket, stands before it.
    """
    if not _DIGIT.search(text):
        return []
    base = language.split("-", maxsplit=1)[0].lower()
    found: list[Number] = []
    for match in _NUMBER.finditer(text):
        found.extend(_read(match, base))
    return found


def without_addresses(text: str) -> str:
    """Return a text of the same length with blanks for its web and mail addresses."""
    if "://" not in text and "www." not in text and "@" not in text and _DOMAIN.search(text) is None:
        return text
    return _ADDRESS.sub(lambda address: " " * len(address[0]), text)


def decimal_mark(language: str) -> str:
    """Return what a language writes before decimals."""
    return "." if language.split("-", maxsplit=1)[0].lower() in POINT_LANGUAGES else ","


def write_number(value: Decimal, *, language: str, is_grouped: bool = True) -> str:
    """Return a number with a language's decimal mark, and its mark between thousands if `is_grouped`."""
    base = language.split("-", maxsplit=1)[0].lower()
    group = "," if base in POINT_LANGUAGES else "." if base in POINT_GROUPS else "\u00a0"
    whole, point, decimals = f"{value:,f}".partition(".")
    return whole.replace(",", group if is_grouped else "") + (
        decimal_mark(language) + decimals if point else ""
    )


def _read(match: re.Match[str], base: str) -> list[Number]:
    text, (start, end), written = match.string, match.span(), match[0]
    before = text[start - 1] if start else ""
    in_word = before.isalpha() or before == "_"
    if len(written) > LONGEST:
        return [Number(written, (start, end), frozenset(), in_word)]
    marks = [sign for sign in written if not sign.isdigit()]
    if not marks:
        readings, foreign = frozenset({Decimal(written)}), False
    else:
        readings, foreign = _meanings(written, marks, base)
    if not readings:
        return _parts(match, in_word=in_word)
    if before in _MINUS and before and _is_sign(text, start - 1):
        written, start = before + written, start - 1
        readings = frozenset(-reading for reading in readings)
    return [Number(written, (start, end), readings, in_word, foreign)]


def _meanings(written: str, marks: list[str], base: str) -> tuple[frozenset[Decimal], bool]:
    """Return the readings of digits with marks between, and whether no reading is the language's own."""
    points = base in POINT_LANGUAGES
    decimal, other = (".", ",") if points else (",", ".")
    last = marks[-1]
    head, _, tail = written.rpartition(last)
    if len(set(marks)) > 1:
        # Groups, then decimals: 1,234.56 or 1 234,56. It reads the same in any language.
        if marks.count(last) > 1 or last not in ".," or not _is_grouped(head):
            return frozenset(), False
        foreign = last != decimal
        return frozenset({Decimal(f"{_joined(head)}.{tail}")}), foreign
    if last not in ".,":
        return frozenset({Decimal(_joined(written))}), False
    grouped = _is_grouped(written)
    if len(marks) > 1:
        if not grouped:
            return frozenset(), False
        return frozenset({Decimal(_joined(written))}), last == decimal
    as_decimal, as_group = Decimal(f"{head}.{tail}"), Decimal(head + tail)
    if last == decimal:
        return frozenset({as_decimal}), False
    if grouped and (points or base in POINT_GROUPS):
        return frozenset({as_group}), False
    if grouped:
        return frozenset({as_decimal, as_group}), False
    return frozenset({as_decimal}), last == other


def _is_grouped(written: str) -> bool:
    return bool(_GROUPED.fullmatch(written))


def _joined(written: str) -> str:
    return "".join(_DIGITS.findall(written))


def _parts(match: re.Match[str], *, in_word: bool) -> list[Number]:
    start = match.start()
    return [
        Number(
            part[0],
            (start + part.start(), start + part.end()),
            frozenset({Decimal(part[0])}),
            in_word and not n,
        )
        for n, part in enumerate(_DIGITS.finditer(match[0]))
    ]


def _is_sign(text: str, place: int) -> bool:
    """Whether the dash at `place`, which a digit follows, is a minus and not the dash of a range or name."""
    if not place:
        return True
    if text[place - 1] not in _BEFORE_MINUS:
        return False
    before = text[max(0, place - 8) : place].rstrip()
    return not before or not before[-1].isdigit()


_ITSELF = frozenset({0})
_DIGIT = re.compile("[0-9]")
_DIGITS = re.compile("[0-9]+")
_MINUS = frozenset(MINUS)
_BEFORE_MINUS = frozenset(SPACES + "\n\t([{\u201e\u201c\u201d\u00ab\u00bb\"'")
# Spaces and apostrophes part groups of three only; so 2007 2008 is two numbers, and so is 12 34.
_NUMBER = re.compile(
    rf"(?<![0-9])[0-9]{{1,3}}(?:([{SPACES}{APOSTROPHES}])[0-9]{{3}}(?![0-9]))(?:\1[0-9]{{3}}(?![0-9]))*(?:[.,][0-9]+)?"
    r"|[0-9]+(?:[.,][0-9]+)*"
)
_GROUPED = re.compile(rf"[1-9][0-9]{{0,2}}(?:([.,{SPACES}{APOSTROPHES}])[0-9]{{3}})(?:\1[0-9]{{3}})*|[0-9]+")
# Of names without a beginning, those that nothing else ends with.
_DOMAIN = re.compile(r"\.(?:eu|com|org|net|info|int)\b", re.IGNORECASE)
# A tag ends an address of a stored text.
_ADDRESS = re.compile(
    r"(?:(?:https?|ftp)://|www\.)[^\s<>]{1,2000}|[^\s<>]{1,64}@[^\s<>]{1,200}"
    r"|(?<![\w.-])(?:[A-Za-z0-9-]{1,63}\.){1,8}(?:eu|com|org|net|info|int)\b(?:/[^\s<>]{0,2000})?",
    re.IGNORECASE,
)
