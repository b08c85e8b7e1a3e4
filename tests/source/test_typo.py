"""A change that no reader would notice asks nobody for a translation."""

from __future__ import annotations

import pytest

from translation_workflow.source.typo import is_typo_only


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("two  spaces", "two spaces"),
        ("no\u00a0break", "no break"),
        ('the "best" town', "the “best” town"),
        ("a town's plan", "a town’s plan"),
        ("plan – do", "plan - do"),
        ("plan — do", "plan – do"),
        ("energy–climate", "energy-climate"),
        ("It works", "It works."),
        ("It works..", "It works."),
        ("Really??", "Really?"),
        ("buildings", "Buildings"),
        ("CO<sub>2</sub>  falls", "CO<sub>2</sub> falls"),
        ("by 40 %", "by 40 %."),
    ],
)
def test_typography_is_no_change(old: str, new: str) -> None:
    """White space, marks of one kind, the first letter."""
    assert is_typo_only(old, new)
    assert is_typo_only(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("40 %", "−40 %"),
        ("40 %", "-40 %"),
        ("40 %", "40 ‰"),
        ("1.5", "15"),
        ("1.5 t", "1,5 t"),
        ("10–15 minutes", "10-15 minutes"),
        ("10 m", "10 km"),
        ("It works.", "It works?"),
        ("It works!", "It works?"),
        ("It does work", "It does not work"),
        ("the Plan", "the plan"),
        ("<b>one</b> town", "one town"),
        ('see <a id="a1">this</a>', "see this"),
        ("CO<sub>2</sub>", "CO<sup>2</sup>"),
    ],
)
def test_what_a_reader_could_mistake_is_a_change(old: str, new: str) -> None:
    """Numbers, signs, units, questions, marks and links mean something."""
    assert not is_typo_only(old, new)
    assert not is_typo_only(new, old)
