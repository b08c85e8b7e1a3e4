"""Which words go live is decided from plain values."""

from __future__ import annotations

import pytest

from translation_workflow.review.rendering.choose import (
    Live,
    Policy,
    Predecessor,
    Working,
    followed_words,
    published_words,
)
from translation_workflow.review.rendering.mould import Slot
from translation_workflow.source.models import State

OLD, NEW = 1, 2
NEWS = Slot("body.one", 7, NEW, "New text.", {}, is_html=True)
PLACE = (NEWS.context, NEW)
POLICY = Policy("translated", 50, is_copy=False)


def followed(published: dict[int, Live], *, similarity: int = 80, is_typo: bool = False) -> Live:
    """What the new text is live with where it took the old one's place."""
    predecessors = {PLACE: Predecessor(OLD, is_typo, similarity)}
    rows = {(NEWS.context, string): live for string, live in published.items()}
    return followed_words([NEWS], POLICY, published=rows, predecessors=predecessors)[PLACE]


def test_words_stay_for_a_text_that_took_the_place_of_theirs() -> None:
    """And it is remembered what they were made from."""
    assert followed({OLD: Live("ord")}) == Live("ord", OLD, {})


def test_a_typo_leaves_words_right() -> None:
    """Nobody has to look at them."""
    assert followed({OLD: Live("ord")}, is_typo=True) == Live("ord", None, {})


def test_words_of_an_unlike_text_do_not_stay() -> None:
    """They would mislead under a text that says something else."""
    assert followed({OLD: Live("ord")}, similarity=49) == Live("", None, {})


def test_a_text_that_comes_back_has_its_own_words_again() -> None:
    """A retired row is what was live for it."""
    assert followed({NEW: Live("ny", is_retired=True), OLD: Live("ord")}) == Live("ny", None, {})


def test_the_masters_text_stays_where_somebody_published_it() -> None:
    """Words that were live long before do not come back behind a publication."""
    assert followed({NEW: Live(""), OLD: Live("ord", is_retired=True)}) == Live("", None, {})


@pytest.mark.parametrize("words", [" ", "<b></b>", "&nbsp;", "\u200b"])
def test_words_that_nobody_sees_do_not_stay(words: str) -> None:
    """The master's text is live there, and the piece counts as missing."""
    assert followed({NEW: Live(words)}) == Live("", None, {})


def test_two_changes_remember_the_text_that_the_words_were_made_from() -> None:
    """Not the one between."""
    oldest = 9
    assert followed({OLD: Live("ord", oldest)}) == Live("ord", oldest, {})


def test_a_circle_of_successions_ends() -> None:
    """A text that took the place of its own successor is not asked for ever."""
    circle = {PLACE: Predecessor(OLD, False, 80), (NEWS.context, OLD): Predecessor(NEW, False, 80)}
    assert followed_words([NEWS], POLICY, published={}, predecessors=circle)[PLACE].words == ""


@pytest.mark.parametrize(
    ("state", "minimum", "expected"),
    [
        (State.NEEDS_WORK, "translated", "live"),
        (State.TRANSLATED, "translated", "typed"),
        (State.TRANSLATED, "approved", "live"),
        (State.APPROVED, "approved", "typed"),
        (State.APPROVED, "translated", "typed"),
    ],
)
def test_a_publication_takes_what_has_the_minimum_state(state: State, minimum: str, expected: str) -> None:
    """Elsewhere what is live stays."""
    chosen = published_words(
        [NEWS],
        Policy(minimum, 50, is_copy=False),
        followed={PLACE: Live("live", None, {})},
        working={PLACE: Working("typed", state)},
    )
    assert chosen[PLACE].words == expected


def test_a_copy_goes_live_whatever_the_minimum() -> None:
    """It is the master's own text; words that were taken back are not live any more."""
    policy = Policy("approved", 50, is_copy=True)
    chosen = published_words([NEWS], policy, followed={PLACE: Live("own")}, working={})
    assert chosen[PLACE] == Live("", None, {})
