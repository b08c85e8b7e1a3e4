"""What came of drafts by machine, on the page where people see the work on editions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import chromium, picture
from tests.publishing.builders import World
from translation_workflow.jobs.asking import ask_for_drafts
from translation_workflow.jobs.errands import run_errands
from translation_workflow.jobs.runner import drain

from .drafting import asking
from .serving import Machine, babble, serving

PASSWORD = "a long enough password"


@pytest.fixture
def machine() -> Iterator[Machine]:
    with serving() as machine, asking(machine):
        yield machine


@pytest.mark.needs("chromium")
@pytest.mark.django_db(transaction=True)
def test_somebody_reads_why_a_text_was_left(live_server: Any, machine: Machine) -> None:
    """The counts are in the job's line; what stays untranslated opens by keyboard, and stays open."""
    world = World()
    drain()
    machine.translate = lambda texts, *, target: [
        "#Lag" if text == "Legal" else babble(text, target=target) for text in texts
    ]
    get_user_model().objects.create_superuser("anna", "anna@example.org", PASSWORD)
    ask_for_drafts(world.edition, [world.first.translation_key, world.page.translation_key])
    run_errands()
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        window.goto(f"{live_server.url}{reverse('jobs:progress')}")
        window.get_by_label("Username").fill("anna")
        window.get_by_label("Password").fill(PASSWORD)
        window.get_by_role("button", name="Sign in").click()
        expect(window.get_by_text("by machine: 4, left untranslated: 1")).to_be_visible()
        expect(window.get_by_text("Draft by machine: towns/sv")).to_be_visible()
        notes = window.get_by_text("Texts that stay untranslated")
        notes.focus()
        window.keyboard.press("Enter")
        expect(window.get_by_text("“Legal”: The engine marked words")).to_be_visible()
        with window.expect_response(lambda response: "results" in response.url, timeout=15_000):
            pass
        window.wait_for_timeout(200)
        expect(window.get_by_text("“Legal”: The engine marked words")).to_be_visible()
        picture(window, "jobs-drafts")
        window.set_viewport_size({"width": 390, "height": 844})
        picture(window, "jobs-drafts-narrow")
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")
