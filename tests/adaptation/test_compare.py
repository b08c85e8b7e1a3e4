"""When the master has moved on under a country's decision."""

from __future__ import annotations

from typing import Any

import pytest

from translation_workflow.adaptation.compare import differs

from .pages import bullets, item, part, text


@pytest.mark.parametrize(
    ("base", "now", "is_conflict"),
    [
        (text("a", "<p>We plan.</p>"), text("a", "<p>We plan.</p>"), False),
        (text("a", "<p>We plan and act.</p>"), text("a", "<p>We plan, and act.</p>"), True),
        (text("a", "<p>We  plan</p>"), text("a", "<p>We plan</p>"), False),
        (text("a", "<p>“We plan”</p>"), text("a", '<p>"We plan"</p>'), False),
        (text("a", "<p>Cut 1.5</p>"), text("a", "<p>Cut 15</p>"), True),
        (text("a", "<p>We plan.</p>"), text("a", "<h2>We plan.</h2>"), True),
        (part("b", text("x"), text("y")), part("b", text("y"), text("x")), False),
        (part("b", text("x"), text("y")), part("b", text("x")), True),
        (part("b", text("x")), part("b", text("z")), True),
        (bullets("t", item("t1"), item("t2")), bullets("t", item("t2"), item("t1")), False),
        ({"amount": 3}, {"amount": 4}, True),
        ({"ids": [1, 2]}, {"ids": [2, 1]}, True),
        (None, text("a"), True),
    ],
)
def test_words_and_structure_count(base: Any, now: Any, is_conflict: bool) -> None:
    """A typo and another order of the same blocks ask nobody."""
    assert differs(base, now) is is_conflict


def test_in_an_address_every_sign_counts() -> None:
    """A full stop leads elsewhere."""
    assert differs("https://eu.example/a", "https://eu.example/a.")
    assert not differs("See https://eu.example/a", "See https://eu.example/a.")
