"""Links at the desk: their words are edited in place, lost ones come back, and one can be moved."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from playwright.sync_api import Page as Window

from .browsing import at_desk, field, prepared, saved, text_of

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]

GUIDE = "Read the guide of the EU."
STORED = 'Read <a id="a1">the guide</a> of the EU.'
WORDS = 'Läs <a id="a1">guiden</a> från EU.'


def select(window: Window, words: str) -> None:
    """Select words of the field that has the focus, as somebody does with the mouse."""
    assert window.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.activeElement, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at < 0) continue;
                const node = walker.currentNode;
                getSelection().setBaseAndExtent(node, at, node, at + words.length);
                return true;
            }
        }""",
        words,
    )


def inside(words: Locator) -> str:
    html: str = words.inner_html()
    return html


def test_words_of_a_link_are_edited_in_place(live_server: Any) -> None:
    """Whoever writes into a link goes on in it; what is stored is the same link with other words."""
    world = prepared()
    world.type(STORED, WORDS)
    with at_desk(live_server, world) as window:
        words = field(window, GUIDE)
        words.click()
        select(window, "guiden")
        window.keyboard.press("ArrowRight")
        window.keyboard.press("ArrowLeft")
        window.keyboard.type("X")
        assert inside(words) == 'Läs <a data-id="a1">guideXn</a> från EU.'
        window.keyboard.press("Alt+ArrowDown")
        saved(window)
        assert world.segment(STORED).words == 'Läs <a id="a1">guideXn</a> från EU.'


def test_a_lost_link_comes_back_and_undo_takes_it_back(live_server: Any) -> None:
    """Words alone are offered their link; with one key it stands at the caret, and undo knows each step."""
    world = prepared()
    with at_desk(live_server, world) as window:
        words = field(window, GUIDE)
        words.click()
        tray = text_of(window, GUIDE).locator("[data-part=links]")
        offered = tray.get_by_role("button", name="Put in the link “the guide”")
        expect(offered).to_be_visible()
        window.keyboard.type("Läs  från EU.")
        for _step in range(9):
            window.keyboard.press("ArrowLeft")
        window.keyboard.press("Alt+l")
        expect(offered).to_have_count(0)
        assert inside(words) == 'Läs <a data-id="a1">the guide</a> från EU.'
        expect(words).to_be_focused()
        window.keyboard.press("Control+z")
        assert inside(words) == "Läs  från EU."
        expect(offered).to_be_visible()
        window.keyboard.press("Control+Shift+z")
        assert inside(words) == 'Läs <a data-id="a1">the guide</a> från EU.'
        window.keyboard.press("Alt+ArrowDown")
        saved(window)
        assert world.segment(STORED).words == 'Läs <a id="a1">the guide</a> från EU.'


def test_a_link_is_put_on_the_words_selected(live_server: Any) -> None:
    """Marks around and in it stay, and nothing else of the text changes."""
    world = prepared()
    world.type(STORED, "Läs <b>den bästa guiden</b> från EU.")
    with at_desk(live_server, world) as window:
        words = field(window, GUIDE)
        words.click()
        select(window, "guiden")
        text_of(window, GUIDE).get_by_role("button", name="Put in the link “the guide”").click()
        assert inside(words) == 'Läs <b>den bästa <a data-id="a1">guiden</a></b> från EU.'
        window.keyboard.press("Control+z")
        assert inside(words) == "Läs <b>den bästa guiden</b> från EU."


def test_a_link_is_moved_to_other_words(live_server: Any) -> None:
    """The words where it was stay; without a selection somebody is told what to do."""
    world = prepared()
    world.type(STORED, WORDS)
    with at_desk(live_server, world) as window:
        words = field(window, GUIDE)
        words.click()
        move = text_of(window, GUIDE).get_by_role("button", name="Move the link “the guide”")
        window.keyboard.press("End")
        move.click()
        expect(window.get_by_text("Select the words that the link is to stand on first.")).to_be_attached()
        select(window, "från EU")
        move.click()
        assert inside(words) == 'Läs guiden <a data-id="a1">från EU</a>.'
        window.keyboard.press("Control+z")
        assert inside(words) == 'Läs <a data-id="a1">guiden</a> från EU.'


def test_cut_and_pasted_links_stay_links(live_server: Any) -> None:
    """What is cut here and pasted there keeps its marks; what comes from elsewhere keeps known marks only."""
    world = prepared()
    world.type(STORED, WORDS)
    with at_desk(live_server, world) as window:
        words = field(window, GUIDE)
        words.click()
        window.keyboard.press("Control+a")
        window.keyboard.press("Control+x")
        expect(words).to_have_text("")
        window.keyboard.type("Nu: ")
        window.keyboard.press("Control+v")
        assert inside(words) == 'Nu: Läs <a data-id="a1">guiden</a> från EU.'
        paste(
            words,
            '<p style="color:red"><strong>Fet</strong> <u>och</u> <script>alert(1)</script><img src=x></p>',
        )
        assert inside(words).endswith("<b>Fet</b> och")


def paste(words: Locator, html: str) -> None:
    words.evaluate(
        """(field, html) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/html", html);
            clipboardData.setData("text/plain", "plain");
            const told = { clipboardData, bubbles: true, cancelable: true };
            field.dispatchEvent(new ClipboardEvent("paste", told));
        }""",
        html,
    )
