"""Cells: what spreadsheets take for a formula, and what must stay as it is."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translation_workflow.words.cells import safe_cell

FORMULAS = [
    "=1+1",
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "  =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\x01=1+1",
    '"=1+1',
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "−1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text: str) -> None:
    """An apostrophe stands before it, and nothing of it is lost."""
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["\t=1", "\r=1", "\n=1", "\tx", "\rx", "\nx", "\0x"])
def test_what_begins_with_a_control_character_becomes_text(text: str) -> None:
    """A tab or a line break at the start hides what comes after it."""
    assert safe_cell(text).startswith("'")
    assert safe_cell(text).replace("'", "") == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("words;=1+1", "words;'=1+1"),
        ("words\n=1+1", "words\n'=1+1"),
        ("words\r\n=1+1", "words\r\n'=1+1"),
        ("words\t=1+1", "words\t'=1+1"),
        ("words; =1+1", "words;' =1+1"),
    ],
)
def test_a_formula_after_what_may_begin_a_cell_becomes_text(text: str, cell: str) -> None:
    """Programs of countries with a decimal comma split at semicolons, whatever the quotes say."""
    assert safe_cell(text) == cell


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("Byggnader – nästa steg", "Byggnader – nästa steg"),
        ("a = b; c-d, e@example.org", "a = b; c-d, e@example.org"),
        ("CO₂", "CO₂"),
        ("", ""),
        (None, ""),
        (-5, "-5"),
        (2.5, "2.5"),
        (True, "True"),
    ],
)
def test_the_rest_stays_as_it_is(value: object, cell: str) -> None:
    """Words, addresses and numbers come out as they went in."""
    assert safe_cell(value) == cell


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_no_text_makes_it_fail_or_loses_a_letter(text: str) -> None:
    """Whatever is typed, apostrophes are all that is added, and doing it twice adds none."""
    cell = safe_cell(text)
    assert cell.replace("'", "") == text.replace("'", "")
    assert safe_cell(cell) == cell


@given(text=st.text(alphabet='=+-@;"\t\n\r ,x', max_size=12))
def test_no_cell_of_a_row_begins_a_formula_whatever_splits_it(text: str) -> None:
    """A file with quotes everywhere, split at semicolons and lines, holds no cell with a formula in it."""
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerow(["a", safe_cell(text)])
    for line in file.getvalue().replace(";", "\n").replace("\t", "\n").splitlines():
        assert not line.strip().strip('"').strip().startswith(("=", "+", "-", "@"))
