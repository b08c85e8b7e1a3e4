"""What a remembered text is worth: letters, and what a few of them say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translation_workflow.memory.score import (
    IDENTICAL,
    NEARLY,
    USEFUL,
    alike,
    has_same_tags,
    score,
    signs_of,
    worth,
)

LINE = "Every municipality sends its report to the office within {} months of the first year."


def value(text: str, other: str) -> float:
    """Return the worth of one text for the other, in English; 0 below half."""
    found = alike(text, [other], at_least=50)
    likeness = found[0][1] if found else 0.0
    return worth(likeness, signs_of(text, language="en"), signs_of(other, language="en"))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (LINE.format(6), LINE.format(9)),
        (LINE.format("1,234"), LINE.format("1,235")),
        (LINE.format("3 to 5"), LINE.format("5 to 3")),
        (LINE.format("1.5"), LINE.format("15")),
        (LINE.format("the 6"), LINE.format("the")),
    ],
)
def test_another_number_is_never_near_100(text: str, other: str) -> None:
    """Whether it changed, went, moved or has another decimal mark; letters alone would say 95 and more."""
    [(_, likeness)] = alike(text, [other], at_least=50)
    assert likeness > 93
    assert USEFUL <= value(text, other) <= 80


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (
            "The council may not decide this without the mayors.",
            "The council may decide this without the mayors.",
        ),
        (
            "The municipality can pay for its buildings this year.",
            "The municipality can't pay for its buildings this year.",
        ),
        (
            "There are measures that cost the citizens something.",
            "There are no measures that cost the citizens something.",
        ),
    ],
)
def test_a_lost_not_is_never_near_100(text: str, other: str) -> None:
    """In either direction: the texts say the opposite of each other."""
    assert max(value(text, other), value(other, text)) <= 80


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (
            "The region has set up three offices for its towns.",
            "The region has set up seven offices for its towns.",
        ),
        ("A dozen towns signed it in the first year.", "A hundred towns signed it in the first year."),
        ("Step II is where the plan is made.", "Step III is where the plan is made."),
        ("Step I is where the plan is made.", "Step II is where the plan is made."),
        (
            "See table 4a for the emissions of buildings.",
            "See table 4b for the emissions of buildings.",
        ),
        ("The roof gives off CO2 in every winter.", "The roof gives off SO2 in every winter."),
        ("By the fifth month all reports are here.", "By the sixth month all reports are here."),
    ],
)
def test_a_number_that_is_no_figure_is_one_too(text: str, other: str) -> None:
    """In words, in Roman letters, or with a letter behind it."""
    assert max(value(text, other), value(other, text)) <= 80


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (
            "It is possible to change the plan after the meeting.",
            "It is impossible to change the plan after the meeting.",
        ),
        ("It is likely that the costs rise.", "It is unlikely that the costs rise."),
        ("The town lacks a plan for its buildings.", "The town has a plan for its buildings."),
        ("Help for residential buildings is here.", "Help for non-residential buildings is here."),
        ("The agency is careful with the money.", "The agency is careless with the money."),
        ("They agree with the mayor of the town.", "They disagree with the mayor of the town."),
    ],
)
def test_the_opposite_is_never_near_100(text: str, other: str) -> None:
    """A few letters at a word's beginning or end deny it as a “not” does."""
    assert max(value(text, other), value(other, text)) <= 80


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("We plan big houses for all our towns.", "We plan new houses for all our towns."),
        ("The plan is for a town near the sea.", "The plan is for the town near the sea."),
        ("The plan has 3 parts and a summary.", "The plan has three parts and a summary."),
    ],
)
def test_what_says_no_other_number_and_no_opposite_keeps_its_worth(text: str, other: str) -> None:
    """Articles count nothing, and a number may be written in either way."""
    assert value(text, other) > 85 or value(text, other) == alike(text, [other], at_least=50)[0][1]


def test_the_same_number_written_in_another_way_is_no_difference() -> None:
    """What is compared is what a number means."""
    assert value(LINE.format("1,500"), LINE.format("1500")) > 95


def test_only_identical_text_has_100() -> None:
    """A single letter of ten thousand is a difference, and so are tags."""
    assert score(99.999, is_identical=False) == NEARLY
    assert score(100.0, is_identical=False) == NEARLY
    assert score(100.0, is_identical=True) == IDENTICAL
    assert not has_same_tags("Read <b>this</b>", "Read this")


TEXTS = st.text(st.sampled_from("abc nto 019.,%"), max_size=30)


@given(TEXTS, TEXTS)
def test_worth_lies_between_nothing_and_what_letters_say(text: str, other: str) -> None:
    """It is the same in either direction, and what is useful by its letters stays so."""
    likeness = next((one for _, one in alike(text, [other], at_least=1)), 0.0)
    first, second = signs_of(text, language="en"), signs_of(other, language="en")
    found = worth(likeness, first, second)
    assert found == worth(likeness, second, first)
    assert 0 <= found <= likeness <= IDENTICAL
    assert (likeness >= USEFUL) == (found >= USEFUL)
    assert found == likeness or found <= 80 or likeness < USEFUL


@given(st.floats(0, 100), st.floats(0, 100))
def test_of_two_with_the_same_differences_the_more_alike_is_worth_more(one: float, other: float) -> None:
    """A penalty never turns the order around."""
    signs, others = signs_of("no 5", language="en"), signs_of("6", language="en")
    lower, higher = sorted((one, other))
    assert worth(lower, signs, others) <= worth(higher, signs, others)


@given(TEXTS)
def test_a_text_is_worth_100_for_itself(text: str) -> None:
    """Whatever it is made of, but for nothing at all."""
    assert not text or value(text, text) == IDENTICAL
