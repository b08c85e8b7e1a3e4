"""`find_in_memory` shows what memory has."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from .test_matches import TEXT, stage

pytestmark = pytest.mark.django_db


def said(*words: str) -> str:
    told = StringIO()
    call_command("find_in_memory", *words, stdout=told)
    return told.getvalue()


def test_it_prints_a_table() -> None:
    """A row for each offer, with score, state, origin, edition and age."""
    stage(TEXT)
    table = said("towns/sv", "The council decides on a plan.")
    for cell in ("90", "decides", "translated", "person", "towns/sv", "0"):
        assert cell in table


def test_a_text_means_nothing_to_the_terminal() -> None:
    """Brackets are not taken for colours."""
    stage("[red] is [/b]")
    assert "│ [red] is [/b] │" in said("towns/sv", "[red] is [/b]")


def test_it_tells_machines_everything() -> None:
    """With `--json`, matches and occurrences alike."""
    world = stage(TEXT)
    [match] = json.loads(said("towns/sv", TEXT, "--json"))
    key = str(world.segment(TEXT).address.object_key)
    assert (match["score"], match["words"], match["edition"], match["object"]) == (
        100,
        f"sv {TEXT}",
        "towns/sv",
        key,
    )
    [occurrence] = json.loads(said("towns/sv", "councils", "--concordance", "--json"))
    assert (occurrence["in_source"], occurrence["source"], occurrence["together"]) == ([[4, 11]], TEXT, True)


def test_it_says_when_there_is_nothing() -> None:
    """In words, and as an empty list."""
    stage(TEXT)
    assert said("towns/sv", "Something else.") == "Memory has nothing like this in svenska.\n"
    assert json.loads(said("towns/sv", "Something else.", "--json")) == []
    assert json.loads(said("towns/sv", "The council decides on a plan.", "--at-least", "100", "--json")) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["towns/xx", TEXT], "There is no edition “towns/xx”"),
        (["towns/en", TEXT], "is the master"),
        (["towns/sv", TEXT, "--at-least", "101"], "“101” is no whole number from 1 to 100"),
        (["towns/sv", TEXT, "--limit", "0"], "“0” is no whole number from 1 to 1000"),
    ],
)
def test_what_cannot_be_is_refused(words: list[str], message: str) -> None:
    """Each with a sentence that says what is wrong."""
    stage(TEXT)
    with pytest.raises(CommandError, match=message):
        said(*words)
