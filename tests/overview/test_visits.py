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
from translation_workflow.overview.news import Event, News, Sort, news_of
from translation_workflow.overview.telling import desk_of, news_sentence, url_of_event
from translation_workflow.overview.visits import PAUSE, look
from translation_workflow.review.publish import publish_edition
from translation_workflow.source.titles import piece_url
from translation_workflow.talk.speaking import ask, comment
from translation_workflow.talk.subject import Subject

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)


def by_sort(news: News) -> dict[Sort, tuple[Event, ...]]:
    """The news of pages."""
    return {one.sort: one.events for one in news.groups if not one.is_shared}


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
    told = by_sort(news_of(town.edition, before, fresh(town.siv)))
    assert [event.title for event in told[Sort.CHANGED]] == ["Legal"]
    assert [event.title for event in told[Sort.CAME]] == ["New"]
    published = told[Sort.PUBLISHED]
    assert {event.title for event in published} == {"Towns", "Legal", "New"}
    assert {event.who for event in published} == {"ruth"}
    assert Sort.PUBLISHED not in by_sort(news_of(town.edition, before, fresh(ruth)))
    assert Sort.PUBLISHED not in by_sort(news_of(town.other, before, fresh(ruth)))
    assert not news_of(town.edition, datetime.now(UTC), fresh(town.siv))


def test_what_pages_share_is_no_page() -> None:
    """News of shared texts are told apart from those of pages, and after them."""
    town = Town()
    before = datetime.now(UTC)
    town.world.add_page("New", "Something new.")
    tool = town.tool()
    town.follow()
    told = [(one.is_shared, news_sentence(one)) for one in news_of(town.edition, before, town.siv).groups]
    assert told[-2:] == [
        (False, "1 page is new in the master"),
        (True, "1 text that pages share is new in the master"),
    ]
    thread = ask(town.edition, Subject(tool.translation_key), text="Which meter?", user=town.siv)
    ruth = fresh(person(Role.REVIEWER, town.edition, name="ruth"))
    [talk] = [one for one in news_of(town.edition, before, ruth).groups if one.sort is Sort.REMARKED]
    assert news_sentence(talk) == "A remark on 1 text that pages share"
    assert thread.object_key == talk.events[0].key


def test_a_remark_leads_to_its_text() -> None:
    """To the piece that all remarks on a page are about, as it stands today; of several, to the page."""
    town = Town()
    piece = town.world.segment("Legal")
    key, place = piece.address.object_key, (piece.context, piece.string)
    ruth = fresh(person(Role.REVIEWER, town.edition, name="ruth"))
    before = datetime.now(UTC)

    def leads_to() -> str:
        [told] = news_of(town.edition, before, town.siv).groups
        return url_of_event(told.events[0], town.edition)

    comment(town.edition, Subject(key, *place), text="Juridik?", user=ruth)
    assert leads_to() == piece_url(town.edition, key, place)
    comment(town.edition, Subject(key, *place), text="Or else?", user=ruth)
    assert leads_to() == piece_url(town.edition, key, place)
    comment(town.edition, Subject(key), text="All of it is short.", user=ruth)
    assert leads_to() == desk_of(town.edition, key)


def test_a_remark_leads_to_what_its_text_became() -> None:
    """Where the master changed the text since, the text that stands in its place today is meant."""
    town = Town()
    piece = town.world.segment("About this site.")
    place = Subject(piece.address.object_key, piece.context, piece.string)
    comment(town.edition, place, text="Which?", user=fresh(person(Role.REVIEWER, town.edition, name="ruth")))
    town.world.page.refresh_from_db()
    [body] = town.world.page.body.raw_data
    changed = {**block("Legal", "text", "<p>About our site.</p>"), "id": body["id"]}
    town.world.page.body = [changed]
    town.world.page.save_revision().publish()
    town.world.work()
    now = town.world.segment("About our site.")
    assert now.context == piece.context
    [event] = by_sort(news_of(town.edition, NOW - timedelta(days=999), town.siv))[Sort.REMARKED]
    assert event.place == (now.context, now.string)
