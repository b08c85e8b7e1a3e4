"""The next step: one thing, in the order in which a partner would do them."""

from __future__ import annotations

from typing import Any

import pytest

from translation_workflow.overview.step import next_step
from translation_workflow.overview.tasks import Task, Waiting, What


def waiting(**numbers: int) -> Waiting:
    """What waits, in any order; the edition matters to nobody here."""
    edition: Any = None
    return Waiting(edition, tuple(Task(What(what), number) for what, number in numbers.items()))


@pytest.mark.parametrize(
    ("found", "first"),
    [
        ({}, None),
        ({"untranslated": 0}, None),
        ({"untranslated": 40}, What.UNTRANSLATED),
        # What readers get and is wrong comes before what they do not get.
        ({"untranslated": 40, "needs_work": 1}, What.NEEDS_WORK),
        ({"untranslated": 40, "overdue": 1}, What.OVERDUE),
        ({"overdue": 3, "needs_work": 1}, What.NEEDS_WORK),
        # What is nearly done comes before what is to begin.
        ({"untranslated": 40, "ready": 1}, What.READY),
        ({"needs_work": 5, "ready": 1}, What.NEEDS_WORK),
        # What the master overtook is decided before words are mended: it may hide them.
        ({"needs_work": 5, "conflicts": 1}, What.CONFLICTS),
        ({"needs_work": 5, "set_aside": 2}, What.SET_ASIDE),
        ({"set_aside": 2, "uploads": 1}, What.UPLOADS),
        # People who wait come first; of these the one who waits for the reviewer.
        ({"conflicts": 2, "answers": 1}, What.ANSWERS),
        ({"answers": 1, "sent_back": 1}, What.SENT_BACK),
        ({"sent_back": 1, "reviews": 1}, What.REVIEWS),
        ({"questions": 1, "conflicts": 1}, What.QUESTIONS),
        ({"to_approve": 9, "untranslated": 1}, What.UNTRANSLATED),
    ],
)
def test_one_thing_comes_first(found: dict[str, int], first: What | None) -> None:
    """Whatever order the rooms tell it in, and nothing that is empty."""
    for numbers in (found, dict(reversed(found.items()))):
        step = next_step(waiting(**numbers))
        assert (step.task.what if step.task else None) is first


def test_each_sort_is_counted() -> None:
    """A task's number is what a digest tells; a sort that does not wait is none."""
    told = waiting(untranslated=3, needs_work=2)
    assert (told.number(What.UNTRANSLATED), told.number(What.CONFLICTS)) == (3, 0)
    assert told
    assert not waiting()
