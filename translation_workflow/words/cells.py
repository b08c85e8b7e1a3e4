"""Texts become cells, and rows of these a file, that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable

# As spreadsheets read them, among them the wide and the small forms of Asian keyboards, and minus signs.
_SIGNS = frozenset("=+-@" + "＝＋－＠" + "﹦﹢﹣﹫" + "−–⁺⁻⁼₊₋₌")
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
# Where a program begins a new cell by its country's custom, whatever the quotes say.
_STARTS = re.compile(r"([;\t\r\n\x0b\x0c\x85\u2028\u2029]+)")
_CONTROLS = ("\t", "\r", "\n", "\0")
TEXT = "'"
"""What tells a spreadsheet that the rest of a cell is text."""
BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes a file for one of its country's old encoding."""


def as_csv(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return a table as a file that spreadsheets open, whatever its cells begin with."""
    target = io.StringIO()
    target.write(BYTE_ORDER_MARK)
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(map(safe_cell, row) for row in rows)
    return target.getvalue()


def safe_cell(value: object) -> str:
    """Return a value as text that stays text in a spreadsheet; numbers stay numbers, and None is empty.

    A text that begins with a formula's sign gets an apostrophe, and so does one with white space or unseen
    characters before it, or one that begins with a tab or a line break. The same holds inside a text after a
    semicolon, a tab or a line break, where some programs begin a cell.
    """
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    first, *rest = _STARTS.split(str(value))
    parts = [_guarded(first)]
    for start, part in zip(rest[::2], rest[1::2], strict=True):
        parts += [start, _guarded(part)]
    text = "".join(parts)
    return TEXT + text if text.startswith(_CONTROLS) else text


def _guarded(text: str) -> str:
    return TEXT + text if _begins_a_formula(text) else text


def _begins_a_formula(text: str) -> bool:
    for letter in text:
        if letter in _SIGNS:
            return True
        if letter != '"' and unicodedata.category(letter) not in _UNSEEN:
            return False
    return False
