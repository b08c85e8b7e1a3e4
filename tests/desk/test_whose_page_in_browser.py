"""A page that stands open is its person's: nothing is lost if another signs in, or a role or server goes."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import Route, expect
from wagtail_localize.models import StringTranslation

from tests.browser import chromium, picture
from tests.people import partner_of, take
from translation_workflow.desk.models import TypedDraft
from translation_workflow.editions.roles import Role

from .browsing import address, at_desk, field, prepared, saved, seated, sign_in, text_of
from .test_connection_in_browser import ROOMS, WORDS, told

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]


def come_back(window: Window) -> None:
    window.evaluate("window.dispatchEvent(new Event('focus'))")


def test_words_of_a_page_that_stands_open_are_not_another_persons(live_server: Any) -> None:
    """Per signs in in another tab: nothing is saved in his name, and all of it in hers when she is back."""
    world = prepared()
    siv, per = partner_of(world.edition), partner_of(world.edition, name="per")
    with chromium() as browser, seated(browser, live_server.url, siv) as window:
        window.goto(address(live_server, world))
        field(window, ROOMS).click()
        sign_in(window.context, live_server.url, per)
        window.keyboard.type(WORDS)
        expect(told(window)).to_contain_text("Somebody else signed in here meanwhile.")
        expect(text_of(window, ROOMS).get_by_text("Not saved yet", exact=True)).to_be_visible()
        picture(window, "desk-somebody-else")
        window.keyboard.press("Alt+ArrowDown")
        assert not TypedDraft.objects.exists()
        assert not StringTranslation.objects.exists()
        sign_in(window.context, live_server.url, siv)
        come_back(window)
        saved(window)
        expect(told(window)).to_be_hidden()
        assert StringTranslation.objects.get().last_translated_by == siv


def test_a_server_in_trouble_is_asked_again(live_server: Any) -> None:
    """It is told; the words go when it answers again."""
    world = prepared()
    with at_desk(live_server, world) as window:

        def trouble(route: Route) -> None:
            route.fulfill(status=503, body="Busy")

        window.route("**/keep/", trouble)
        field(window, ROOMS).click()
        window.keyboard.type(WORDS)
        expect(told(window)).to_contain_text("The server has trouble.")
        assert not TypedDraft.objects.exists()
        window.unroute("**/keep/", trouble)
        saved(window)
        expect(told(window)).to_be_hidden()
        assert TypedDraft.objects.get().words == WORDS


def test_who_loses_the_role_while_typing_is_told_and_keeps_the_words(live_server: Any) -> None:
    """They are in the browser; nothing is written without the role."""
    world = prepared()
    siv = partner_of(world.edition)
    partner_of(world.edition, name="per")
    with at_desk(live_server, world, siv) as window:
        field(window, ROOMS).click()
        take(siv, Role.TRANSLATOR, world.edition)
        window.keyboard.type(WORDS)
        expect(told(window)).to_be_visible()
        expect(field(window, ROOMS)).to_have_text(WORDS)
        kept = window.evaluate("Object.values(localStorage).join()")
        assert WORDS in kept
        assert not TypedDraft.objects.exists()


def test_a_place_with_room_for_so_much_counts_along(live_server: Any) -> None:
    """The length is told as one types, and in another way than by colour where it is too much."""
    world = prepared()
    with at_desk(live_server, world) as window:
        title = text_of(window, "Legal")
        title.get_by_role("textbox").first.click()
        length = title.locator("[data-part=length]")
        most = int(title.get_attribute("data-limit") or 0)
        assert most
        window.keyboard.type("Juridik")
        expect(length).to_have_text(f"7 of {most} characters")
        window.keyboard.insert_text("x" * most)
        expect(length).to_have_text(f"{most + 7} of {most} characters: too long")
        window.keyboard.press("Alt+ArrowDown")
        expect(title.locator("[data-part=sent]")).to_contain_text("shorten it")
        assert world.segment("Legal").words == ""


def test_the_masters_words_are_taken_again(live_server: Any) -> None:
    """In an edition of its language, by a button that is there where something else was written."""
    world = prepared("en-GB")
    with at_desk(live_server, world) as window:
        words = field(window, ROOMS)
        words.click()
        masters = text_of(window, ROOMS).get_by_role("button", name="Take the master's")
        expect(masters).to_be_hidden()
        expect(words).to_have_text(ROOMS)
        window.keyboard.type(" Twice.")
        window.keyboard.press("Alt+ArrowDown")
        saved(window)
        words.click()
        masters.click()
        expect(words).to_have_text(ROOMS)
        saved(window)
        assert not StringTranslation.objects.exists()
