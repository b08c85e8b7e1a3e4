"""A partner lets the link of a translated sentence lead to their own office, in a browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pages.models import InfoPage
from tests.browser import accessible, chromium
from tests.catalogues.screening import partner_of, world_with_pages
from tests.programme.starter import block
from translation_workflow.adaptation.decisions import from_json
from translation_workflow.adaptation.edit import draft_of
from translation_workflow.adaptation.models import Layer
from translation_workflow.trees.index import reindex

from .test_screens_in_browser import choose, log_in, pictures

ROME = "https://rome.example/"
LINKED = f'<p>Ask <a href="https://eu.example/">the office</a> or <a href="{ROME}">Rome</a>.</p>'


@pytest.mark.needs("chromium")
@pytest.mark.django_db(transaction=True)
def test_a_link_leads_to_a_page_and_to_an_address(live_server: Any) -> None:
    """Which link is asked for by its words; the page chooser begins at the edition's own pages."""
    world = world_with_pages()
    world.page.body = [block("one", "text", LINKED)]
    world.page.save_revision().publish()
    world.work()
    world.type(
        'Ask <a id="a1">the office</a> or <a id="a2">Rome</a>.',
        'Fråga <a id="a1">byrån</a> eller <a id="a2">Rom</a>.',
    )
    own = InfoPage(title="Vår byrå", slug="var-byra", locale=world.edition.locale)
    own.body = [block("own", "text", "<p>Eget.</p>")]
    world.translated(world.first).add_child(instance=own)
    world.publish()
    reindex([*world.translated(world.first).get_children().specific()])
    partner_of(world.edition)
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        errors: list[str] = []
        window.on("pageerror", lambda error: errors.append(str(error)))
        url = reverse("adaptations:page", args=[world.edition.pk, world.page.translation_key])
        log_in(window, f"{live_server.url}{url}")
        choose(window, "Fråga", "Let a link lead elsewhere…")
        expect(window.get_by_text("Which link?")).to_be_visible()
        accessible(window)
        pictures(window, "which-link")
        window.locator("#open").get_by_role("link", name="byrån").click()
        window.get_by_role("button", name="Choose a page", exact=False).click()
        window.get_by_label("Search term").fill("Vår")
        expect(window.get_by_text("There is 1 match")).to_be_visible()
        window.get_by_role("link", name="Vår byrå").click()
        expect(window.locator("#open")).to_contain_text("Vår byrå")
        accessible(window)
        pictures(window, "link")
        window.get_by_role("button", name="Save", exact=True).click()
        expect(window.get_by_text("A link leads elsewhere")).to_be_visible()

        choose(window, "Fråga", "Let a link lead elsewhere…")
        window.locator("#open").get_by_role("link", name="Rom", exact=True).click()
        window.get_by_label("Or an address elsewhere").fill("javascript:alert(1)")
        window.get_by_role("button", name="Save", exact=True).click()
        expect(window.get_by_role("alert").filter(has_text="is no address")).to_be_visible()
        window.get_by_label("Or an address elsewhere").fill("mailto:rom@example.org")
        window.get_by_role("button", name="Save", exact=True).click()
        expect(window.get_by_text("Let it lead to “", exact=False)).to_have_count(2)
        pictures(window, "linked")
    links = [one.operation.link for one in from_json(draft_of(Layer.objects.get()).decisions)]
    assert [(link.leads, link.to) for link in links if link] == [
        ("https://eu.example/", f"page:{own.pk}"),
        (ROME, "mailto:rom@example.org"),
    ]
    assert errors == []
