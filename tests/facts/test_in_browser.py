"""Facts in a real browser: made, checked, placed from a chooser, and kept from being deleted."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from pages.models import FinanceInstrument
from tests.adaptation.test_screens_in_browser import block_of, log_in
from tests.browser import at_both_widths, chromium, picture

from .town import Town, days

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]


def pictures(window: Window, name: str, *, within: str = ".facts") -> None:
    at_both_widths(window, f"facts-{name}", within=within)


def test_a_partner_keeps_the_facts(live_server: Any) -> None:
    """From the first page, which tells of what is overdue, to a fund with another day of review."""
    town = Town()
    town.law(valid_from=days(-900), valid_to=days(-2), review_by=days(40))
    town.contact(email="hej@example.org")
    town.fund("Stadsmiljöavtalen", valid_from=days(20), review_by=days(300))
    town.fund(review_by=days(-5))
    errors: list[str] = []
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        window.on("pageerror", lambda error: errors.append(str(error)))
        log_in(window, f"{live_server.url}{reverse('wagtailadmin_home')}")
        expect(window.get_by_text("2 facts of towns/sv are overdue")).to_be_visible()
        pictures(window, "panel", within="[data-panel]")
        window.get_by_role("link", name="2 facts of towns/sv are overdue").click()
        expect(window.get_by_text("Review overdue")).to_be_visible()
        pictures(window, "list")
        card = window.locator(".facts-card").filter(has_text="Klimatklivet")
        card.locator("summary").focus()
        window.keyboard.press("Enter")
        expect(card.get_by_label("It still holds. Next review on")).to_be_visible()
        pictures(window, "check")
        card.get_by_role("button", name="Save").click()
        expect(window.get_by_text("was checked. Next review")).to_be_visible()
        window.get_by_role("link", name="Add a finance instrument").click()
        window.get_by_label("Name", exact=False).first.fill("Energisteget")
        window.get_by_label("Valid from").fill(days(3).isoformat())
        window.get_by_label("Valid to").fill(days(2).isoformat())
        window.get_by_role("button", name="Save").click()
        expect(window.get_by_text("It cannot end before it begins")).to_be_visible()
        pictures(window, "refused")
        window.get_by_label("Valid to").fill(days(9).isoformat())
        window.get_by_role("button", name="Save").click()
        expect(window.get_by_text("Saved “Energisteget (SE)”.")).to_be_visible()
        window.get_by_role("button", name="Translation").click()
        window.get_by_role("link", name="Facts", exact=True).first.click()
        expect(window.get_by_role("link", name="Towns", exact=False).first).to_be_visible()
        pictures(window, "home")
    assert FinanceInstrument.objects.get(name="Klimatklivet").review_by == days(365)
    assert errors == []


def test_an_own_fund_is_chosen_and_linked_to_from_an_adaptation(live_server: Any) -> None:
    """The chooser knows the edition's funds only; the one for links begins at its first page."""
    town = Town()
    fund = town.fund()
    town.fund("Ilmasto", town.other)
    page = town.module()
    first = town.world.translated(town.world.first)
    first.title = first.draft_title = "Städer"
    first.save()
    errors: list[str] = []
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        window.on("pageerror", lambda error: errors.append(str(error)))
        place = reverse("adaptations:page", args=[town.edition.pk, page.translation_key])
        asked = f"{place}?open=insert&at=processes_finance&side=end&kind="
        log_in(window, f"{live_server.url}{place}")
        window.goto(f"{live_server.url}{asked}finance_instrument")
        window.get_by_role("button", name="Choose finance instrument", exact=False).click()
        chooser = window.get_by_role("dialog")
        expect(chooser.get_by_role("link", name="Klimatklivet (SE)")).to_be_visible()
        expect(chooser.get_by_text("Ilmasto")).to_have_count(0)
        window.wait_for_timeout(500)
        picture(window, "facts-chooser")
        chooser.get_by_label("Search term").fill("limat")
        expect(chooser.get_by_text("Ilmasto")).to_have_count(0)
        chooser.get_by_label("Search term").fill("Klimat")
        chooser.get_by_role("link", name="Klimatklivet (SE)").click()
        window.get_by_role("button", name="Put in").click()
        expect(block_of(window, "Klimatklivet (SE)")).to_be_visible()

        window.goto(f"{live_server.url}{asked}text")
        editor = window.locator("#open [contenteditable=true]").first
        editor.click()
        window.keyboard.type("Se sidan")
        window.keyboard.press("Control+A")
        window.get_by_role("button", name="Link").click()
        links = window.get_by_role("dialog")
        expect(links.get_by_role("link", name="Städer")).to_be_visible()
        window.wait_for_timeout(500)
        picture(window, "facts-links")
        window.goto(f"{live_server.url}{town.facts_url('delete', fact=fund)}")
        expect(window.get_by_text("It is placed, and stays until it is taken out")).to_be_visible()
        pictures(window, "placed")
    assert errors == []
