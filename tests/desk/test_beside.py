"""Beside a piece stands what helps with it: words to take, its history, what people say of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk.screening import Desk
from tests.programme.starter import block

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def beside(desk: Desk, source: str) -> Any:
    piece = desk.segment(source)
    answer = desk.client.get(f"{desk.url('beside')}?context={piece.context}&string={piece.string}")
    assert answer.status_code == 200
    return answer.context["beside"]


def test_history_tells_all_words_and_states_and_brings_them_back(desk: Desk) -> None:
    """Newest first, with who and how far; what is taken back is a change like any other."""
    desk.settle("One", "Ett träd.")
    desk.settle("One", "En buske.")
    versions = beside(desk, "One").history
    assert [(one.words, one.who, one.is_current) for one in versions] == [
        ("En buske.", "siv", True),
        ("Ett träd.", "siv", False),
    ]
    told = desk.send("restore", "One", entry=versions[1].entry).json()
    assert told["words"] == "Ett träd."
    assert desk.send("restore", "One", entry="no such").status_code == 422


def test_words_of_an_older_text_are_offered(desk: Desk) -> None:
    """Where they did not follow by themselves, with what differs in the text they were made for."""
    desk.settle("One", "Ett träd.")
    desk.send("keep", "Inner", words="Inre.")
    desk.show(block("one", "text", "<p>Forty oaks, elms and limes stand there.</p>"))
    found = beside(desk, "Forty")
    assert "Ett träd." in [one.words for one in found.suggestions]


def test_a_machine_that_may_not_be_asked_says_why(desk: Desk) -> None:
    """As a sentence; nothing is written."""
    answer = desk.send("suggest", "One")
    assert answer.status_code == 422
    assert answer.json()["detail"]
    assert desk.row("One") is None
