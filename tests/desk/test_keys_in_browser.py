"""Half an hour at the desk without a mouse."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from tests.people import partner_of
from tests.programme.starter import block

from .browsing import PIECES, at_desk, field, prepared, saved, text_of, write

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]

TREE = "One tree in every street."
GUIDE = "Read the guide of the EU."
ROOMS = "Measure the rooms before you plan."
SCHOOLS = "Talk to the caretakers of 12 schools."


def focused(window: Window) -> str:
    """Return the source of the text that somebody stands in, or what else has the focus."""
    found: str = window.evaluate(
        """() => {
            const at = document.activeElement;
            return at.closest('.desk-segment')?.querySelector('.desk-source').textContent ?? at.textContent;
        }"""
    )
    return found


def said(window: Window, sentence: str) -> None:
    expect(window.locator("[data-desk-part=said]")).to_have_text(sentence)


def test_half_an_hour_without_a_mouse(live_server: Any) -> None:
    """Skip to what needs me, write, mark, confirm, copy, undo, go back and on, ask for help."""
    world = prepared()
    world.type(ROOMS, "Mät rummen.")
    changed = [*PIECES]
    changed[2] = block("three", "text", "<p>Measure all the rooms before you plan.</p>")
    write(world, changed)
    with at_desk(live_server, world) as window:
        window.locator(".desk-skip").first.focus()
        window.keyboard.press("Tab")
        expect(window.get_by_role("link", name="To the first text that needs me")).to_be_focused()
        window.keyboard.press("Enter")
        assert focused(window) == "Legal"
        window.keyboard.type("Juridik")
        window.keyboard.press("Control+Enter")
        assert focused(window) == TREE
        saved(window)
        assert world.segment("Legal").words == "Juridik"

        window.keyboard.type("Ett träd på ")
        window.keyboard.press("Control+b")
        window.keyboard.type("varje")
        window.keyboard.press("Control+b")
        window.keyboard.type(" gata.")
        window.keyboard.press("Control+Enter")
        assert focused(window) == GUIDE
        saved(window)
        assert world.segment("One tree in <b>every</b> street.").words == "Ett träd på <b>varje</b> gata."

        window.keyboard.press("Alt+0")
        expect(field(window, GUIDE)).to_have_text(GUIDE)
        window.keyboard.press("Control+z")
        expect(field(window, GUIDE)).to_have_text("")
        window.keyboard.press("Control+Enter")
        said(window, "There are no words to confirm yet.")
        assert focused(window) == GUIDE

        window.keyboard.press("Alt+ArrowDown")
        assert focused(window) == "Measure all the rooms before you plan."
        window.keyboard.press("Alt+ArrowUp")
        window.keyboard.press("Alt+Shift+ArrowUp")
        window.keyboard.press("Alt+Shift+ArrowDown")
        assert focused(window) in (GUIDE, "Legal")

        window.keyboard.press("F1")
        expect(window.get_by_role("dialog", name="Keys of the desk")).to_be_visible()
        expect(window.get_by_text("Ctrl+Enter", exact=True)).to_be_visible()
        window.keyboard.press("Escape")
        expect(window.get_by_role("dialog", name="Keys of the desk")).to_be_hidden()
        expect(
            window.get_by_role("textbox").locator("visible=true").and_(window.locator(":focus"))
        ).to_have_count(1)


def test_a_suggestion_is_taken_with_one_key(live_server: Any) -> None:
    """The first with Alt+1; undo takes it back; a number that is not there is told."""
    world = prepared()
    world.type(ROOMS, "Mät rummen innan ni planerar.")
    world.confirm(ROOMS)
    write(world, [*PIECES, block("new", "text", "<p>Measure the rooms before you build.</p>")])
    with at_desk(live_server, world) as window:
        words = field(window, "Measure the rooms before you build.")
        words.click()
        window.keyboard.press("Control+a")
        window.keyboard.press("Delete")
        expect(window.locator("[data-part=suggestion]").first).to_have_text("Mät rummen innan ni planerar.")
        window.keyboard.press("Alt+1")
        expect(words).to_have_text("Mät rummen innan ni planerar.")
        expect(words).to_be_focused()
        window.keyboard.press("Control+z")
        expect(words).to_have_text("")
        window.keyboard.press("Alt+5")
        said(window, "There is no such suggestion.")
        window.keyboard.press("Alt+Enter")
        expect(window.locator("[data-desk-part=beside-inner]")).to_be_focused()
        window.keyboard.press("Tab")
        window.keyboard.press("Enter")
        expect(words).to_have_text("Mät rummen innan ni planerar.")
        window.keyboard.press("Alt+Enter")
        window.keyboard.press("Escape")
        expect(words).to_be_focused()


def test_a_finding_is_put_aside_with_a_reason_and_told_again(live_server: Any) -> None:
    """Findings come while one types; putting one aside asks why, and the focus is never lost."""
    world = prepared()
    with at_desk(live_server, world) as window:
        words = field(window, SCHOOLS)
        words.click()
        window.keyboard.type("Prata med vaktmästarna på 12 skolor")
        finding = text_of(window, SCHOOLS).locator(".desk-finding").filter(has_text="ends with")
        expect(finding).to_contain_text("to look at")
        said(window, "Findings: 1")
        finding.get_by_role("button", name="Put aside…").focus()
        window.keyboard.press("Enter")
        expect(window.get_by_label("Why is it right as it is?")).to_be_focused()
        window.keyboard.type("A heading <b>here</b>.")
        window.keyboard.press("Enter")
        expect(words).to_be_focused()
        expect(finding).to_contain_text("put aside")
        expect(finding).to_contain_text("A heading <b>here</b>.")
        finding.get_by_role("button", name="Tell it again").focus()
        window.keyboard.press("Enter")
        expect(finding).to_contain_text("to look at")
        expect(window.locator(":focus")).to_have_count(1)


def test_an_older_version_is_brought_back(live_server: Any) -> None:
    """The history of a text is beside it; what is brought back is the page's at once."""
    world = prepared()
    with at_desk(live_server, world) as window:
        words = field(window, ROOMS)
        for text in ("Mät rummen.", "Mät alla rum."):
            words.click()
            window.keyboard.press("Control+a")
            window.keyboard.type(text)
            window.keyboard.press("Alt+ArrowDown")
            saved(window)
        words.click()
        window.locator(".desk-history summary").click()
        window.locator(".desk-version").filter(has_text="Mät rummen.").get_by_role(
            "button", name="Bring back"
        ).click()
        expect(words).to_have_text("Mät rummen.")
        saved(window)
        assert world.segment(ROOMS).words == "Mät rummen."


