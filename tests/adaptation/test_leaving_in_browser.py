"""Nobody loses what they typed by a press beside it, and nobody is asked who typed nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from tests.browser import chromium
from tests.catalogues.screening import partner_of

from .test_screens_in_browser import block_of, choose, log_in, prepared, write_in_editor

CARETAKERS = "Prata med vaktmästarna"


def asked(window: Window) -> list[str]:
    """Return the list of what the browser asks from now on; each time somebody stays."""
    found: list[str] = []

    def stay(dialog: Any) -> None:
        found.append(dialog.type)
        dialog.dismiss()

    window.on("dialog", stay)
    return found


@pytest.mark.needs("chromium")
@pytest.mark.django_db(transaction=True)
def test_who_typed_is_asked_before_leaving(live_server: Any) -> None:
    """By a link, and by the button of another menu; who saves, or typed nothing, is not."""
    world = prepared()
    partner_of(world.edition)
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        url = reverse("adaptations:page", args=[world.edition.pk, world.page.translation_key])
        log_in(window, f"{live_server.url}{url}")
        dialogs = asked(window)

        choose(window, CARETAKERS, "Replace…")
        expect(window.locator("#open [contenteditable=true]")).to_contain_text(CARETAKERS)
        # As long as Wagtail takes to look at the form for the first time, and a little more.
        window.wait_for_timeout(3500)
        window.locator("#open").get_by_role("link", name="Cancel").click()
        expect(window.locator("#open")).to_have_count(0)
        assert dialogs == []

        choose(window, CARETAKERS, "Replace…")
        write_in_editor(window, "Prata med kommunen.")
        window.locator(".adaptations-actions").get_by_role("link", name="History").click(no_wait_after=True)
        window.wait_for_timeout(500)
        assert dialogs == ["beforeunload"]
        choose(window, "Mät rummen", "Move up")
        window.wait_for_timeout(500)
        assert dialogs == ["beforeunload"] * 2
        expect(window.locator("#open [contenteditable=true]")).to_contain_text("Prata med kommunen.")
        # Also when Wagtail has looked again.
        window.wait_for_timeout(3500)
        window.locator(".adaptations-actions").get_by_role("link", name="History").click(no_wait_after=True)
        window.wait_for_timeout(500)
        assert dialogs == ["beforeunload"] * 3

        window.get_by_role("button", name="Save ours").click()
        expect(window.get_by_text("Ours instead of the master's")).to_be_visible()
        assert dialogs == ["beforeunload"] * 3


@pytest.mark.needs("chromium")
@pytest.mark.django_db(transaction=True)
def test_keys_close_what_is_open(live_server: Any) -> None:
    """Tab leaves a menu closed; Escape leaves a form that nobody wrote in, and no other."""
    world = prepared()
    partner_of(world.edition)
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        url = reverse("adaptations:page", args=[world.edition.pk, world.page.translation_key])
        log_in(window, f"{live_server.url}{url}")
        menu = block_of(window, CARETAKERS).locator(".adaptations-menu").first
        menu.locator("summary").focus()
        window.keyboard.press("Enter")
        lines = menu.locator("a, button")
        for number in range(lines.count()):
            window.keyboard.press("Tab")
            expect(lines.nth(number)).to_be_focused()
        window.keyboard.press("Tab")
        expect(lines.first).to_be_hidden()
        window.keyboard.press("Shift+Tab")
        expect(menu.locator("summary")).to_be_focused()

        choose(window, CARETAKERS, "Hide…")
        expect(window.get_by_role("heading", name="Hide this block")).to_be_focused()
        # The browser itself gives the focus, before scripts that hear keys are there.
        window.wait_for_load_state()
        window.keyboard.press("Escape")
        expect(window.locator("#open")).to_have_count(0)
        choose(window, CARETAKERS, "Hide…")
        window.get_by_label("Note").fill("Our schools have none.")
        window.keyboard.press("Escape")
        window.wait_for_timeout(500)
        expect(window.get_by_label("Note")).to_have_value("Our schools have none.")
