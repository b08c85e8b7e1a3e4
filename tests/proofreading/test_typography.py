"""Each habit's own examples: right ones are silent, wrong ones are told."""

from __future__ import annotations

import pytest

from cms.delivery.proofreading.typography import HABITS, Habit, faults_in


def examples(which: str) -> list[object]:
    return [
        pytest.param(one, text, id=f"{one.find.__name__}-{which}-{text}")
        for one in HABITS
        for text in getattr(one, which)
    ]


@pytest.mark.parametrize(("one", "text"), examples("right"))
def test_what_is_right_is_left_alone(one: Habit, text: str) -> None:
    """A false alarm costs the trust in all others."""
    assert list(one.find(text)) == []


@pytest.mark.parametrize(("one", "text"), examples("wrong"))
def test_what_is_wrong_is_told(one: Habit, text: str) -> None:
    """With a sentence that says what to write."""
    [fault] = one.find(text)
    assert "Write" in fault.template.format_map(fault.values)


def test_a_part_of_a_text_is_quoted_as_it_stands() -> None:
    """With its high figure, and the whole number."""
    [fault] = faults_in("A school of 3,000 m².", language="en")
    assert fault.values == {"found": "3,000 m²"}


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("en", "the “plan”", 'the "plan"'),
        ("sv", "”planen”", "“planen”"),
        ("fr", "Qui paie\N{NARROW NO-BREAK SPACE}?", "Qui paie?"),
        ("pl", "Kto płaci?", "Kto płaci ?"),
        ("en", "one word", "one  word"),
    ],
)
def test_a_text_without_a_source_is_judged_by_its_languages_rules(
    language: str, right: str, wrong: str
) -> None:
    """Those on quotation marks and spaces, which ask nothing of a source."""
    assert faults_in(right, language=language) == []
    assert len(faults_in(wrong, language=language)) == 1
