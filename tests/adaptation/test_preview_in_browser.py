"""The preview in Wagtail's panel: beside the screen, at three widths, with what is being typed."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.adaptation.test_screens_in_browser import (
    block_of,
    choose,
    log_in,
    prepared,
    write_in_editor,
)
from tests.browser import accessible, chromium, picture
from tests.catalogues.screening import partner_of


@pytest.mark.needs("chromium")
@pytest.mark.django_db(transaction=True)
def test_a_partner_sees_the_page_while_writing_it(live_server: Any) -> None:
    """What is hidden goes, what is typed comes, and nobody presses anything for it."""
    world = prepared()
    partner_of(world.edition)
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        window = context.new_page()
        errors: list[str] = []
        window.on("pageerror", lambda error: errors.append(str(error)))
        window.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        url = reverse("adaptations:page", args=[world.edition.pk, world.page.translation_key])
        log_in(window, f"{live_server.url}{url}")
        choose(window, "Prata med vaktmästarna", "Hide…")
        window.get_by_role("button", name="Hide", exact=True).click()
        expect(window.get_by_text("Hidden from readers")).to_be_visible()

        window.get_by_role("button", name="Toggle preview").click()
        shown = window.frame_locator("#w-preview-iframe")
        expect(shown.get_by_text("Mät rummen innan ni planerar.")).to_be_visible()
        expect(shown.get_by_text("Prata med vaktmästarna")).to_have_count(0)

        choose(window, "Mät rummen", "Insert after…")
        window.locator("#open").get_by_role("link", name="Text").click()
        write_in_editor(window, "Klimatklivet ger stöd.")
        expect(shown.get_by_text("Klimatklivet ger stöd.")).to_be_visible()
        expect(shown.get_by_text("With what you are typing, which is not saved yet.")).to_be_visible()
        picture(window, "preview-typing")
        window.locator("#open").get_by_role("button", name="Put in").click()
        expect(window.get_by_role("status").filter(has_text="Put in")).to_be_visible()
        expect(shown.get_by_text("Klimatklivet ger stöd.")).to_be_visible()
        expect(shown.get_by_text("not saved yet")).to_have_count(0)

        for size in ("mobile", "tablet", "desktop"):
            window.get_by_label(f"Preview in {size} size").check(force=True)
            window.wait_for_timeout(400)
            picture(window, f"preview-{size}")
        accessible(window)
        # The link to the page of another edition, say, must not take the preview's place.
        with context.expect_page() as opened:
            shown.locator(".brand").click()
        expect(opened.value.locator("h1")).to_be_visible()
        assert "/admin/" not in opened.value.url
        expect(shown.get_by_text("Klimatklivet ger stöd.")).to_be_visible()

        with context.expect_page() as opened:
            window.locator(".adaptations-actions").get_by_role("link", name="Preview (opens").click()
        alone = opened.value
        expect(alone.get_by_text("Klimatklivet ger stöd.")).to_be_visible()
        picture(alone, "preview-alone")
        accessible(alone, within="body")
        alone.set_viewport_size({"width": 390, "height": 844})
        picture(alone, "preview-alone-narrow")
        assert alone.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert block_of(window, "Klimatklivet ger stöd.").count()
    assert errors == []
