"""What a pretranslation would send is counted before anything is sent."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from translation_workflow.machine.plan import Gap, Share, planned, total

PAGE, OTHER = uuid4(), uuid4()


def gaps(key: UUID, texts: Sequence[str], *, start: int = 0) -> list[Gap]:
    return [
        Gap(key, f"title.{number}", (number, number), text, {}) for number, text in enumerate(texts, start)
    ]


def test_each_text_is_counted_once() -> None:
    """The same text on two pages is sent with the first of them; what memory or the cache has is not sent."""
    plan = planned(
        {PAGE: gaps(PAGE, ["Save", "Save", "Heat", "Old"]), OTHER: gaps(OTHER, ["Save", "Light"], start=10)},
        remembered={(2, 2)},
        kept={"Old"},
        as_sent=str,
        longest=100,
    )
    assert plan == {
        PAGE: Share(pieces=4, memory=1, known=2, sent=1, characters=4),
        OTHER: Share(pieces=2, known=1, sent=1, characters=5),
    }
    assert total(plan.values()) == Share(pieces=6, memory=1, known=3, sent=2, characters=9)


def test_what_was_refused_before_is_told() -> None:
    """It is neither sent nor filled."""
    plan = planned(
        {PAGE: gaps(PAGE, ["Save", "Heat", "Heat"])},
        remembered=(),
        kept=(),
        refused={"Heat"},
        as_sent=str,
        longest=20,
    )
    assert plan == {PAGE: Share(pieces=3, refused=2, sent=1, characters=4)}


def test_what_the_engine_does_not_take_is_told() -> None:
    """Characters are those that leave the house; a text that is too long for the engine is none of them."""
    plan = planned(
        {PAGE: gaps(PAGE, ["<b>Save</b>", "x" * 30])},
        remembered=(),
        kept=(),
        as_sent=lambda text: text.replace("<b>", "⟦0⟧").replace("</b>", "⟦1⟧"),
        longest=20,
    )
    assert plan == {PAGE: Share(pieces=2, too_long=1, sent=1, characters=10)}


def test_objects_without_gaps_are_left_out() -> None:
    """Nobody reads a line of nothing."""
    assert planned({PAGE: []}, remembered=(), kept=(), as_sent=str, longest=20) == {}
