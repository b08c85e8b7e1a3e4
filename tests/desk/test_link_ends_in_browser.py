"""Where a link ends: who writes in it goes on in it, who comes to its end goes on behind it."""

from __future__ import annotations

from typing import Any

import pytest

from .browsing import at_desk, field, prepared, saved, text_of
from .test_links_in_browser import GUIDE, STORED, inside, select

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]


def test_all_words_of_a_link_are_replaced(live_server: Any) -> None:
    """Who selects the words of a link and writes others, several of them, still has the link on them."""
    world = prepared()
    world.type(STORED, 'Läs <a id="a1">the guide</a> från EU.')
    with at_desk(live_server, world) as window:
        words = field(window, GUIDE)
        words.click()
        select(window, "the guide")
        window.keyboard.type("den nya guiden")
        assert inside(words) == 'Läs <a data-id="a1">den nya guiden</a> från EU.'


def test_behind_a_link_that_was_put_in(live_server: Any) -> None:
    """A sentence is written from its beginning to its end, with the link put in on the way."""
    world = prepared()
    with at_desk(live_server, world) as window:
        words = field(window, GUIDE)
        words.click()
        window.keyboard.type("Läs ")
        text_of(window, GUIDE).get_by_role("button", name="Put in the link “the guide”").click()
        window.keyboard.type(" från EU.")
        assert inside(words) == 'Läs <a data-id="a1">the guide</a> från EU.'
        window.keyboard.press("Alt+ArrowDown")
        saved(window)
        assert world.segment(STORED).words == 'Läs <a id="a1">the guide</a> från EU.'


def test_behind_a_link_at_the_end(live_server: Any) -> None:
    """Who goes to the end of the words writes plain ones there, and undo takes them back."""
    world = prepared()
    world.type(STORED, 'Från EU: <a id="a1">guiden</a>')
    with at_desk(live_server, world) as window:
        words = field(window, GUIDE)
        words.click()
        window.keyboard.press("End")
        window.keyboard.type(" i dag.")
        assert inside(words) == 'Från EU: <a data-id="a1">guiden</a> i dag.'
        for _step in range(9):
            window.keyboard.press("Control+z")
        assert inside(words) == 'Från EU: <a data-id="a1">guiden</a>'


def test_between_a_link_and_what_follows(live_server: Any) -> None:
    """A comma behind a link is not in it, where somebody comes there with the arrows."""
    world = prepared()
    world.type(STORED, 'Läs <a id="a1">guiden</a> från EU.')
    with at_desk(live_server, world) as window:
        words = field(window, GUIDE)
        words.click()
        window.keyboard.press("Home")
        for _step in range(len("Läs guiden")):
            window.keyboard.press("ArrowRight")
        window.keyboard.type(",")
        assert inside(words) == 'Läs <a data-id="a1">guiden</a>, från EU.'
