"""What is left out without comparing it is never what was looked for."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translation_workflow.memory.grams import Grams
from translation_workflow.memory.score import alike

from .rows import sentences

TEXTS = st.lists(st.text(st.sampled_from("aab c\ud7ff"), max_size=24), max_size=12)


def both_ways(grams: Grams, text: str, *, at_least: float) -> tuple[set[tuple[int, float]], ...]:
    """Return (position, likeness) of what is found among the candidates, and among all."""
    candidates = grams.candidates(text, at_least=at_least)
    near = alike(text, candidates.texts, at_least=at_least)
    return {(candidates.numbers[place], likeness) for place, likeness in near}, set(
        alike(text, grams.texts, at_least=at_least)
    )


@given(TEXTS, TEXTS, st.text(st.sampled_from("aab c\ud7ff"), max_size=24), st.integers(1, 100))
def test_nothing_alike_is_left_out(first: list[str], then: list[str], text: str, at_least: int) -> None:
    """Whichever texts were there when it was looked up before, and which came then."""
    grams = Grams()
    grams.add(enumerate(first))
    grams.candidates(text, at_least=at_least)
    grams.add(enumerate(then, start=len(first)))
    found, everything = both_ways(grams, text, at_least=at_least)
    assert found == everything


@pytest.mark.parametrize("at_least", [60, 75, 90])
def test_nothing_is_left_out_of_thousands_of_sentences(at_least: int) -> None:
    """Letters put in, taken out and changed anywhere; most of the sentences are never compared."""
    texts, chance = sentences(3_000), random.Random(2)
    grams = Grams()
    grams.add(enumerate(texts))
    looked_at = 0
    for text in chance.sample(texts, 40):
        letters = list(text)
        for _ in range(len(letters) // 6):
            place = chance.randrange(len(letters))
            letters[place : place + chance.randint(0, 2)] = chance.choice(["", "x", "yz"])
        changed = "".join(letters)
        found, everything = both_ways(grams, changed, at_least=at_least)
        assert found == everything
        looked_at += len(grams.candidates(changed, at_least=at_least).texts)
    assert looked_at < 40 * len(texts) / (3 if at_least > 70 else 1)


def test_positions_are_told_with_each_gram_often_or_seldom() -> None:
    """A gram that many texts have is kept as it was, and grows with what comes."""
    grams = Grams()
    for count in (30, 60):
        start = len(grams.texts)
        grams.add((start + number, f"the plan {number}") for number in range(count))
        numbers = grams.candidates("the plan 7", at_least=100).numbers
        assert {grams.texts[number] for number in numbers} >= {"the plan 7"}
        assert 7 in numbers
        assert count == 30 or 37 in numbers
