"""The log in a real browser, wide and narrow."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import accessible, chromium, picture
from tests.catalogues.screening import world_with_pages
from tests.log.test_screen import type_in
from tests.people import PASSWORD, give, person
from translation_workflow.audit import acting
from translation_workflow.editions.roles import Role
from translation_workflow.source.states import approve

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.needs("chromium")]

WIDTHS = {"wide": 1280, "narrow": 390}


def test_a_reviewer_looks_who_changed_what(live_server: Any) -> None:
    """She finds a change by its words, at any width, and no barrier is in anybody's way."""
    world = world_with_pages("fi")
    reviewer = person(Role.REVIEWER, world.edition, name="rut")
    type_in(world.edition, world, "Städer och <b>orter</b>", text="Towns")
    type_in(world.edition, world, "Om webbplatsen.", text="About this site.")
    piece = world.segment("Towns")
    with acting(user=reviewer, by="request approving:page"):
        approve({(piece.context, piece.string)}, world.edition, user=reviewer)
        world.edition.minimum_state = "approved"
        world.edition.save()
        give(person(None, name="ada"), Role.TRANSLATOR, world.edition)
    with chromium() as browser:
        for name, width in WIDTHS.items():
            window = browser.new_page(viewport={"width": width, "height": 900})
            window.goto(live_server.url + reverse("audit:log"))
            window.get_by_label("Username").fill("rut")
            window.get_by_label("Password").fill(PASSWORD)
            window.get_by_role("button", name="Sign in").click()
            expect(window.locator(".log-entry").first).to_be_visible()
            accessible(window, within=".log")
            picture(window, f"log-{name}")
            window.get_by_label("Words").fill("webbplatsen")
            window.get_by_role("button", name="Show", exact=True).click()
            expect(window.locator(".log-entry")).to_have_count(1)
            expect(window.locator(".log-entry")).to_contain_text("Om webbplatsen.")
            narrow: Any = window.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            assert narrow
            picture(window, f"log-found-{name}")
            window.close()
