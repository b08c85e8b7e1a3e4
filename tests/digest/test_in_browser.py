"""What people see of digests: the mail itself, the page behind its link, and the choice in the account."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from tests.browser import at_both_widths, chromium
from tests.talk.test_in_browser import log_in
from translation_workflow.digest.leaving import leaving_url
from translation_workflow.digest.models import Pace, Wish
from translation_workflow.digest.sending import send_digests
from translation_workflow.talk.speaking import comment

from .postbox import postbox
from .town import MailTown

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]


def pictures(window: Window, name: str, *, within: str) -> None:
    at_both_widths(window, f"digest-{name}", within=within)


def test_a_mail_is_read_and_left(live_server: Any, settings: Any) -> None:
    """The HTML part reads well at a desk and on a telephone; its last link leads to a button."""
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    town = MailTown()
    town.speaks(town.siv, "en")
    town.something_happens()
    comment(town.sv, town.whole, text="Lind.", user=town.siv)
    town.world.type("Two.", "Två.")
    with postbox(settings) as box:
        send_digests(people=["siv"])
        body = box.mails[0].get_body(("html",))
    assert body
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        window.set_content(body.get_content())
        expect(window.get_by_role("heading", name="Towns, svenska")).to_be_visible()
        pictures(window, "mail", within="body > div")
        window.goto(str(window.get_by_role("link", name="Get no more of them").get_attribute("href")))
        pictures(window, "leave", within="main")
        assert not Wish.objects.exists()
        window.keyboard.press("Tab")
        window.keyboard.press("Enter")
        expect(window.get_by_role("status")).to_contain_text("You get no digest")
        pictures(window, "left", within="main")
        assert Wish.objects.get(user=town.siv).pace == Pace.OFF
        window.goto(leaving_url(town.fia)[:-2] + "/")
        expect(window.get_by_text("This link belongs to nobody")).to_be_visible()


def test_the_choice_in_the_account(live_server: Any) -> None:
    """Somebody chooses the pace among their notifications, and finds it there again."""
    town = MailTown()
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        log_in(window, f"{live_server.url}{reverse('wagtailadmin_account')}", name="siv")
        # Wagtail asks everybody for their name when anything is saved.
        window.get_by_label("First Name").fill("Siv")
        window.get_by_label("Last Name").fill("Svensson")
        window.get_by_role("tab", name="Notifications").click()
        window.get_by_label("Digest by mail").select_option("daily")
        pictures(window, "account", within="#panel-digest, [id*=digest]")
        window.get_by_role("button", name="Save").first.click()
        expect(window.get_by_text("Your account settings have been changed successfully!")).to_be_visible()
    assert Wish.objects.get(user=town.siv).pace == Pace.DAILY
