"""The same text elsewhere is a suggestion: published words only, as needs work."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail_localize.models import StringTranslation

from translation_workflow.editions.registry import add_edition
from translation_workflow.review.memory import Remembered, best_of, fill_from_memory, filled
from translation_workflow.source.links import Links
from translation_workflow.source.models import Origin, State, WorkingState
from translation_workflow.source.segments import Segment, segments_of
from translation_workflow.source.working import Place

from .builders import World

TEXT = "We plan."
PAGE, SITE = {"linktype": "page", "id": "7"}, {"href": "https://example.org"}


def stage(code: str = "sv") -> World:
    """A page whose text is translated; not published."""
    world = World(code)
    world.add_page("First", TEXT)
    world.submit()
    world.type(TEXT, "sv planerar.")
    return world


def submit_unfilled(world: World) -> None:
    """Submit, and take back what was filled in by it: these tests fill in by themselves."""
    world.submit()
    StringTranslation.objects.filter(working_state__origin=Origin.MEMORY).delete()


def added(world: World, words: str = TEXT) -> tuple[Segment, dict[Place, Links]]:
    """The piece of a page that comes later."""
    page = world.add_page("Second", words)
    submit_unfilled(world)
    piece = segments_of({page.translation_key}, world.edition)[page.translation_key][1]
    return piece, {(piece.context, piece.string): piece.links}


def now(world: World, piece: Segment) -> Segment:
    pieces = segments_of({piece.address.object_key}, world.edition)[piece.address.object_key]
    return next(one for one in pieces if one.address == piece.address)


@pytest.mark.django_db
def test_published_words_are_offered_where_the_text_is_new() -> None:
    """As needs work from memory; they are not live, and publishing does not let them out."""
    world = stage()
    world.publish()
    piece, places = added(world)
    fill_from_memory(places, [world.edition])
    offered = now(world, piece)
    assert (offered.words, offered.state, offered.origin) == ("sv planerar.", State.NEEDS_WORK, Origin.MEMORY)
    assert offered.made_from == ""
    world.publish()
    page = world.translated(world.page.get_siblings().get(slug="second").specific)
    assert str(page.body[0].value) == f"<p>{TEXT}</p>"


@pytest.mark.django_db
def test_words_that_nobody_published_are_not_offered() -> None:
    """A draft stays at its desk."""
    world = stage()
    piece, places = added(world)
    fill_from_memory(places, [world.edition])
    assert now(world, piece).state is State.UNTRANSLATED


@pytest.mark.django_db
def test_words_that_stand_there_stay() -> None:
    """Memory never overwrites, nor marks, what a person typed."""
    world = stage()
    world.publish()
    piece, places = added(world)
    StringTranslation.objects.create(
        translation_of_id=piece.string,
        context_id=piece.context,
        locale=world.edition.locale,
        data="typed",
        translation_type="manual",
    )
    fill_from_memory(places, [world.edition])
    assert (now(world, piece).words, now(world, piece).state) == ("typed", State.TRANSLATED)
    assert not WorkingState.objects.exists()


@pytest.mark.django_db
def test_an_edition_in_the_masters_language_stays_a_copy() -> None:
    """What its partner wrote elsewhere is not put into a new piece."""
    world = stage("en-GB")
    world.publish()
    piece, places = added(world)
    fill_from_memory(places, [world.edition])
    assert now(world, piece).state is State.COPY


@pytest.mark.django_db
@pytest.mark.parametrize("codes", [("sv",), ("sv", "fi", "pl")])
def test_filling_costs_three_queries_however_much_there_is(
    codes: tuple[str, ...], django_assert_num_queries: Any
) -> None:
    """One edition or three, one place or many."""
    world = stage()
    editions = [world.edition]
    editions += [add_edition(world.programme, code=code, maximum_missing=None) for code in codes[1:]]
    world.submit()
    for edition in editions:
        world.edition = edition
        for text in ("Towns", "Legal", TEXT):
            world.type(text, f"{edition.code} {text}")
        world.publish()
    page = world.add_page("Second", "</p><p>".join(["Legal", "Towns", *codes]))
    submit_unfilled(world)
    pieces = segments_of({page.translation_key}, world.edition)[page.translation_key]
    with django_assert_num_queries(3):
        fill_from_memory({(piece.context, piece.string): piece.links for piece in pieces}, editions)
    assert WorkingState.objects.filter(origin=Origin.MEMORY).count() == 2 * len(codes)


def remembered(words: str, **told: Any) -> Remembered:
    return Remembered(
        **{"locale": 1, "programme": 1, "string": 5, "links": {}, "age": 1, "words": words, **told}
    )


def test_a_programmes_own_words_come_before_anothers() -> None:
    """Then the latest."""
    own = [remembered("own, old"), remembered("own, new", age=2), remembered("another's", programme=2, age=3)]
    assert best_of(own, programme=1)[1, 5].words == "own, new"
    assert best_of(own, programme=2)[1, 5].words == "another's"


@given(st.permutations([remembered(str(age), age=age, programme=age % 2) for age in range(5)]))
def test_the_choice_does_not_depend_on_the_databases_order(rows: list[Remembered]) -> None:
    """The same content gives the same suggestion."""
    assert best_of(rows, programme=1)[1, 5].words == "3"


def test_links_of_remembered_words_lead_where_the_new_place_leads() -> None:
    """A link that the new place lacks is unwrapped."""
    words = remembered('<a id="a1">sidan</a>, <a id="a2">platsen</a>', links={"a1": PAGE, "a2": SITE})
    [text] = filled({(9, 5): {"a1": SITE}}, {(1, 5): words})
    assert text.words == 'sidan, <a id="a1">platsen</a>'
