"""Words behind a number for thousands, millions and more: plain data, and reading them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from .numbers import SPACES, Number

# For each language its words for 10³, 10⁶, 10⁹ and 10¹². A short scale's billion is a long one's milliard.
_WORDS: Mapping[str, tuple[str, str, str, str]] = {
    "bg": (r"хил", r"млн|милион", r"млрд|милиард", r"трлн|трилион|билион"),
    "el": (r"χιλιάδ|χιλιαδ|χίλια|χιλ\b(?!\.?[μγ])", r"εκατομμ|εκατ\b|εκ\b", r"δισ|δις", r"τρισ|τρις"),
    "en": (r"thousand|k\b", r"million|mln|mn\b|mio\b", r"billion|milliard|bn\b", r"trillion|tn\b"),
    "et": (r"tuhat|tuhan|tuh\b", r"milj|mln", r"miljard|mlrd|mld|mrd", r"triljon|biljon"),
    "fi": (r"tuha|tuhi", r"milj|mn\b", r"miljard|mrd", r"biljoon"),
    "fr": (r"mille\b|millier|k€", r"million|M€|Mio", r"milliard|Md|Mrd", r"billion"),
    "hr": (r"tisuć|tis\b", r"milij|mil\b|mln|mio\b", r"milijard|mlrd|mrd", r"bilijun"),
    "it": (r"mila\b|mille\b|migliai", r"milion|mln|mil\b|mio\b", r"miliard|mld|mrd", r"bilion"),
    "nl": (r"duizend", r"miljoen|mln|mio\b", r"miljard|mld|mrd", r"biljoen"),
    "pl": (r"tys", r"mln|milion", r"mld|miliard", r"bln\b|bilion"),
    "ro": (r"mii\b|mie\b", r"milio|mil\b|mln", r"miliard|mld|mrd", r"trilio|bilio"),
    "sl": (r"tisoč|tis\b", r"milij|mio\b|mil\b|mln", r"milijard|mrd|mia\b|mlrd", r"bilijon"),
    "sv": (r"tusen|tkr\b", r"milj|mn\b|mnkr|mkr|msek", r"miljard|md\b|mdr|mdkr", r"biljon"),
}
_POWERS = (12, 9, 3, 6)
# A number right before another one with such a word, at most so many characters away, may share it.
_NEAR = 14


def is_known(language: str) -> bool:
    """Whether the words of a language are known."""
    return _base(language) in _WORDS


def with_scales(numbers: list[Number], text: str, *, language: str) -> list[Number]:
    """Return numbers of a text, those with such a word behind with its powers; “2–3 million” are two."""
    scale = _PATTERNS.get(_base(language))
    if scale is None:
        return numbers
    found: list[Number] = []
    later: Number | None = None
    for number in reversed(numbers):
        end = number.span[1]
        behind = text[end : end + 1]
        if behind in _BETWEEN:
            behind = text[end + 1 : end + 2]
        match = scale.match(text, end) if behind.isalpha() else None
        if match is not None:
            power = sum(_power(one) for one in _EACH[_base(language)].finditer(match[0]))
            number = replace(number, powers=frozenset({power}), scale=match[0])
        elif later is not None and later.scale and later.span[0] - end <= _NEAR:
            number = replace(number, powers=later.powers | {0})
        elif text[end : end + 1] == "m" and text[: number.span[0]].rstrip()[-1:] in _MONEY:
            number = replace(number, powers=frozenset({6}), scale="m")
        found.append(number)
        later = number
    return found[::-1]


def is_scaled(text: str, place: int, *, language: str) -> bool:
    """Whether such a word of a language stands at a place, or behind a space there."""
    scale = _PATTERNS.get(_base(language))
    return scale is not None and scale.match(text, place) is not None


def bare_scales(text: str, *, language: str) -> set[int]:
    """Return the powers of ten that words of a text name."""
    each = _EACH.get(_base(language))
    return {_power(match) for match in each.finditer(text)} if each is not None else set()


def _power(match: re.Match[str]) -> int:
    return int((match.lastgroup or "p0")[1:])


def _base(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


def _any(words: tuple[str, str, str, str], *, named: bool) -> str:
    by_power = dict(zip((3, 6, 9, 12), words, strict=True))
    # A milliard begins as a million does in some languages.
    return "|".join(f"({f'?P<p{power}>' if named else '?:'}{by_power[power]})" for power in _POWERS)


_BETWEEN = f"{SPACES}-"
_MONEY = frozenset("€£$")
_PATTERNS = {
    code: re.compile(
        rf"[{_BETWEEN}]?(?:{_any(words, named=False)})\w*(?:\.? (?:{_any(words, named=False)})\w*)?",
        re.IGNORECASE,
    )
    for code, words in _WORDS.items()
}
_EACH = {
    code: re.compile(rf"(?<![^\W\d_])(?:{_any(words, named=True)})", re.IGNORECASE)
    for code, words in _WORDS.items()
}
