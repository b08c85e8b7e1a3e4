"""An author's work in a real browser, from the password to the published page."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, Request, expect

from pages.models import ModulePage
from tests.browser import chromium, picture
from tests.programme.shipped import loaded
from translation_workflow.jobs.runner import drain

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]

TITLE = "Write down every building, CO₂ and all"


def log_in(page: Page, site: str) -> None:
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill("anna")
    page.get_by_label("Password").fill("a long enough password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="CapaCITY Editions")).to_be_visible()


def test_an_author_edits_a_module_publishes_it_and_sees_it_in_the_reader(live_server: Any) -> None:
    """Log in, change a step, publish; the reader shows it, and no other host was ever asked."""
    loaded()
    get_user_model().objects.create_superuser("anna", "anna@example.org", "a long enough password")
    drain()
    module = ModulePage.objects.get(url_path__endswith="/buildings/start-up/", locale__language_code="en")
    strangers: list[str] = []

    def note_stranger(request: Request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:")):
            strangers.append(request.url)

    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.on("request", note_stranger)
        log_in(page, live_server.url)
        picture(page, "admin-home")
        page.goto(f"{live_server.url}/admin/editions/")
        expect(page.get_by_role("link", name="covenant-capacity/en-GB")).to_be_visible()
        picture(page, "admin-editions")

        page.goto(f"{live_server.url}/admin/pages/{module.pk}/edit/")
        first_step = page.locator("#panel-child-content-recommended_steps-section input[type=text]").first
        first_step.scroll_into_view_if_needed()
        first_step.fill(TITLE)
        picture(page, "admin-module")
        page.get_by_role("button", name="More actions").last.click()
        page.get_by_role("button", name="Publish").click()
        expect(page.get_by_text("has been published")).to_be_visible()
        drain()

        page.goto(f"{live_server.url}/covenant-capacity/en/buildings/start-up/")
        expect(page.get_by_text(TITLE)).to_be_visible()
        picture(page, "reader-module", whole=True)
    assert strangers == []
