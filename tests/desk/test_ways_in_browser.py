"""Ways about a long page stay at hand: in the bar that goes along, on every screen, and in the preview."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from tests.browser import accessible, picture
from tests.people import partner_of
from tests.programme.starter import block
from translation_workflow.talk.speaking import answer, ask, comment
from translation_workflow.talk.subject import Subject

from .browsing import PIECES, address, at_desk, field, prepared, text_of

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]

MANY = [block(f"b{number}", "text", f"<p>Sentence number {number} of the page.</p>") for number in range(60)]
LAST = "Sentence number 59 of"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True, "is_mobile": True}
IN_SIGHT = """element => {
    const box = element.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight && box.height > 0;
}"""


def in_sight(window: Window, selector: str) -> bool:
    return bool(window.locator(selector).first.evaluate(IN_SIGHT))


@pytest.mark.parametrize(("name", "options"), [("390", PHONE), ("820", TABLET)])
def test_the_tools_go_along(live_server: Any, name: str, options: dict[str, Any]) -> None:
    """On a tablet and a phone, at the end of a long page, in a quarter of the screen at most."""
    world = prepared(pieces=MANY)
    with at_desk(live_server, world, **options) as window:
        field(window, LAST).tap()
        window.wait_for_timeout(700)
        for one in ("next", "previous", "filter", "section", "to-send"):
            selector = ".desk-outline > summary" if one == "section" else f".desk-bar [data-desk={one}]"
            assert in_sight(window, selector), one
        bar = window.locator(".desk-bar").bounding_box()
        assert bar
        picture(window, f"desk-bar-{name}")
        assert bar["y"] + bar["height"] <= options["viewport"]["height"] / 4
        window.get_by_role("button", name="Previous text").tap()
        expect(field(window, "Sentence number 58 of")).to_be_focused()
        window.locator(".desk-outline > summary").tap()
        assert in_sight(window, ".desk-outline__list a")
        panel, texts = window.locator(".desk-outline__panel"), window.locator(".desk-texts")
        assert (panel.bounding_box() or {})["x"] >= (texts.bounding_box() or {})["x"]
        picture(window, f"desk-bar-{name}")
        accessible(window, within=".desk-bar")


def test_the_way_to_send_leads_to_the_button(live_server: Any) -> None:
    """From the bar, and from the address that the home page has."""
    world = prepared(pieces=MANY)
    with at_desk(live_server, world) as window:
        button = window.locator("[data-desk-form=send] [type=submit]")
        window.locator(".desk-bar").get_by_role("link", name="Send to review").click()
        expect(button).to_be_focused()
        expect(button).to_be_in_viewport()
        picture(window, "desk-to-send-1280")
        window.goto("about:blank")
        window.goto(f"{address(live_server, world)}#desk-send")
        expect(button).to_be_focused()
        expect(button).to_be_in_viewport()


def test_the_preview_goes_along(live_server: Any) -> None:
    """As high as the window, it shows the text that somebody goes to; what belongs to that stands below."""
    world = prepared(pieces=MANY)
    with at_desk(live_server, world) as window:
        window.get_by_role("button", name="Preview").click()
        frame = window.frame_locator("[data-desk-part=frame]")
        expect(frame.get_by_text("Sentence number 59 of the page.")).to_be_visible()
        box = window.locator("[data-desk-part=frame]").bounding_box()
        assert box
        assert box["height"] > 600
        for number in (59, 30, 3):
            field(window, f"Sentence number {number} of").click()
            shown = frame.get_by_text(f"Sentence number {number} of the page.", exact=True)
            expect(shown).to_be_in_viewport()
            assert shown.evaluate(IN_SIGHT)
        expect(text_of(window, "Sentence number 3 of").locator("#desk-beside section").first).to_be_visible()
        picture(window, "desk-preview-follows-1280")
        window.get_by_role("button", name="Preview").click()
        assert window.locator(".desk-segment #desk-beside").count() == 0


def test_heads_tell_what_people_say(live_server: Any) -> None:
    """A comment is told at once and counted; a question that is answered in this window is open no more."""
    world = prepared()
    user = partner_of(world.edition)
    author = partner_of(world.master, name="ann")
    place = world.segment("Measure the rooms before you plan.")
    about = Subject(world.page.translation_key, place.context, place.string)
    comment(world.edition, about, text="Say which rooms.", user=user)
    thread = ask(world.edition, about, text="Which rooms?", user=user)
    with at_desk(live_server, world, user) as window:
        head = text_of(window, "Measure the rooms").locator(".desk-top")
        expect(head).to_contain_text("Comments 1")
        expect(head).to_contain_text("Open questions: 1")
        expect(window.locator("[data-filter=remarks]")).to_have_text("Comments 1")
        expect(window.locator("[data-filter=answered]")).to_be_hidden()
        answer(thread.pk, text="All.", user=author)
        field(window, "Measure the rooms").click()
        expect(head).to_contain_text("Answered")
        expect(head).not_to_contain_text("Open questions")
        expect(window.locator("[data-filter=questions]")).to_have_text("Questions 0")
        expect(window.locator("[data-filter=answered]")).to_have_text("Answered 1")
        accessible(window, within=".desk")
        picture(window, "desk-heads-1280")


def test_what_is_put_aside_has_a_name_of_its_own(live_server: Any) -> None:
    """Two findings at one text have two buttons that are told apart when they are read out."""
    world = prepared(pieces=PIECES)
    world.type("Talk to the caretakers of 12 schools.", "Prata  med skolor!")
    with at_desk(live_server, world) as window:
        field(window, "Talk to the caretakers").click()
        buttons = text_of(window, "Talk to the caretakers").locator("[data-desk=dismiss]")
        names = [one.get_attribute("aria-label") or "" for one in buttons.all()]
        assert len(names) > 1
        assert len(set(names)) == len(names)
        assert all(name.startswith("Put aside… ") for name in names)


def test_a_narrow_desk_leads_to_the_preview_and_back(live_server: Any) -> None:
    """There the page stands above the texts: who asks for it sees it, and comes back to the text."""
    world = prepared(pieces=MANY)
    with at_desk(live_server, world, viewport={"width": 820, "height": 1180}) as window:
        words = field(window, "Sentence number 40 of")
        words.click()
        window.get_by_role("button", name="Preview").click()
        frame = window.locator("[data-desk-part=frame]")
        expect(frame).to_be_in_viewport(ratio=0.9)
        shown = window.frame_locator("[data-desk-part=frame]").get_by_text(
            "Sentence number 40 of the page.", exact=True
        )
        expect(shown).to_be_in_viewport()
        picture(window, "desk-preview-820")
        window.get_by_role("button", name="Preview").click()
        expect(words).to_be_in_viewport()
