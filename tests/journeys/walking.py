"""Somebody at a screen who knows nothing but what it says, in the language of the interface."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils import translation
from playwright.sync_api import Browser, FloatRect, Locator, expect
from playwright.sync_api import Page as Window

from tests.browser import accessible, picture
from tests.people import PASSWORD

GUIDES = Path(__file__).parents[2] / "docs" / "pictures"
RENEW = "CMS_RENEW_PICTURES"
"""A variable of the environment: where it is set, the pictures of the guides are written anew."""
WIDTH, MENU = 1280, 200


class Walker:
    """A person with a window; every screen that they come to is kept as a picture."""

    def __init__(self, window: Window, *, name: str, language: str) -> None:
        self.window, self.name, self.language = window, name, language
        self.errors: list[str] = []
        window.on("pageerror", lambda error: self.errors.append(str(error)))

    def said(self, sentence: str, **names: Any) -> str:
        """Return what the interface says for a sentence of the sources."""
        with translation.override(self.language):
            return translation.gettext(sentence) % names if names else translation.gettext(sentence)

    def counted(self, one: str, many: str, n: int) -> str:
        with translation.override(self.language):
            return translation.ngettext(one, many, n) % {"n": n}

    def button(self, sentence: str, *, within: Any = None, exact: bool = True, **names: Any) -> Locator:
        wanted = self.said(sentence, **names)
        return self.seen((within or self.window).get_by_role("button", name=wanted, exact=exact))

    def link(self, sentence: str, *, within: Any = None, exact: bool = False, **names: Any) -> Locator:
        wanted = self.said(sentence, **names)
        return self.seen((within or self.window).get_by_role("link", name=wanted, exact=exact))

    def seen(self, found: Locator) -> Locator:
        return found.filter(visible=True).first

    def reads(self, sentence: str, *, within: Any = None, **names: Any) -> None:
        """Fail where the screen does not say this."""
        found = (within or self.window).get_by_text(self.said(sentence, **names))
        expect(self.seen(found)).to_be_visible()

    def signs_in(self) -> None:
        """Sign in at the page that asks for it, whatever language it speaks."""
        expect(self.window.locator("input[type=password]")).to_be_visible()
        self.window.locator("input[name=username]").fill(self.name)
        self.window.locator("input[type=password]").fill(PASSWORD)
        self.window.keyboard.press("Enter")
        self.window.wait_for_load_state()

    def keeps(self, name: str, *, within: str = "", guide: tuple[int, int] | None = None) -> None:
        """Keep the screen as a picture; `within` is looked at for barriers.

        `guide` is the part that a guide shows, from one height to another, beside the menu.
        """
        # Messages and panels slide in.
        self.window.wait_for_timeout(600)
        picture(self.window, f"journey-{name}-{self.language}")
        if guide and self.language == "en" and os.environ.get(RENEW):
            self.window.screenshot(path=GUIDES / f"guide-{name}.png", clip=_part(*guide))
        if within:
            accessible(self.window, within=within)


def _part(top: int, bottom: int) -> FloatRect:
    return {"x": MENU, "y": top, "width": WIDTH - MENU, "height": bottom - top}


@contextmanager
def walking(browser: Browser, name: str, *, language: str) -> Iterator[Walker]:
    """Yield somebody at a desk of their own, signed in nowhere; fails where a script of ours failed."""
    context = browser.new_context(viewport={"width": WIDTH, "height": 900}, locale=language)
    walker = Walker(context.new_page(), name=name, language=language)
    try:
        yield walker
    finally:
        context.close()
    assert walker.errors == []