def test_texts_are_filtered_and_nothing_vanishes_under_ones_hands(live_server: Any) -> None:
    """What is confirmed in the list of what needs me stays until somebody chooses again."""
    world = prepared()
    world.type("Legal", "Juridik")
    world.confirm("Legal")
    with at_desk(live_server, world) as window:
        window.get_by_role("button", name="Needs me").focus()
        window.keyboard.press("Enter")
        expect(text_of(window, "Legal")).to_be_hidden()
        expect(window.get_by_role("heading", name="Information page")).to_be_hidden()
        field(window, ROOMS).click()
        window.keyboard.type("Mät rummen innan ni planerar.")
        window.keyboard.press("Control+Enter")
        saved(window)
        expect(window.get_by_text("2 of 7 done")).to_be_visible()
        expect(text_of(window, ROOMS)).to_be_visible()
        window.get_by_role("button", name="Questions").click()
        window.get_by_role("button", name="Show all texts").click()
        expect(text_of(window, "Legal")).to_be_visible()
        expect(
            window.get_by_role("button", name="All", exact=False).and_(
                window.locator("[data-filter=all][aria-pressed]")
            )
        ).to_be_focused()


def test_who_may_not_approve_has_no_key_for_it(live_server: Any) -> None:
    """A reviewer approves with one key; for a translator it does nothing."""
    world = prepared()
    reviewer = partner_of(world.edition, name="rut", role="reviewer")
    with at_desk(live_server, world, reviewer) as window:
        field(window, ROOMS).click()
        window.keyboard.type("Mät rummen innan ni planerar.")
        window.keyboard.press("Control+Shift+Enter")
        expect(text_of(window, ROOMS).get_by_text("Approved")).to_be_visible()
        assert str(world.segment(ROOMS).state) == "approved"
    with at_desk(live_server, world) as window:
        field(window, SCHOOLS).click()
        window.keyboard.type("Prata med vaktmästarna på 12 skolor.")
        window.keyboard.press("Control+Shift+Enter")
        saved(window)
        assert str(world.segment(SCHOOLS).state) != "approved"


def test_findings_go_with_the_words_that_they_were_about(live_server: Any) -> None:
    """Whoever takes back what was typed is told no more what was wrong with it."""
    world = prepared()
    world.type(SCHOOLS, "Prata med vaktmästarna på 12 skolor.")
    with at_desk(live_server, world) as window:
        words = field(window, SCHOOLS)
        words.click()
        window.keyboard.press("Control+End")
        window.keyboard.type(" 9")
        findings = text_of(window, SCHOOLS).locator(".desk-finding")
        expect(findings.first).to_be_visible()
        for _ in range(2):
            window.keyboard.press("Backspace")
        expect(words).to_have_text("Prata med vaktmästarna på 12 skolor.")
        expect(findings).to_have_count(0)
