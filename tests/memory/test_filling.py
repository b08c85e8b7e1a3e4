"""What an edition fills in by itself where the master has a text that it had elsewhere: its policy says."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail_localize.models import StringTranslation

from pages.models import InfoPage
from tests.publishing.builders import World
from translation_workflow.editions.registry import add_edition
from translation_workflow.memory.matches import matches
from translation_workflow.source.models import Origin, State
from translation_workflow.source.segments import Segment, segments_of
from translation_workflow.source.states import note_drafted

from .test_matches import other_programme, row, say

pytestmark = pytest.mark.django_db

TEXT = "The council decides on the plan."


def stage(policy: str, *, published: bool) -> World:
    """A page whose text is translated; published, or not."""
    world = World("sv", memory_fills=policy)
    world.add_page("First", TEXT)
    world.submit()
    world.type(TEXT, "sv beslutar.")
    if published:
        world.publish()
    return world


def comes(world: World, text: str = TEXT) -> Segment:
    """The piece of a page that comes later with the text."""
    page = world.add_page("Second", text)
    world.submit()
    return piece(page, world)


def piece(page: InfoPage, world: World) -> Segment:
    return segments_of({page.translation_key}, world.edition)[page.translation_key][1]


@pytest.mark.parametrize(
    ("policy", "published", "is_filled"),
    [
        ("nothing", True, False),
        ("nothing", False, False),
        ("published", True, True),
        ("published", False, False),
        ("translated", True, True),
        ("translated", False, True),
    ],
)
def test_an_editions_policy_says_what_is_filled_in(policy: str, published: bool, is_filled: bool) -> None:
    """As needs work, from memory; whatever it says, the words are offered at 100."""
    world = stage(policy, published=published)
    new = comes(world)
    expected = (
        ("sv beslutar.", State.NEEDS_WORK, Origin.MEMORY) if is_filled else ("", State.UNTRANSLATED, None)
    )
    assert (new.words, new.state, new.origin) == expected
    assert [match.score for match in matches(TEXT, world.edition)] == [100]


def test_what_was_filled_in_never_goes_live_by_itself() -> None:
    """Under the widest policy, too."""
    world = stage("translated", published=False)
    assert comes(world).words
    world.publish()
    page = world.translated(InfoPage.objects.get(slug="second", locale=world.programme.master_locale))
    assert str(page.body[0].value) == f"<p>{TEXT}</p>"


def test_words_for_a_text_that_is_only_alike_are_never_filled_in() -> None:
    """They are offered, and somebody takes them or not."""
    world = stage("translated", published=True)
    assert comes(world, "The council decides on the plans.").state is State.UNTRANSLATED
    assert [match.score for match in matches("The council decides on the plans.", world.edition)] == [96]


def test_a_machines_words_are_not_filled_in() -> None:
    """Nobody said that they are right."""
    world = stage("translated", published=False)
    note_drafted(row(TEXT))
    assert comes(world).state is State.UNTRANSLATED


def test_published_words_come_before_those_that_are_not() -> None:
    """And the programme's own before another's, published or not."""
    world = stage("translated", published=True)
    page = world.add_page("Later", TEXT)
    StringTranslation.objects.filter(context__object_id=page.translation_key).delete()
    world.submit()
    StringTranslation.objects.filter(context__object_id=page.translation_key).delete()
    say("typed later", piece(page, world), world.edition)
    assert comes(world).words == "sv beslutar."


def test_another_programmes_words_are_filled_in() -> None:
    """They share the language's memory."""
    world = stage("published", published=True)
    other, new = other_programme(world)
    assert other.programme != world.programme
    assert (new.words, new.state) == ("sv beslutar.", State.NEEDS_WORK)


def test_links_lead_where_the_new_place_leads() -> None:
    """Also of words that nobody published."""
    world = World("sv", memory_fills="translated")
    world.add_page("First", '<a href="https://a.example">One</a> of two.')
    world.submit()
    world.type('<a id="a1">One</a> of two.', '<a id="a1">En</a> av två.')
    assert comes(world, '<a href="https://b.example">One</a> of two.').words == "En av två."
    page = world.add_page("Third", '<a href="https://a.example">One</a> of two.')
    world.submit()
    assert piece(page, world).words == '<a id="a1">En</a> av två.'


def test_each_edition_follows_its_own_policy(django_assert_num_queries: Any) -> None:
    """Editions of one programme are filled at once, in as many queries as one."""
    from translation_workflow.review.memory import fill_from_memory

    world = stage("nothing", published=True)
    editions = [world.edition]
    for code, policy in (("fi", "published"), ("pl", "translated")):
        editions.append(add_edition(world.programme, code=code, memory_fills=policy, maximum_missing=None))
    world.submit()
    for edition in editions[1:]:
        world.edition = edition
        world.type(TEXT, f"{edition.code} words")
        world.publish()
    page = world.add_page("Second", TEXT)
    world.submit()
    StringTranslation.objects.filter(context__object_id=page.translation_key).delete()
    new = piece(page, world)
    with django_assert_num_queries(5):
        fill_from_memory({(new.context, new.string): new.links}, editions)
    found = StringTranslation.objects.filter(context__object_id=page.translation_key)
    assert sorted(found.values_list("data", flat=True)) == ["fi words", "pl words"]
