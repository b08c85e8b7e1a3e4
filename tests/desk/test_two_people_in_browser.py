"""Two translators on one text: the second is told, sees both texts, and says which one stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from tests.browser import accessible, chromium, picture
from tests.people import partner_of
from tests.publishing.builders import World
from translation_workflow.desk.models import TypedDraft

from .browsing import address, field, prepared, saved, seated, text_of

pytestmark = [
    pytest.mark.needs("chromium"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.everywhere,
]

ROOMS = "Measure the rooms before you plan."
SIVS = "Mät rummen innan ni planerar."
PERS = "Mät alla rum före planeringen."
BOTH_WROTE = "Texts that two people wrote: 1"


def both_write(world: World, live_server: Any, siv: Window, per: Window) -> None:
    """Both have the page open; Siv is done first."""
    for window in (siv, per):
        window.goto(address(live_server, world))
        field(window, ROOMS).click()
    siv.keyboard.type(SIVS)
    siv.keyboard.press("Alt+ArrowDown")
    saved(siv)
    per.keyboard.type(PERS)
    per.keyboard.press("Alt+ArrowDown")


@contextmanager
def too_late(live_server: Any, world: World, *, meanwhile: str = "") -> Iterator[Window]:
    """Yield the desk of Per, who typed and confirmed what Siv had written; then he typed in the next text."""
    with (
        chromium() as browser,
        seated(browser, live_server.url, partner_of(world.edition, name="per")) as per,
    ):
        waiting: list[Any] = []

        def later(route: Any) -> None:
            waiting.append(route)

        per.goto(address(live_server, world))
        field(per, ROOMS).click()
        world.type(ROOMS, SIVS)
        per.keyboard.type(PERS)
        if meanwhile:
            per.route("**/act/", later)
        per.keyboard.press("Control+Enter")
        if meanwhile:
            expect(field(per, "Talk to")).to_be_focused()
            per.keyboard.type(meanwhile)
            waiting.pop().continue_()
        yield per


def told(window: Window) -> Any:
    return window.get_by_role("button", name=BOTH_WROTE)


def box(window: Window) -> Any:
    return text_of(window, ROOMS).locator(".desk-conflict")


def test_the_second_is_told_and_keeps_their_own(live_server: Any) -> None:
    """Nothing is overwritten before somebody chose, with both texts before them."""
    world = prepared()
    one, other = partner_of(world.edition), partner_of(world.edition, name="per")
    with (
        chromium() as browser,
        seated(browser, live_server.url, one) as siv,
        seated(browser, live_server.url, other) as per,
    ):
        both_write(world, live_server, siv, per)
        expect(box(per)).to_contain_text("siv changed these words while you were at them")
        expect(box(per)).to_contain_text(SIVS)
        expect(box(per)).to_contain_text(PERS)
        expect(text_of(per, ROOMS).get_by_text("Two texts: choose one")).to_be_visible()
        accessible(per, within=".desk")
        picture(per, "desk-conflict")
        assert world.segment(ROOMS).words == SIVS
        box(per).get_by_role("button", name="Keep mine").focus()
        per.keyboard.press("Enter")
        expect(box(per)).to_have_count(0)
        expect(field(per, ROOMS)).to_be_focused()
        saved(per)
        assert world.segment(ROOMS).words == PERS


def test_the_second_takes_the_words_of_the_first(live_server: Any) -> None:
    """Undo brings one's own words back into the field; the page has the other's."""
    world = prepared()
    one, other = partner_of(world.edition), partner_of(world.edition, name="per")
    with (
        chromium() as browser,
        seated(browser, live_server.url, one) as siv,
        seated(browser, live_server.url, other) as per,
    ):
        both_write(world, live_server, siv, per)
        box(per).get_by_role("button", name="Take theirs").click()
        expect(box(per)).to_have_count(0)
        expect(field(per, ROOMS)).to_have_text(SIVS)
        saved(per)
        assert world.segment(ROOMS).words == SIVS
        per.keyboard.press("Control+z")
        expect(field(per, ROOMS)).to_have_text(PERS)


def test_who_wrote_the_same_is_asked_nothing(live_server: Any) -> None:
    """Two people with the same words have no conflict."""
    world = prepared()
    with chromium() as browser, seated(browser, live_server.url, partner_of(world.edition)) as siv:
        siv.goto(address(live_server, world))
        field(siv, ROOMS).click()
        world.type(ROOMS, SIVS)
        siv.keyboard.type(SIVS)
        siv.keyboard.press("Alt+ArrowDown")
        saved(siv)
        expect(box(siv)).to_have_count(0)
        expect(text_of(siv, ROOMS).get_by_text("Saved", exact=True)).to_be_visible()


def test_who_went_on_is_taken_back_to_choose(live_server: Any) -> None:
    """The focus had gone to the next text, where nothing was typed yet; nothing says that all is saved."""
    world = prepared()
    with too_late(live_server, world) as per:
        expect(box(per)).to_be_focused()
        expect(box(per)).to_be_in_viewport()
        expect(told(per)).to_be_visible()
        per.keyboard.press("Control+Enter")
        expect(box(per)).to_be_focused()
        assert world.segment(ROOMS).words == SIVS
        box(per).get_by_role("button", name="Keep mine").click()
        saved(per)
        assert world.segment(ROOMS).words == PERS


def test_who_types_in_another_text_goes_on_there(live_server: Any) -> None:
    """The bar tells of the choice, and leads to it when its time has come, past a filter too."""
    world = prepared()
    with too_late(live_server, world, meanwhile="Prata") as per:
        expect(told(per)).to_be_visible()
        expect(box(per)).to_have_count(1)
        per.keyboard.type(" med dem.")
        expect(field(per, "Talk to")).to_have_text("Prata med dem.")
        per.get_by_role("button", name="Findings").click()
        told(per).click()
        expect(box(per)).to_be_focused()
        expect(box(per)).to_be_in_viewport()


def test_who_leaves_before_choosing_is_asked(live_server: Any) -> None:
    """As with words that are not saved; when the page is opened again both texts are there again."""
    world = prepared()
    with too_late(live_server, world) as per:
        asked: list[str] = []
        per.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        expect(told(per)).to_be_visible()
        per.reload()
        assert asked == ["beforeunload"]
        expect(box(per)).to_contain_text(SIVS)
        expect(box(per)).to_contain_text(PERS)
        expect(field(per, ROOMS)).to_have_text(PERS)
        expect(per.get_by_text("Typed before, not in the page yet.")).to_have_count(0)
        told(per).click()
        expect(box(per)).to_be_focused()
        box(per).get_by_role("button", name="Take theirs").click()
        saved(per)
        expect(field(per, ROOMS)).to_have_text(SIVS)
        assert not TypedDraft.objects.exists()
