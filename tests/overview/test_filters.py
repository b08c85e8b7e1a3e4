"""Filters of the matrix: whatever an address says, there is an answer."""

from __future__ import annotations

from uuid import uuid4

import pytest

from translation_workflow.overview.filters import Filters, filters_of
from translation_workflow.overview.objects import Object
from translation_workflow.overview.pieces import Live, Pieces, Standing

KNOWN = {"programmes": {"towns"}, "editions": {"towns/sv"}, "themes": {"buildings"}, "levels": {"1", "2"}}
MODULE = Object(uuid4(), "Buildings 1", theme="buildings", level=1)


@pytest.mark.parametrize(
    ("asked", "filters"),
    [
        ({}, Filters()),
        ({"programme": "towns"}, Filters(programme="towns")),
        ({"edition": "towns/sv"}, Filters(edition="towns/sv")),
        ({"edition": "sv"}, Filters(refused=("edition",))),
        (
            {"theme": "buildings", "level": "2", "only": "open"},
            Filters(theme="buildings", level="2", only_open=True),
        ),
        ({"theme": ""}, Filters()),
        ({"what": "shared"}, Filters(what="shared")),
        ({"theme": "' OR 1=1 --"}, Filters(refused=("theme",))),
        ({"theme": "Buildings"}, Filters(refused=("theme",))),
        ({"level": "3", "programme": "towns"}, Filters(programme="towns", refused=("level",))),
        ({"level": "1\x00"}, Filters(refused=("level",))),
        ({"what": "<script>", "only": "1"}, Filters(refused=("what", "only"))),
        ({"unheard": "of"}, Filters()),
        ({"only_open": "yes", "refused": "x"}, Filters()),
    ],
)
def test_an_address_is_read(asked: dict[str, str], filters: Filters) -> None:
    """What there is not is left aside and named; nothing else of the address gets in."""
    assert filters_of(asked, **KNOWN) == filters


@pytest.mark.parametrize(
    ("filters", "is_taken"),
    [
        (Filters(), True),
        (Filters(theme="buildings"), True),
        (Filters(theme="mobility"), False),
        (Filters(level="1"), True),
        (Filters(level="2"), False),
        (Filters(what="shared"), False),
    ],
)
def test_objects_are_taken(filters: Filters, is_taken: bool) -> None:
    """By theme and level, and pages apart from what they share."""
    assert filters.takes(MODULE) is is_taken


@pytest.mark.parametrize(
    ("standing", "is_open"),
    [
        (Standing(Pieces(approved=2), Live(), is_there=True), False),
        (Standing(Pieces(approved=2), None, is_there=True), True),
        (Standing(Pieces(approved=2), Live(needs_work=1), is_there=True), True),
        (Standing(Pieces(needs_work=1), Live(), is_there=True), True),
        (Standing(is_left_out=True), False),
    ],
)
def test_open_is_where_something_is_to_do(standing: Standing, is_open: bool) -> None:
    """Words to write, or readers who get less than there is; not what the edition does without."""
    assert Filters(only_open=True).takes_row([standing]) is is_open
    assert Filters().takes_row([standing])


def test_an_address_is_made_of_what_is_narrowed() -> None:
    """So that a link keeps the filters, and says nothing where there are none."""
    asked = {
        "programme": "towns",
        "edition": "towns/sv",
        "theme": "buildings",
        "level": "2",
        "what": "shared",
        "only": "open",
    }
    assert filters_of(asked, **KNOWN).query == asked
    assert filters_of({"theme": "nothing"}, **KNOWN).query == {}
