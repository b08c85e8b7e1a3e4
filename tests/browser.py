"""A real browser for tests, and the folder where its pictures stay."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.db import connection, connections
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.plugin.needs import find

ARTEFACTS = Path(__file__).parent / "artefacts"
# What a screen is to show may take long on a busy machine. Nothing waits longer than it has to.
expect.set_options(timeout=30_000)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# WCAG 2.2, levels A and AA, and what axe thinks good besides.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# In the admin it is this that scrolls, not the window.
SCROLL = "top => document.getElementById('main')?.scrollTo({top, behavior: 'instant'})"

WIDTHS = {1280: "", 390: "-narrow"}
FITS = """fitting => document.documentElement.scrollWidth <= innerWidth
    && [...document.querySelectorAll(fitting)].every(
        one => one.getBoundingClientRect().right <= innerWidth + 1)"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield the system's Chromium without a window."""
    # Playwright's own event loop makes Django suspect asynchronous code in this thread.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find("chromium"), args=ARGUMENTS)
            try:
                yield browser
            finally:
                browser.close()
                # Inside of the loop Django has connections of its own, which no renewal of the database
                # reaches: the next test would go on with this one's.
                connections.close_all()
    finally:
        os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")
        if before is not None:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


def is_looked_at() -> bool:
    """Whether this run keeps pictures and looks for barriers: a page looks alike on every database."""
    return connection.vendor == "sqlite"


def picture(page: Page, name: str, *, whole: bool = False) -> None:
    """Keep what the browser shows as `tests/artefacts/<name>.png`."""
    if not is_looked_at():
        return
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}.png", full_page=whole)


def accessible(page: Page, *, within: str = ".adaptations") -> None:
    """Fail, with what to mend, where axe finds a barrier in what `within` selects: the rest is not ours."""
    if not is_looked_at():
        return
    # A frame is a page of its own, and is looked at as one.
    options = {"runOnly": RULES, "resultTypes": ["violations"], "iframes": False}
    # What has scrolled halfway under the admin's sticky header would count as too small to press.
    where = page.evaluate("document.getElementById('main')?.scrollTop ?? 0")
    page.evaluate(SCROLL, 0)
    found = Axe().run(page, context=within, options=options).response["violations"]
    page.evaluate(SCROLL, where)
    assert not found, "\n".join([f"{page.url} has barriers:", *map(_told, found)])


def at_both_widths(page: Page, name: str, *, within: str, fitting: str = "html") -> None:
    """Keep a page as pictures at a desk's and a telephone's width; fail on barriers, and on what is too wide.

    Barriers are looked for in what `within` selects. The page as a whole has to fit, and each element that
    `fitting` selects.
    """
    if not is_looked_at():
        return
    for width, suffix in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 1400})
        # The menu slides away.
        page.wait_for_timeout(600)
        picture(page, f"{name}{suffix}", whole=True)
        accessible(page, within=within)
        assert page.evaluate(FITS, fitting), f"{name} is wider than {width} pixels"
    page.set_viewport_size({"width": 1280, "height": 900})


def _told(violation: dict[str, Any]) -> str:
    """Return a finding of axe as people read it: the rule, then each element and what to do about it."""
    lines = [f"{violation['id']} ({violation['impact']}): {violation['help']}"]
    for node in violation["nodes"]:
        lines += [f"  {' '.join(map(str, node['target']))}", f"    {node['html'][:200]}"]
        lines += [f"    {line.strip()}" for line in node["failureSummary"].splitlines()]
    return "\n".join(lines)
