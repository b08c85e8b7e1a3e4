"""The screen of people in a browser: as wide as a desk and as a telephone."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.browser import accessible, chromium, picture
from tests.catalogues.screening import world_with_pages
from tests.people import PASSWORD, person
from translation_workflow.editions.roles import Role

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]


def test_a_coordinator_gives_a_role(live_server: Any) -> None:
    """By mail address; the person stands below the role then."""
    world = world_with_pages("fi")
    person(Role.TRANSLATOR, world.edition, name="siv")
    person(Role.COORDINATOR, name="carla")
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        window.goto(f"{live_server.url}{reverse('people:home')}")
        window.get_by_label("Username").fill("carla")
        window.get_by_label("Password").first.fill(PASSWORD)
        window.get_by_role("button", name="Sign in").click()
        window.get_by_label("Mail address").fill("aino@example.org")
        window.get_by_label("Name, for a new account").fill("Aino Virtanen")
        window.get_by_label("Role", exact=True).select_option(label="translator of towns/fi")
        window.get_by_role("button", name="Give the role").click()
        window.get_by_text("Aino Virtanen is translator of towns/fi now.").wait_for()
        accessible(window, within=".people")
        picture(window, "people")
        window.set_viewport_size({"width": 390, "height": 844})
        # The menu moves aside when the window is small from its beginning.
        window.reload()
        assert window.evaluate("document.documentElement.scrollWidth") <= 390
        picture(window, "people-narrow")
