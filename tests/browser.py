"""A real browser for tests, and the folder where its pictures stay."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

from tests.plugin.needs import find

ARTEFACTS = Path(__file__).parent / "artefacts"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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


def picture(page: Page, name: str, *, whole: bool = False) -> None:
    """Keep what the browser shows as `tests/artefacts/<name>.png`."""
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}.png", full_page=whole)
