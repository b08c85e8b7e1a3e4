"""Leaving a page out takes the pages below it along: that is said before, and the first page stays."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages.models import InfoPage
from tests.adaptation.screening import Desk
from tests.catalogues.screening import client_of, partner_of
from tests.publishing.builders import World, quiet
from translation_workflow.adaptation.edit import draft_of, layer_of, leave_out, restore
from translation_workflow.adaptation.errors import AdaptationRefused
from translation_workflow.adaptation.models import Layer
from translation_workflow.review.publish import publish_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def with_pages_below(desk: Desk) -> World:
    """Give the page a translated page and a country page, and a draft that no reader gets."""
    world = desk.world
    world.add_below(world.page, InfoPage(title="Deeper", slug="deeper"))
    world.work()
    world.publish()
    above = world.translated(world.page)
    for slug, live in (("bara-har", True), ("utkast", False)):
        above.refresh_from_db()
        above.add_child(instance=InfoPage(title=slug, slug=slug, live=live, locale=world.edition.locale))
    return world


def test_the_first_page_is_not_left_out(desk: Desk) -> None:
    """Without it the edition would have no document; the sentence says who does what instead."""
    world = desk.world
    layer = layer_of(world.edition, world.first.translation_key)
    for leave in (
        lambda: leave_out(layer, is_left_out=True, version=0),
        lambda: restore(layer, [], is_left_out=True, version=0),
    ):
        with pytest.raises(
            AdaptationRefused, match=r"first page .* a coordinator sets its status to retired"
        ):
            leave()
    assert (Layer.objects.get().version, draft_of(layer).leaves_out) == (0, False)


def test_the_screen_of_the_first_page_does_not_offer_it(desk: Desk) -> None:
    """Who sends it nevertheless is told why not."""
    first = desk.world.first.translation_key
    url = reverse("adaptations:page", args=[desk.edition.pk, first])
    assert 'name="leave_out"' not in desk.client.get(url).content.decode()
    assert 'name="leave_out"' in desk.page()
    act = reverse("adaptations:leave_out", args=[desk.edition.pk, first])
    answer = desk.client.post(act, {"leave_out": "yes", "version": 0}, follow=True)
    assert "the first page cannot be left out" in answer.content.decode()


def test_the_button_and_the_warning_say_how_many_pages_go_along(desk: Desk) -> None:
    """Translated ones and the country's own, as far as readers get them."""
    with_pages_below(desk)
    assert "Leave the page and the 2 pages below it out" in desk.page()
    told = desk.press("leave_out", leave_out="yes").content.decode()
    assert "readers find neither it nor the 2 pages below it" in told


def test_a_page_without_others_below_says_nothing_of_them(desk: Desk) -> None:
    """And costs no query for it."""
    desk.world.publish()

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            shown = desk.page()
        assert 'name="leave_out"' in shown
        return len(queries)

    desk.page()
    plain = cost()
    with_pages_below(desk)
    desk.page()
    assert cost() == plain + 1


def test_a_publication_tells_what_it_takes_away(desk: Desk) -> None:
    """Once, when it goes; readers get none of the three then."""
    world = with_pages_below(desk)
    desk.press("leave_out", leave_out="yes")
    outcome = publish_edition(desk.edition, progress=quiet)
    (told,) = outcome.notes
    assert told == (
        "towns/sv: “Legal” is left out now: readers do not find it any more, nor the 2 pages below it."
    )
    assert publish_edition(desk.edition, progress=quiet).notes == []
    assert world.publish().notes == []


def test_who_presses_publish_is_told_on_the_screen(desk: Desk) -> None:
    """As a warning beside what went live."""
    reviewer = partner_of(desk.edition, name="rut", role="reviewer")
    desk.user.groups.add(reviewer.groups.get())
    desk.world.publish()
    desk.press("leave_out", leave_out="yes")
    url = reverse("publish_adaptation", args=[desk.edition.pk, desk.world.page.translation_key])
    answer = client_of(desk.user).post(url, {"version": desk.version}, follow=True)
    assert "is left out now: readers do not find it any more." in answer.content.decode()
