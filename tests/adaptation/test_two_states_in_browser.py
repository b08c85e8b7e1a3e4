"""Two states of an adaptation are chosen, read side by side, and one is had again: by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.adaptation.test_screens_in_browser import log_in, pictures, prepared
from tests.browser import chromium
from tests.catalogues.screening import partner_of
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.adaptation.edit import decide, layer_of, rewrite
from translation_workflow.adaptation.operations import Operation, Side, Spot, Verb


def adapted() -> World:
    """A replacement is live; the draft changes it, hides a block and puts one in."""
    world = prepared()
    ids = {name: block(name, "text", "")["id"] for name in ("b0", "b1", "b2")}
    layer = layer_of(world.edition, world.page.translation_key)
    ours = {"type": "text", "value": "<p>Energimyndigheten betalar hela revisionen.</p>"}
    done = decide(layer, Operation("", Verb.REPLACE, "body", ids["b0"], content=ours), version=layer.version)
    world.publish()
    layer.refresh_from_db()
    content = done.operation.content or {}
    changed = {**content, "value": "<p>Länsstyrelsen betalar halva revisionen.</p>"}
    rewrite(layer, done.id, changed, version=layer.version)
    for operation in (
        Operation("", Verb.HIDE, "body", ids["b2"]),
        Operation(
            "",
            Verb.INSERT,
            "body",
            spot=Spot(ids["b1"], Side.AFTER),
            content={"type": "text", "value": "<p>Klimatklivet ger stöd.</p>"},
        ),
    ):
        layer.refresh_from_db()
        decide(layer, operation, version=layer.version)
    return world


@pytest.mark.needs("chromium")
@pytest.mark.django_db(transaction=True)
def test_a_partner_compares_and_goes_back(live_server: Any) -> None:
    """What is live and the draft are chosen already; going back is one press."""
    world = adapted()
    partner_of(world.edition)
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        errors: list[str] = []
        window.on("pageerror", lambda error: errors.append(str(error)))
        window.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        url = reverse("adaptations:history", args=[world.edition.pk, world.page.translation_key])
        log_in(window, f"{live_server.url}{url}")
        expect(window.get_by_role("radio", name="From: What is live")).to_be_checked()
        pictures(window, "history-states")
        window.get_by_role("radio", name="From: What is live").focus()
        window.keyboard.press("ArrowDown")
        expect(window.get_by_role("radio", name="From: The plain translation")).to_be_checked()
        window.keyboard.press("ArrowUp")
        window.get_by_role("button", name="Compare").press("Enter")

        words = window.get_by_role("group", name="Fråga länsstyrelsen vem som betalar")
        expect(words.locator("del").first).to_contain_text("Energimyndigheten")
        expect(words.locator("ins").first).to_contain_text("Länsstyrelsen")
        expect(window.get_by_text("Hid “Prata med vaktmästarna")).to_be_visible()
        pictures(window, "two-states")
        window.get_by_role("button", name="Go back to: What is live").press("Enter")
        expect(window.get_by_role("status").filter(has_text="Showed “Prata")).to_be_visible()
        expect(window.get_by_text("Energimyndigheten betalar hela revisionen.")).to_be_visible()
    assert errors == []
