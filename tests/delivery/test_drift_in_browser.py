"""The pictures of drift as people see and hear them."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from tests.adaptation.test_screens_in_browser import log_in, prepared, write
from tests.browser import at_both_widths, chromium
from tests.catalogues.screening import partner_of
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.adaptation.edit import decide, layer_of, leave_out
from translation_workflow.adaptation.operations import Operation, Side, Spot, Verb


def adapted() -> World:
    """One page with a bit of everything, and a conflict; one as it is, one left out, one not published."""
    world = prepared()
    other = world.add_page("Contact", "Write to us.")
    world.work()
    ids = {name: block(name, "text", "")["id"] for name in ("b0", "b1", "b2", "b3")}
    ours = {"type": "text", "value": "<p>Vårt.</p>"}
    layer = layer_of(world.edition, world.page.translation_key)
    for operation in (
        Operation("", Verb.HIDE, "body", ids["b2"]),
        Operation("", Verb.REPLACE, "body", ids["b0"], content=ours),
        Operation("", Verb.INSERT, "body", spot=Spot(ids["b3"], Side.AFTER), content=ours),
        Operation("", Verb.INSERT, "body", spot=Spot(ids["b3"], Side.AFTER), content=ours),
    ):
        layer.refresh_from_db()
        decide(layer, operation, version=layer.version)
    layer = layer_of(world.edition, other.translation_key)
    leave_out(layer, is_left_out=True, version=layer.version)
    world.publish()
    write(world, b0="Ask the county and the state who pays for the audit of a town hall.")
    world.add_page("Later", "Soon to come.")
    world.work()
    return world


def pictures(window: Window, name: str) -> None:
    at_both_widths(window, name, within=".adaptations")


@pytest.mark.needs("chromium")
@pytest.mark.django_db(transaction=True)
def test_a_partner_sees_where_the_edition_stands(live_server: Any) -> None:
    """From all editions to one, to what needs somebody, to the page; the numbers open as a table."""
    world = adapted()
    partner_of(world.edition)
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        errors: list[str] = []
        window.on("pageerror", lambda error: errors.append(str(error)))
        window.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        log_in(window, f"{live_server.url}{reverse('adaptations:home')}")
        window.get_by_role("link", name="How far your editions are").click()
        expect(window.get_by_role("img", name="towns/sv:")).to_be_visible()
        window.get_by_text("What the pictures show").click()
        expect(window.get_by_text("that readers do not get")).to_be_visible()
        pictures(window, "drift-editions")

        window.get_by_role("link", name="Towns: svenska").click()
        told = "3 as the master, 2 translated, 1 ours instead, 2 ours besides, 1 hidden"
        expect(window.get_by_role("img", name=f"Legal: {told}")).to_be_visible()
        expect(window.get_by_text("Left out", exact=True)).to_be_visible()
        window.get_by_text("The same as a table").click()
        pictures(window, "drift-edition")

        only = window.get_by_role("link", name="Only what needs somebody")
        only.click()
        expect(only).to_have_attribute("aria-current", "page")
        expect(window.locator(".adaptations-page")).to_have_count(1)
        pictures(window, "drift-needs")
        window.get_by_role("link", name="Legal").click()
        expect(window.get_by_role("heading", name="Needs you")).to_be_visible()
    assert errors == []
