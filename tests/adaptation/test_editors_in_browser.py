"""Wagtail's editor of one block, with what is wrong with it; and what stands beside it, without barriers."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import accessible, chromium
from tests.catalogues.screening import partner_of, world_with_pages
from tests.programme.starter import block
from translation_workflow.adaptation.edit import decide, layer_of
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.operations import Operation, Verb

from .test_screens_are_guarded import link
from .test_screens_in_browser import log_in, pictures, prepared


@pytest.mark.needs("chromium")
@pytest.mark.django_db(transaction=True)
def test_a_block_with_fields_is_edited_without_a_fault(live_server: Any) -> None:
    """Wagtail's scripts find what they drew; a link that is refused is told beside the text."""
    world = prepared()
    partner_of(world.edition)
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        errors: list[str] = []
        window.on("pageerror", lambda error: errors.append(str(error)))
        window.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        url = reverse("adaptations:page", args=[world.edition.pk, world.page.translation_key])
        log_in(window, f"{live_server.url}{url}")
        window.locator(".adaptations-block", has_text="The house itself").first.locator(
            "summary"
        ).first.click()
        window.get_by_role("link", name="Replace…").locator("visible=true").click()
        expect(window.locator("#open").get_by_label("Heading")).to_have_value("The house itself")
        expect(window.locator("#content-root")).to_be_visible()
        window.get_by_label("Note").fill("Viktigt")
        # The editor of rich text writes what it holds into the form once more.
        window.wait_for_timeout(1000)
        typed = "document.querySelector('[name=content-content-0-value]').value = words"
        window.evaluate(f"words => {{ {typed} }}", link("tel:112"))
        window.get_by_role("button", name="Save ours").click()
        told = window.locator("#open .adaptations-editor").get_by_text("No link can lead to “tel:112”")
        expect(told).to_be_visible()
        expect(window.locator("#open [contenteditable=true]").first).to_contain_text("Ours.")
        expect(window.get_by_label("Note")).to_have_value("Viktigt")
        pictures(window, "refused-link")
    assert errors == []
    assert not Layer.objects.filter(version__gt=0).exists()


@pytest.mark.needs("chromium")
@pytest.mark.django_db(transaction=True)
def test_blocks_that_read_alike_are_told_apart(live_server: Any) -> None:
    """Two states in which three blocks of the same words differ: no landmark has another one's name."""
    world = world_with_pages()
    world.page.body = [block(f"b{number}", "text", "<p>Ask the county.</p>") for number in range(3)]
    world.page.save_revision().publish()
    world.work()
    layer = layer_of(world.edition, world.page.translation_key)
    for number in range(3):
        decide(layer, Operation("", Verb.HIDE, "", block(f"b{number}", "text", "")["id"]), version=number)
    partner_of(world.edition)
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        url = reverse("adaptations:compare", args=[world.edition.pk, world.page.translation_key])
        log_in(window, f"{live_server.url}{url}")
        expect(window.get_by_role("group", name="Ask the county")).to_have_count(3)
        accessible(window)
