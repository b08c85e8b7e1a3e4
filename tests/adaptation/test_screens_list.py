"""All adaptations of a user's editions at a glance, and the ways to them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.adaptation.screening import Desk, rich

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def home(desk: Desk) -> str:
    return str(desk.client.get(reverse("adaptations:home")).content.decode())


def test_an_adapted_page_is_listed_with_what_needs_somebody(desk: Desk) -> None:
    """Decisions, conflicts, what lost its place, and drafts; other editions are not there."""
    assert "Nothing is adapted yet." in home(desk)
    desk.send("replace", desk.one["id"], content=rich("Vårt."))
    desk.send("replace", desk.two["id"], content=rich("Vårt."))
    desk.show({**desk.one, "value": "<p>One house.</p>"}, desk.part)
    shown = home(desk)
    for words in ("2 decisions", "1 conflict", "1 without its place", "Not published yet"):
        assert words in shown
    assert "towns/fi" not in shown


def test_a_page_that_is_left_out_says_so(desk: Desk) -> None:
    """Without a decision on any block."""
    desk.press("leave_out", leave_out="yes")
    assert "Left out" in home(desk)


def test_every_page_of_the_edition_can_be_reached(desk: Desk) -> None:
    """Also those that nobody adapted."""
    url = reverse("adaptations:edition", args=[desk.edition.pk])
    assert desk.url().rstrip("?") in desk.client.get(url).content.decode()


def test_the_list_costs_the_same_for_more_pages(desk: Desk) -> None:
    """Layers and pages are read in bulk."""

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            home(desk)
        return len(queries)

    desk.send("hide", desk.one["id"])
    home(desk)
    before = cost()
    for number in range(4):
        desk.world.add_page(f"More{number}", "There.")
    desk.world.submit()
    desk.world.work()
    assert cost() == before


def test_a_translated_page_leads_to_its_adaptation(desk: Desk) -> None:
    """From the listing and from its editor; the master's page does not."""
    desk.world.publish()
    page = desk.world.translated(desk.world.page)
    parent = desk.client.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
    assert desk.url().rstrip("?") in parent.content.decode()
    assert "Adapt this page" in parent.content.decode()
    editor = desk.client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]), follow=True)
    assert desk.url().rstrip("?") in editor.content.decode()
