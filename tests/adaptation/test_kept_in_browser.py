"""What is left of an adaptation when the master takes its page away, and what goes with a page left out."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.models import Page

from pages.models import InfoPage
from tests.adaptation.screening import Desk, rich
from tests.adaptation.test_screens_in_browser import log_in, pictures
from tests.browser import chromium

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]


def test_a_page_that_the_master_took_away_is_found_and_read(live_server: Any) -> None:
    """From the list, with its history; on a telephone, too, and without a barrier."""
    desk = Desk()
    desk.world.type("Inner.", "Vad som står inne.")
    desk.send("hide", desk.one["id"])
    desk.send("replace", desk.two["id"], content=rich("Vad vi säger i stället."))
    desk.send("insert", desk.part["id"], side="before", kind="text", content=rich("Vad vi la till."))
    desk.world.publish()
    Page.objects.get(pk=desk.world.page.pk).specific.unpublish()
    desk.world.work()
    url = live_server.url
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        log_in(window, url + reverse("adaptations:edition", args=[desk.edition.pk]))
        expect(window.get_by_role("heading", name="Pages that the master took away")).to_be_visible()
        pictures(window, "kept-list")
        window.get_by_role("link", name="Legal", exact=True).click()
        expect(window.get_by_text("comes back with the page")).to_be_visible()
        expect(window.get_by_text("Vad vi säger i stället.")).to_be_visible()
        pictures(window, "kept")
        window.get_by_role("link", name="History").last.click()
        expect(window.get_by_text("comes back with the page")).to_be_visible()
        pictures(window, "kept-history")
        window.get_by_role("button", name="Compare").click()
        expect(window.get_by_role("button", name="Go back to")).to_have_count(0)
        pictures(window, "kept-compare")


def test_who_leaves_a_page_out_is_told_what_goes_along(live_server: Any) -> None:
    """On the button, and then in the warning."""
    desk = Desk()
    for title in ("Deeper", "Deepest"):
        desk.world.add_below(desk.world.page, InfoPage(title=title, slug=title.lower()))
    desk.world.work()
    desk.world.publish()
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        log_in(window, live_server.url + desk.url())
        window.get_by_role("button", name="Leave the page and the 2 pages below it out").click()
        expect(window.get_by_text("readers find neither it nor the 2 pages below it")).to_be_visible()
        pictures(window, "left-out-with-others")
