"""What waits for review, in how many questions to the database."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from pages.models import Tool
from tests.approving.reviewing import Reviewed
from translation_workflow.approving import decide
from translation_workflow.approving.decide import send_page_back
from translation_workflow.approving.errors import ReviewRefused
from translation_workflow.approving.queue import Sort, Stage, queue, waiting
from translation_workflow.source.states import send_back

pytestmark = pytest.mark.django_db


def test_words_that_are_not_live_wait_though_nobody_sent_them() -> None:
    """A page whose words are all translated is ready; one with some of them is being translated."""
    world = Reviewed()
    world.translate()
    world.type("About this site.", "Om sidan.")
    found = {one.title: one for one in waiting(world.edition)}
    assert found["Towns"].stage is Stage.READY
    assert found["Towns"].words.to_approve == 3
    legal = found["Legal"]
    assert (legal.stage, legal.words.untranslated) == (Stage.STARTED, 1)


def test_what_is_live_waits_for_nobody() -> None:
    """Words that were published as they are need no reviewer, and words that were changed since do."""
    world = Reviewed(maximum_missing=None)
    world.translate()
    world.publish()
    assert waiting(world.edition) == []
    world.type("More trees.", "Flera träd.")
    assert [one.words.to_approve for one in waiting(world.edition)] == [1]


def test_words_that_need_work_wait_for_no_reviewer() -> None:
    """What was sent back is not in the list by itself: a translator has to go on."""
    world = Reviewed()
    world.type("More trees.", "Fler träd.")
    send_back({world.place("More trees.")}, world.edition, user=world.reviewer)
    assert waiting(world.edition) == []


def test_words_that_nobody_would_see_are_none() -> None:
    """A translation of white space and marks is no work for a reviewer."""
    world = Reviewed()
    world.type("More trees.", "<b> </b>&nbsp;")
    assert waiting(world.edition) == []


def test_what_waits_longest_stands_first() -> None:
    """Sent pages come before all others, in the order in which they were sent."""
    world = Reviewed()
    world.translate()
    world.type("About this site.", "Om sidan.")
    world.send(world.page.translation_key)
    world.send()
    assert [one.title for one in waiting(world.edition)] == ["Legal", "Towns"]


def test_what_was_sent_back_is_told_with_its_note() -> None:
    """A translator sees who sent a page back, and what is to be done."""
    world = Reviewed()
    world.translate()
    world.send()
    send_page_back(world.edition, world.key, note="Use “kommun”.", user=world.reviewer)
    one = waiting(world.edition)[0]
    assert (one.stage, one.by, one.note) == (Stage.RETURNED, "reviewer-sv", "Use “kommun”.")


def test_the_questions_do_not_grow(django_assert_max_num_queries: Any) -> None:
    """More editions, pages and pieces cost no more questions to the database."""
    world = Reviewed()
    world.translate()
    world.send()
    with django_assert_max_num_queries(14) as few:
        queue([world.edition])
    for number in range(4):
        world.add_page(f"Page{number}", f"Words {number}.")
    world.submit()
    world.work()
    for number in range(4):
        world.type(f"Words {number}.", f"Ord {number}.")
        world.send(next(one.key for one in waiting(world.edition) if one.title == f"Page{number}"))
    with django_assert_max_num_queries(14) as many:
        assert len(queue([world.edition, world.other])) == 5
    assert len(many.captured_queries) == len(few.captured_queries)


def test_the_list_shows_what_is_mine(world_of_two: Reviewed) -> None:
    """A reviewer of Swedish sees Swedish pages, and one of Finnish none of them."""
    world = world_of_two
    url = reverse("approving:queue")
    assert "Städer" in (page := world.client(world.reviewer).get(url).content.decode()) or "Towns" in page
    other = world.client(world.stranger).get(f"{url}?edition={world.edition.pk}").content.decode()
    assert "translator-sv" not in other
    assert "Nothing waits" in other


@pytest.fixture
def world_of_two() -> Reviewed:
    world = Reviewed()
    world.translate()
    world.send()
    return world


def test_words_that_several_pages_show_are_in_the_list() -> None:
    """A snippet has no workflow: it is there as soon as its words are translated, and says what it is."""
    world = Reviewed()
    tool = Tool.objects.create(
        programme=world.programme, locale=world.master.locale, name="Meter", description="It counts."
    )
    world.submit()
    world.type("It counts.", "Den räknar.")
    with pytest.raises(ReviewRefused, match="need not be sent"):
        world.send(tool.translation_key)
    assert [one.sort for one in waiting(world.edition)] == [Sort.SNIPPET]


def test_a_page_of_copies_waits_until_somebody_publishes_it() -> None:
    """In an edition of the master's language nobody has to type anything: its page is ready as it came."""
    world = Reviewed(code="en-GB")
    assert {one.stage for one in waiting(world.edition)} == {Stage.READY}
    world.send()
    decide.publish(world.edition, world.key, seen=world.seen(), user=world.reviewer)
    assert [one.title for one in waiting(world.edition)] == ["Legal"]


def test_a_page_that_was_taken_down_waits_for_nobody() -> None:
    """What people of the edition unpublished on purpose is not offered again by itself."""
    world = Reviewed(maximum_missing=None)
    world.translate()
    world.publish()
    world.translated(world.page).unpublish()
    assert waiting(world.edition) == []


def test_what_was_sent_back_is_sent_again() -> None:
    """The same words may be sent again: the translator has seen the note."""
    world = Reviewed()
    world.translate()
    world.send()
    send_page_back(world.edition, world.key, note="Why?", user=world.reviewer)
    world.send()
    assert waiting(world.edition)[0].stage is Stage.SENT


def test_an_edition_that_is_retired_asks_nobody() -> None:
    """What nobody reads any more needs no reviewer."""
    world = Reviewed()
    world.translate()
    world.edition.status = "retired"
    world.edition.save()
    assert waiting(world.edition) == []
