"""Errors in figures, units and formulas."""

from __future__ import annotations

import re

from .kind import Kind, swap, swap_by_language, swap_text

ENGLISH_GROUPS = {
    "sv": (r"(\d)\u00a0(\d{3})\b", r"\1,\2"),
    "fi": (r"(\d)\u00a0(\d{3})\b", r"\1,\2"),
    "pl": (r"(\d)\u00a0(\d{3})\b", r"\1,\2"),
    "el": (r"(\d)\.(\d{3})\b", r"\1,\2"),
}


# Not what belongs to a unit or a formula, and not a link's id.
_APART = r'(?<![\w<>".,/\u00a0])'


def _other_digit(match: re.Match[str]) -> str:
    return f"{match[1]}{(int(match[2]) + 4) % 10}"


NUMBERS = (
    Kind("digit changed", "numbers", swap(_APART + r"(\d*)(\d)(?![\d.,\u00a0])", _other_digit)),
    Kind("digits swapped", "numbers", swap(_APART + r"([1-9])(?!\1)([1-9])(?!\d)", r"\2\1")),
    Kind("digit lost", "numbers", swap(_APART + r"(\d)(\d)(\d)", r"\1\3")),
    Kind("digit of a group lost", "numbers", swap_text(r"(?<=\d)([\u00a0.]?\d)0(0)(?!\d)", r"\1\2")),
    Kind("digit added", "numbers", swap(_APART + r"(\d+)(?![\d.,\u00a0])", r"\g<1>0")),
    Kind("number lost", "numbers", swap(_APART + r"\d[\d\u00a0.,–/]*", "")),
    Kind("decimals of another language", "number-style", swap_text(r"(?<=\d),(?=\d)", ".")),
    Kind("groups of another language", "numbers", swap_by_language(ENGLISH_GROUPS)),
    Kind("per cent sign lost", "units", swap_text(r"(?<=\d)[\u00a0 ]?%", "")),
    Kind("another unit", "units", swap_text(r"\bkWh\b", "MWh")),
    Kind("raised figure lost", "formatting", swap(r"m<sup>2</sup>", "m")),
    Kind("square lost", "units", swap(r"m²", "m")),
    Kind("cubic for square", "units", swap(r"m<sup>2</sup>|m²", "m<sup>3</sup>")),
    Kind("CO₂ without its subscript", "formulas", swap(r"CO<sub>2</sub>", "CO2")),
)
