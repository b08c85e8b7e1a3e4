"""The desk in a real browser: who sits there, and what they see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Locator, expect
from playwright.sync_api import Page as Window

from tests.browser import chromium
from tests.catalogues.screening import world_with_pages
from tests.people import client_of, partner_of
from tests.programme.starter import block
from tests.publishing.builders import World

LINKED = '<p>Read <a href="https://example.org/guide">the guide</a> of the EU.</p>'
PIECES = [
    block("one", "text", "<p>One tree in <b>every</b> street.</p>"),
    block("two", "text", LINKED),
    block("three", "text", "<p>Measure the rooms before you plan.</p>"),
    block("four", "text", "<p>Talk to the caretakers of 12 schools.</p>"),
    block(
        "part",
        "section",
        {"heading": "A part", "content": [block("in", "text", "<p>Less CO<sub>2</sub>.</p>")]},
    ),
]


def prepared(code: str = "sv", *others: str, pieces: list[Any] | None = None) -> World:
    """The edition `towns/sv` with a page “Legal” of five texts, none translated."""
    world = world_with_pages(*others, code=code)
    write(world, pieces or PIECES)
    return world


def write(world: World, pieces: list[Any]) -> None:
    """Let an author publish the page with these blocks."""
    world.page.refresh_from_db()
    world.page.body = pieces
    world.page.save_revision().publish()
    world.work()


@contextmanager
def seated(browser: Browser, url: str, user: Any, **options: Any) -> Iterator[Window]:
    """Yield a window of somebody who is signed in; it fails at the end where a script did."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    try:
        sign_in(context, url, user)
        window = context.new_page()
        errors: list[str] = []
        window.on("pageerror", lambda error: errors.append(str(error)))
        yield window
        assert errors == []
    finally:
        context.close()


def sign_in(context: BrowserContext, url: str, user: Any) -> None:
    cookie = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": url}])


@contextmanager
def at_desk(live_server: Any, world: World, user: Any = None, **options: Any) -> Iterator[Window]:
    """Yield the desk of the page “Legal”, opened by a translator or by `user`."""
    user = user or partner_of(world.edition)
    with chromium() as browser, seated(browser, live_server.url, user, **options) as window:
        window.goto(address(live_server, world))
        yield window


def address(live_server: Any, world: World) -> str:
    return f"{live_server.url}{reverse('desk:page', args=[world.edition.pk, world.page.translation_key])}"


def text_of(window: Window, source: str) -> Locator:
    """Return the text with this beginning of its source, as a whole."""
    return window.locator(".desk-segment").filter(has=window.locator(".desk-source").filter(has_text=source))


def field(window: Window, source: str) -> Locator:
    return text_of(window, source).get_by_role("textbox").first


def saved(window: Window) -> None:
    """Wait until the desk says that all is saved."""
    expect(window.locator("[data-desk-part=kept]")).to_have_attribute("data-how", "saved")
