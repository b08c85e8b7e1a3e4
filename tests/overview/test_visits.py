"""What is new since somebody looked last."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.overview.town import Town, fresh
from tests.people import person
from tests.programme.starter import block
from tests.publishing.builders import quiet
from translation_workflow.editions.roles import Role
from translation_workflow.overview.models import Visit
from translation_workflow.overview.news import Sort, news_of
from translation_workflow.overview.visits import PAUSE, look
from translation_workflow.review.publish import publish_edition

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)


def test_new_is_what_came_after_the_visit_before() -> None:
    """Who looks again in the same half hour finds the same news; the next visit begins where it ended."""
    town = Town()
    assert look(town.siv, town.edition, now=NOW) is None
    assert look(town.siv, town.edition, now=NOW + timedelta(minutes=30)) is None
    later = NOW + timedelta(days=30)
    ended = NOW + timedelta(minutes=30)
    assert look(town.siv, town.edition, now=later) == ended
    assert look(town.siv, town.edition, now=later + PAUSE / 2) == ended
    assert look(town.siv, town.edition, now=later + PAUSE) == ended
    assert look(town.siv, town.edition, now=later + 3 * PAUSE) == later + PAUSE
    assert Visit.objects.count() == 1


def test_visits_are_a_persons_and_an_editions() -> None:
    """Nobody's look makes another's news old, and no edition's another's."""
    town = Town()
    look(town.siv, town.edition, now=NOW)
    ruth = person(Role.REVIEWER, town.edition, name="ruth")
    assert look(ruth, town.edition, now=NOW + PAUSE) is None
    assert look(town.siv, town.other, now=NOW + PAUSE) is None


def test_news_are_what_others_did() -> None:
    """What the master changed, what came, what somebody else published; not one's own doing."""
    town = Town()
    world = town.world
    before = datetime.now(UTC)
    world.page.refresh_from_db()
    world.page.body = [block("Legal", "text", "<p>About this other site.</p>")]
    world.page.save_revision().publish()
    world.add_page("New", "Something new.")
    world.work()
    ruth = person(Role.REVIEWER, town.edition, name="ruth")
    publish_edition(town.edition, user=ruth, progress=quiet)
    told = news_of(town.edition, before, fresh(town.siv)).by_sort
    assert [event.title for event in told[Sort.CHANGED]] == ["Legal"]
    assert [event.title for event in told[Sort.CAME]] == ["New"]
    published = told[Sort.PUBLISHED]
    assert {event.title for event in published} == {"Towns", "Legal", "New"}
    assert {event.who for event in published} == {"ruth"}
    assert Sort.PUBLISHED not in news_of(town.edition, before, fresh(ruth)).by_sort
    assert Sort.PUBLISHED not in news_of(town.other, before, fresh(ruth)).by_sort
    assert not news_of(town.edition, datetime.now(UTC), fresh(town.siv))
