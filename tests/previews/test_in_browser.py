"""Preview links and Wagtail's panel in a real browser, at a desk and on a telephone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from tests.adaptation.screening import Desk
from tests.adaptation.test_screens_in_browser import log_in
from tests.browser import accessible, chromium, is_looked_at, picture
from tests.catalogues.screening import PASSWORD
from translation_workflow.editions.models import Edition

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]

# A partner's frontend in one page: it reads the draft from the API, as the guide says.
FRONTEND = """<!doctype html><html lang="en"><title>Towns</title><h1>…</h1><script>
const asked = new URLSearchParams(location.search);
fetch("%s/api/v1/preview/" + asked.get("draft"))
  .then((answer) => answer.json())
  .then((page) => { document.querySelector("h1").textContent = "Frontend: " + page.title; });
</script></html>"""


@contextmanager
def a_frontend(api: str) -> Iterator[str]:
    """Serve a partner's frontend from another origin; yield where."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((FRONTEND % api).encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def pictures(window: Window, name: str, *, within: str = ".previews") -> None:
    if not is_looked_at():
        return
    for width in (1280, 390):
        window.set_viewport_size({"width": width, "height": 900})
        window.wait_for_timeout(300)
        picture(window, f"previews-{name}-{width}")
        accessible(window, within=within)
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")
    window.set_viewport_size({"width": 1280, "height": 900})


def retitle(window: Window, words: str) -> None:
    """Type another title. Wagtail's watch over the form begins only seconds after the page."""
    window.wait_for_timeout(3000)
    window.locator("#id_title").fill(words)


def test_a_partner_makes_a_link_gives_it_away_and_revokes_it(live_server: Any, settings: Any) -> None:
    """Whoever has it sees the draft without an account; revoked, nobody does."""
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    desk = Desk()
    desk.world.type("One.", "Ett stycke som ingen har läst än.")
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        page_url = reverse("adaptations:page", args=[desk.edition.pk, desk.world.page.translation_key])
        log_in(window, f"{live_server.url}{page_url}")
        window.get_by_role("link", name="Preview link").click()
        expect(window.get_by_text("How long it lives")).to_be_visible()
        pictures(window, "make")
        window.get_by_label("8 hours").check()
        window.get_by_role("button", name="Make a preview link").click()
        expect(window.get_by_role("status").filter(has_text="The link is made")).to_be_visible()
        pictures(window, "made")
        address = window.get_by_label("Address in our reader").input_value()

        stranger = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        stranger.goto(address)
        expect(stranger.get_by_text("Ett stycke som ingen har läst än.")).to_be_visible()
        pictures(stranger, "read", within="body")

        window.get_by_role("link", name="All preview links").click()
        pictures(window, "list")
        window.get_by_role("button", name="Revoke").click()
        expect(window.get_by_text("was revoked")).to_be_visible()
        expect(window.get_by_text("No preview link lives now")).to_be_visible()
        stranger.reload()
        expect(stranger.get_by_text("There is no such preview").first).to_be_visible()
        pictures(stranger, "over", within="body")


def test_an_author_sees_the_page_while_typing(live_server: Any, settings: Any) -> None:
    """In Wagtail's panel: our reader, or the frontend that the edition names, which reads the API."""
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    desk = Desk()
    get_user_model().objects.create_superuser("siv-the-author", "a@example.org", PASSWORD)
    edit = f"{live_server.url}{reverse('wagtailadmin_pages:edit', args=[desk.world.page.pk])}"
    with a_frontend(live_server.url) as frontend, chromium() as browser:
        window = browser.new_page(viewport={"width": 1400, "height": 900})
        errors: list[str] = []
        window.on("pageerror", lambda error: errors.append(str(error)))
        window.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        window.goto(edit)
        window.get_by_label("Username").fill("siv-the-author")
        window.get_by_label("Password").fill(PASSWORD)
        window.get_by_role("button", name="Sign in").click()
        window.get_by_role("button", name="Toggle preview").click()
        shown = window.frame_locator("#w-preview-iframe")
        expect(shown.get_by_text("One.")).to_be_visible()
        retitle(window, "A title being typed")
        expect(shown.locator("h1")).to_have_text("A title being typed")
        picture(window, "previews-panel-reader")

        Edition.objects.filter(programme=desk.world.programme, code="en").update(
            preview_address=f"{frontend}/?draft={{token}}"
        )
        retitle(window, "Another title")
        partner = shown.frame_locator("iframe")
        expect(partner.locator("h1")).to_have_text("Frontend: Another title")
        picture(window, "previews-panel-frontend")
        retitle(window, "And another")
        expect(partner.locator("h1")).to_have_text("Frontend: And another")
    assert errors == []
