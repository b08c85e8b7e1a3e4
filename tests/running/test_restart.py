"""When a dead worker is started again, and what is said about it."""

from __future__ import annotations

import pytest

from cms.run.restart import LONGEST_DELAY, SETTLED, after_death, describe


@pytest.mark.parametrize(
    ("early_deaths", "delay"),
    [(0, 1), (1, 2), (2, 4), (3, 8), (4, 16), (5, LONGEST_DELAY), (50, LONGEST_DELAY)],
)
def test_the_wait_grows_with_each_early_death(early_deaths: int, delay: float) -> None:
    """It doubles up to half a minute and stays there."""
    again = after_death("worker", status=1, lived=0.5, early_deaths=early_deaths)
    assert (again.delay, again.early_deaths) == (delay, early_deaths + 1)


def test_a_long_life_forgives_what_was_before() -> None:
    """A worker that had settled is started again at once."""
    again = after_death("worker", status=1, lived=SETTLED, early_deaths=9)
    assert (again.delay, again.early_deaths) == (1, 1)


def test_dying_at_once_again_and_again_is_said() -> None:
    """From the fourth early death on, somebody is told that jobs wait."""
    sentences = [after_death("worker", status=1, lived=0, early_deaths=n).sentence for n in range(4)]
    assert ["jobs wait" in sentence for sentence in sentences] == [False, False, False, True]


@pytest.mark.parametrize(
    ("status", "words"),
    [(1, "exit status 1"), (-9, "by signal 9"), (137, "by signal 9"), (0, "exit status 0")],
)
def test_an_exit_status_is_told_in_words(status: int, words: str) -> None:
    """Signals are named as such, whether Python or a shell reports them."""
    assert describe(status) == words
