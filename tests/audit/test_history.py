"""What a place was: its words and states, newest first, to look at and to go back to."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from tests.publishing.builders import World
from translation_workflow.audit import acting
from translation_workflow.audit.history import Version, history_of, version_of
from translation_workflow.source.segments import Segment
from translation_workflow.source.states import approve, send_back
from translation_workflow.source.working import WorkingText, put_working_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def history(world: World, piece: Segment) -> list[Version]:
    return history_of(world.edition.locale_id, piece.context)


def told(versions: list[Version]) -> list[tuple[str, str | None, str, str]]:
    return [(one.who, one.words, one.state_before, one.state_after) for one in versions]


def test_versions_newest_first(world: World) -> None:
    """Words and state together, with who made them so, and how it was before."""
    anna, boris = User.objects.create_user("anna"), User.objects.create_user("boris")
    piece = world.segment("Towns")
    places = {(piece.context, piece.string)}
    with acting(user=anna):
        world.type("Towns", "Städer")
    with acting(user=boris, by="a test"):
        approve(places, world.edition, user=boris)
    with acting(user=anna):
        world.type("Towns", "Orter")
        send_back(places, world.edition, user=anna)
    versions = history(world, piece)
    assert told(versions)[1:] == [
        ("boris", "Städer", "translated", "approved"),
        ("anna", "Städer", "untranslated", "translated"),
    ]
    assert told(versions)[0] == ("anna", "Orter", "approved", "needs_work")
    assert versions[0].words_before == "Städer"
    assert (versions[1].by, versions[1].who_id, versions[1].string) == ("a test", boris.pk, piece.string)


def test_a_state_that_is_written_anew_is_no_version(world: World) -> None:
    """Bulk writing takes a state's row away and puts the same there."""
    piece = world.segment("Towns")
    text = WorkingText(world.edition.locale_id, piece.context, piece.string, "Städer", "approved", "person")
    put_working_text([text])
    put_working_text([text])
    assert told(history(world, piece)) == [("", "Städer", "untranslated", "approved")]


def test_words_that_follow_the_master_go_on_in_one_history(world: World) -> None:
    """A text that took another's place has the words, in need of work, with what they were made from."""
    world.type("Towns", "Städer")
    old = world.segment("Towns")
    world.first.title = "Towns and cities"
    world.first.save_revision().publish()
    world.work()
    new = world.segment("Towns and cities")
    assert new.context == old.context
    newest = history(world, new)[0]
    versions = {one.string: one for one in reversed(history(world, new))}
    assert versions[new.string].words == "Städer"
    assert versions[new.string].state_after == "needs_work"
    assert versions[new.string].made_from == old.string
    assert version_of(world.edition.locale_id, new.context, entry=newest.entry) == newest


def test_words_that_are_taken_away(world: World) -> None:
    """The place is untranslated again, and what was there can be had back."""
    piece = world.segment("Towns")
    world.type("Towns", "Städer")
    from wagtail_localize.models import StringTranslation

    StringTranslation.objects.all().delete()
    newest, before = history(world, piece)
    assert (newest.words, newest.state_after) == (None, "untranslated")
    assert before.words == "Städer"


def test_other_places_and_languages_have_their_own(world: World) -> None:
    """Nothing of another place, and nothing of another language, stands in a history."""
    piece, other = world.segment("Towns"), world.segment("More trees.")
    world.type("Towns", "Städer")
    assert not history(world, other)
    assert not history_of(world.master.locale_id, piece.context)
    [version] = history(world, piece)
    assert version_of(world.edition.locale_id, other.context, entry=version.entry) is None
