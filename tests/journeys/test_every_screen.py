"""Every screen of ours in English, Swedish and Greek, on a desk and on a telephone, kept as pictures."""

from __future__ import annotations

from typing import Any

import polib
import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Browser
from playwright.sync_api import Page as Window
from wagtail.users.models import UserProfile

from tests.browser import FITS, chromium, picture
from tests.desk.browsing import sign_in
from tests.plugin.cache import ROOT

from .furnished import Furnished, screens

pytestmark = [
    pytest.mark.needs("chromium"),
    pytest.mark.django_db(transaction=True),
]
# What a browser shows of the parts that are ours and Wagtail's, word by word.
SHOWN = """() => {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim().replace(/\\s+/g, " ");
        if (text && walker.currentNode.parentElement.checkVisibility() &&
            !walker.currentNode.parentElement.closest("[lang=en], script, style, template")) found.push(text);
    }
    return found;
}"""


@pytest.mark.parametrize("language", ["en", "sv", "el"])
def test_every_screen(live_server: Any, language: str) -> None:
    """It opens without an error, fits the window, and none of our sentences is left in English."""
    world = Furnished()
    for user in world.people.values():
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    # What a group is called is nobody's sentence.
    left = english_only(language) - set(Group.objects.values_list("name", flat=True))
    amiss: list[str] = []
    with chromium() as browser:
        windows = {name: signed_in(browser, live_server.url, user) for name, user in world.people.items()}
        for window in windows.values():
            window.on("pageerror", lambda error: amiss.append(str(error)))
        for name, (who, address) in screens(world).items():
            window = windows[who]
            answer = window.goto(f"{live_server.url}{address}")
            assert answer
            assert answer.status == 200, (name, answer.status)
            picture(window, f"screen-{name}-{language}", whole=True)
            amiss += [f"{name}: “{text}” is English" for text in window.evaluate(SHOWN) if text in left]
            amiss += [f"{name} is wider than {width}" for width in too_narrow(window, name, language)]
    assert "\n".join(amiss) == ""


def signed_in(browser: Browser, url: str, user: Any) -> Window:
    """Return a window in which somebody is signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 1600})
    sign_in(context, url, user)
    return context.new_page()


def too_narrow(window: Window, name: str, language: str) -> list[int]:
    """Return the widths at which the page has to be pushed sideways."""
    found = [] if window.evaluate(FITS, "html") else [1280]
    window.set_viewport_size({"width": 390, "height": 1600})
    # The menu slides away.
    window.wait_for_timeout(350)
    picture(window, f"screen-{name}-{language}-narrow", whole=True)
    found += [] if window.evaluate(FITS, "html") else [390]
    window.set_viewport_size({"width": 1280, "height": 1600})
    return found


def english_only(language: str) -> set[str]:
    """Return the sentences of the interface that read otherwise in a language."""
    if language == "en":
        return set()
    entries = polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))
    return {entry.msgid for entry in entries if entry.msgstr not in ("", entry.msgid)}
