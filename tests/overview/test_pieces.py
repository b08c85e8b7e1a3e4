"""What pieces say at a glance, decided without a database."""

from __future__ import annotations

import pytest

from translation_workflow.overview.bar import bar_of
from translation_workflow.overview.pieces import Look, Pieces, Standing


@pytest.mark.parametrize(
    ("standing", "look"),
    [
        (Standing(Pieces(untranslated=5)), Look.EMPTY),
        (Standing(Pieces(untranslated=4, translated=1)), Look.STARTED),
        (Standing(Pieces(untranslated=4, needs_work=1)), Look.STARTED),
        (Standing(Pieces(needs_work=1, approved=4)), Look.NEEDS_WORK),
        (Standing(Pieces(translated=1, approved=4)), Look.TRANSLATED),
        (Standing(Pieces(approved=5)), Look.APPROVED),
        (Standing(Pieces(copies=5)), Look.APPROVED),
        (Standing(Pieces(copies=4, needs_work=1)), Look.NEEDS_WORK),
        (Standing(), Look.NOTHING),
        (Standing(Pieces(untranslated=5), is_left_out=True), Look.LEFT_OUT),
    ],
)
def test_a_cell_has_one_look(standing: Standing, look: Look) -> None:
    """What is least done decides; copies are done, and what the edition does without is nobody's work."""
    assert standing.look is look


@pytest.mark.parametrize(
    ("pieces", "percent"),
    [
        (Pieces(), 100),
        (Pieces(untranslated=1000), 0),
        (Pieces(untranslated=999, translated=1), 1),
        (Pieces(untranslated=1, translated=999), 99),
        (Pieces(needs_work=1, copies=1), 50),
        (Pieces(copies=3, approved=2), 100),
    ],
)
def test_percent_never_says_all_or_nothing_too_early(pieces: Pieces, percent: int) -> None:
    """Hundred is for what is done wholly, and nought for what nobody began."""
    assert pieces.percent == percent


def test_the_shares_of_a_bar_fill_it() -> None:
    """Shares stand one after the other, from its beginning to its end, and nothing is drawn of nothing."""
    shares = bar_of(Pieces(untranslated=1, needs_work=1, approved=1))
    assert [share.name for share in shares] == ["done", "needs_work", "empty"]
    assert [share.start for share in shares] == [0, 333, 666]
    assert shares[-1].start + shares[-1].length == 1000
    assert bar_of(Pieces()) == ()
