"""The form of an edition in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from tests.browser import chromium, picture
from tests.publishing.builders import World

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]

PASSWORD = "a long enough password"
RIGHTMOST = (
    "Math.max(...[...document.querySelectorAll('#main select')].map(e => e.getBoundingClientRect().right))"
)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_choice_with_a_long_name_is_no_wider_than_the_screen(live_server: Any, width: int) -> None:
    """On a telephone, too, nobody moves the form to and fro to read it."""
    world = World()
    get_user_model().objects.create_superuser("anna", "anna@example.org", PASSWORD)
    with chromium() as browser:
        page = browser.new_page(viewport={"width": width, "height": 844})
        page.goto(f"{live_server.url}/admin/")
        page.get_by_label("Username").fill("anna")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.goto(f"{live_server.url}/admin/editions/edit/{world.edition.pk}/")
        choice = page.get_by_label("What memory fills in by itself")
        expect(choice).to_be_visible()
        choice.scroll_into_view_if_needed()
        picture(page, f"edition-policy-{width}")
        assert page.evaluate(RIGHTMOST) <= width
