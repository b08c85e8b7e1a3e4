"""Nobody answers a text of the master that they did not read."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection

from tests.adaptation.screening import Desk, rich
from translation_workflow.adaptation.edit import decide, layer_of
from translation_workflow.adaptation.operations import Operation, Verb

pytestmark = pytest.mark.django_db

CHANGED = "The author changed this block while you were looking at it. Nothing was changed"


@pytest.fixture
def desk() -> Desk:
    return Desk()


def write(desk: Desk, words: str) -> None:
    """Let the author publish other words for the first block."""
    desk.show({**desk.one, "value": f"<p>{words}</p>"}, desk.two, desk.part)


def seen_in(shown: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]+)"', shown)
    assert found
    return found[1]


@pytest.mark.parametrize("what", ["hide", "replace"])
def test_a_form_over_an_older_text_is_not_taken(desk: Desk, what: str) -> None:
    """Its words stay in it; sent again, with the new text known, it is."""
    seen = seen_in(desk.page(open=what, at=desk.one["id"]))
    write(desk, "One house.")
    sent: dict[str, Any] = {"content": rich("Our house.")} if what == "replace" else {}
    answer = desk.send(what, desk.one["id"], seen=seen, **sent).content.decode()
    assert CHANGED in answer
    assert desk.decisions == []
    if sent:
        assert "Our house." in answer
    desk.send(what, desk.one["id"], seen=seen_in(answer), **sent)
    assert len(desk.decisions) == 1


def test_a_conflict_is_settled_on_the_text_that_is_shown(desk: Desk) -> None:
    """Who keeps theirs against one text has not kept it against the next."""
    desk.send("replace", desk.one["id"], content=rich("Vårt."))
    write(desk, "One house.")
    number = re.search(r'name="number" value="([0-9a-f-]+:[0-9a-f]+)"', desk.page())
    assert number
    write(desk, "One boat.")
    assert CHANGED in desk.press("keep", number=number[1]).content.decode()
    assert "The master now" in desk.page()
    again = re.search(r'name="number" value="([0-9a-f-]+:[0-9a-f]+)"', desk.page())
    assert again
    assert "Kept our decision" in desk.press("keep", number=again[1]).content.decode()


def test_new_words_answer_only_a_text_that_was_seen(desk: Desk) -> None:
    """Words that answer nothing are kept at once."""
    desk.send("replace", desk.one["id"], content=rich("Vårt."))
    write(desk, "One house.")
    seen = seen_in(desk.page(open="edit", at=desk.one["id"]))
    write(desk, "One boat.")
    answer = desk.send("edit", desk.one["id"], seen=seen, settles="on", content=rich("Vår båt."))
    assert CHANGED in answer.content.decode()
    desk.send("edit", desk.one["id"], seen=seen, content=rich("Vår båt."))
    assert "Vår båt." in str(desk.by(Verb.REPLACE).operation.content)
    assert "The master now" in desk.page()


def test_deciding_waits_for_a_publication(desk: Desk) -> None:
    """Which reads layers and writes them: both take the edition's lock."""
    layer = layer_of(desk.edition, desk.world.page.translation_key)
    asked: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        decide(layer, Operation("", Verb.HIDE, "", desk.one["id"]), version=0)
    locks = [number for number, sql in enumerate(asked) if "FOR NO KEY UPDATE" in sql]
    writes = [number for number, sql in enumerate(asked) if sql.startswith('UPDATE "adaptation_layer"')]
    if connection.features.has_select_for_update:
        assert locks[0] < writes[0]
