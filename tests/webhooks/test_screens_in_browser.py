"""Webhooks in a real browser: an endpoint is made, tested, fails, and is sent again."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from cms.webhooks.deliver import deliver_due
from cms.webhooks.models import Delivery, Endpoint
from cms.webhooks.outbox import ping
from tests.adaptation.test_screens_in_browser import log_in
from tests.browser import at_both_widths, chromium
from tests.catalogues.screening import partner_of, world_with_pages

from .receiver import Receiver, answering
from .subscribed import change, come_due, states

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]


def pictures(window: Window, name: str) -> None:
    at_both_widths(window, f"webhooks-{name}", within=".webhooks")


def test_a_coordinator_keeps_an_endpoint(live_server: Any, receiver: Receiver) -> None:
    """From an empty list to a message that was given up and is sent again, by keyboard where it counts."""
    world = world_with_pages()
    world.publish()
    # The helper that logs in knows her by this name.
    partner_of(world.edition, name="siv", role="reviewer")
    errors: list[str] = []
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        window.on("pageerror", lambda error: errors.append(str(error)))
        log_in(window, f"{live_server.url}{reverse('webhooks:home')}")
        expect(window.get_by_text("Nobody is told yet.")).to_be_visible()
        window.get_by_role("link", name="Add an endpoint").click()
        window.get_by_label("Address").fill("https://user@partner.example/")
        window.get_by_role("button", name="Save").click()
        expect(window.get_by_text("An address has no user name")).to_be_visible()
        pictures(window, "refused")
        window.get_by_label("Address").fill(receiver.url)
        window.get_by_label("What it is for").fill("The website of the Swedish partner")
        window.keyboard.press("Enter")
        secret = window.locator("#secret")
        expect(secret).to_be_visible()
        pictures(window, "secret")
        assert secret.inner_text() == Endpoint.objects.get().secret
        window.get_by_role("link", name="To the endpoint").click()
        window.get_by_role("button", name="Send a test message").focus()
        window.keyboard.press("Enter")
        expect(window.get_by_text("It was not sent yet.")).to_be_visible()
        receiver.behave = answering(200, b'{"taken": true}')
        deliver_due()
        receiver.behave = answering(500, b"Traceback: the disk is full " * 20)
        change(world)
        deliver_due()
        change(world, "A third text.")
        for _ in range(9):
            come_due()
            deliver_due()
        assert sorted(states()) == ["dead", "dead", "delivered"]
        change(world, "A fourth text.")
        deliver_due()
        ping(Endpoint.objects.get())
        home = f"{live_server.url}{reverse('webhooks:home')}"
        window.goto(home)
        window.get_by_role("link", name=receiver.url).click()
        expect(window.locator(".webhooks-state--dead").first).to_be_visible()
        pictures(window, "endpoint")
        window.get_by_label("State").select_option("dead")
        window.get_by_role("button", name="Show").click()
        window.locator(".webhooks-card").first.get_by_role("link").click()
        expect(window.get_by_text("Traceback: the disk is full").first).to_be_visible()
        pictures(window, "delivery")
        window.goto(home)
        pictures(window, "home")
        window.get_by_role("link", name=receiver.url).click()
        window.get_by_role("button", name="Send again all 2 messages").click()
        expect(window.get_by_text("2 messages are sent again.")).to_be_visible()
        window.get_by_role("link", name="Delete…").click()
        pictures(window, "delete")
    assert not Delivery.objects.filter(state="dead").exists()
    assert errors == []
