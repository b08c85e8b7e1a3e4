"""A page of three hundred texts is as quick to write in as a small one."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.programme.starter import block

from .browsing import at_desk, field, prepared, saved

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]

MANY = 300
PIECES = [
    block(f"b{number}", "text", f"<p>Sentence number {number} of the page.</p>") for number in range(MANY)
]
WORK = """() => {
    const room = document.querySelector('.desk');
    const count = {drawn: 0, changed: 0};
    new MutationObserver(found => { count.changed += found.length; })
        .observe(room, {childList: true, subtree: true, attributes: true});
    const real = Element.prototype.querySelectorAll;
    Element.prototype.querySelectorAll = function (...given) {
        const found = real.apply(this, given);
        count.drawn += found.length;
        return found;
    };
    window.counted = count;
}"""


def test_a_key_costs_the_same_on_a_large_page(live_server: Any) -> None:
    """Nothing that a key sets off walks through all the texts; one controller hears for all of them."""
    world = prepared(pieces=PIECES)
    with at_desk(live_server, world) as window:
        assert window.locator(".desk-segment").count() == MANY + 1
        assert window.locator(".desk [data-controller]").count() == 0
        words = field(window, "Sentence number 150 of")
        words.click()
        window.wait_for_timeout(1000)
        window.evaluate(WORK)
        window.keyboard.type("Mening nummer 150 ")
        counted = window.evaluate("window.counted")
        # Eighteen keys: a few elements are looked at and changed for each, not three hundred.
        assert counted["drawn"] < MANY
        assert counted["changed"] < MANY
        expect(words).to_have_text("Mening nummer 150 ")
        window.keyboard.type("på sidan.")
        window.keyboard.press("Control+Enter")
        expect(field(window, "Sentence number 151 of")).to_be_focused()
        saved(window)
        assert world.segment("Sentence number 150 of the page.").words == "Mening nummer 150 på sidan."


def test_whoever_presses_a_text_gets_the_caret_there(live_server: Any) -> None:
    """The tools go from one text to another, and nothing moves away from under the pointer."""
    world = prepared(pieces=PIECES[:12])
    with at_desk(live_server, world) as window:
        field(window, "Sentence number 1 of").click()
        window.locator("#main").evaluate("main => main.scrollTo(0, 150)")
        window.wait_for_timeout(400)
        other = field(window, "Sentence number 3 of")
        before = other.bounding_box()
        assert before
        window.mouse.click(before["x"] + 20, before["y"] + 20)
        window.wait_for_timeout(400)
        expect(other).to_be_focused()
        assert window.evaluate("getSelection().isCollapsed")
        expect(window.locator(".desk-segment.is-active .desk-source")).to_have_text(
            "Sentence number 3 of the page."
        )
        after = other.bounding_box()
        assert after
        assert abs(after["y"] - before["y"]) < 8
