"""A browser that tells what a content security policy refused, in a page or in any of its frames."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as Window

from tests.desk.browsing import sign_in

LISTEN = """addEventListener("securitypolicyviolation", (event) => {
    const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event;
    window.tellViolation({ directive: effectiveDirective, blocked: blockedURI,
        at: `${sourceFile}:${lineNumber}`, sample, page: location.href });
}, true);"""


@dataclass
class Watched:
    """A window, what its pages were refused, and the dialogs that stood in it."""

    window: Window
    violations: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@contextmanager
def watched(browser: Browser, url: str, user: Any = None, **options: Any) -> Iterator[Watched]:
    """Yield a window of somebody who is signed in, or of nobody."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    try:
        found = Watched(_listening(context))
        context.expose_binding("tellViolation", lambda _source, told: found.violations.append(_line(told)))
        context.add_init_script(LISTEN)
        if user is not None:
            sign_in(context, url, user)
        found.window.on("pageerror", lambda error: found.errors.append(str(error)))
        found.window.on("dialog", lambda dialog: _dismissed(found, dialog))
        yield found
    finally:
        context.close()


def _listening(context: BrowserContext) -> Window:
    return context.new_page()


def _dismissed(found: Watched, dialog: Any) -> None:
    # Leaving a page with something typed asks, too: that is the browser's own.
    if dialog.type != "beforeunload":
        found.dialogs.append(dialog.message)
    dialog.accept()


def _line(told: dict[str, Any]) -> str:
    return f"{told['page']}: {told['directive']} refused {told['blocked']} ({told['at']}) {told['sample']}"


def keeper() -> Any:
    """Return somebody who opens everything."""
    return get_user_model().objects.create_superuser("keeper", "keeper@example.org", "a long enough password")
