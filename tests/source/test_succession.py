"""When the master's text changes, words follow, and nothing that a person typed is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from wagtail_localize.models import StringTranslation

from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.editions.registry import add_edition
from translation_workflow.source.models import Origin, State, Succession, WorkingState
from translation_workflow.source.segments import Segment
from translation_workflow.source.states import approve, confirm, send_back
from translation_workflow.source.succession import Step, Text, record
from translation_workflow.source.suggestions import Suggestion, nearest, suggestions_for
from translation_workflow.source.working import WorkingText

SENTENCE = "We plan and we act for the town."


def say(world: World, *paragraphs: str) -> None:
    """Let the author publish these paragraphs as the page's only block."""
    world.page.refresh_from_db()
    world.page.body = [block("one", "text", "".join(f"<p>{text}</p>" for text in paragraphs))]
    world.page.save_revision().publish()
    world.submit()


@pytest.fixture
def world() -> World:
    world = World()
    say(world, SENTENCE)
    world.type(SENTENCE, "Vi planerar.")
    return world


def judge(world: World, text: str, how: Any, **said: Any) -> None:
    piece = world.segment(text)
    how({(piece.context, piece.string)}, world.edition, user=None, **said)


@pytest.mark.django_db
def test_an_approved_text_needs_work_after_a_change(world: World) -> None:
    """Its words follow, with the text that they were made from, and lose their approval."""
    judge(world, SENTENCE, approve)
    say(world, "We plan and we act for the city.")
    piece = world.segment("We plan and we act for the city.")
    assert (piece.words, piece.state, piece.made_from) == ("Vi planerar.", State.NEEDS_WORK, SENTENCE)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [State.TRANSLATED, State.APPROVED, State.NEEDS_WORK])
def test_a_typo_changes_no_state(world: World, state: State) -> None:
    """What was approved stays approved, and what needs work is not finished by a comma."""
    if state is State.APPROVED:
        judge(world, SENTENCE, approve)
    if state is State.NEEDS_WORK:
        judge(world, SENTENCE, send_back)
    say(world, "We plan  and we act for the town…")
    piece = world.segment("We plan  and we act for the town…")
    assert (piece.words, piece.state, piece.made_from) == ("Vi planerar.", state, "")


@pytest.mark.django_db
def test_a_text_that_comes_back_has_its_translation_and_its_state(world: World) -> None:
    """Though the same words had been found right for the text between."""
    judge(world, SENTENCE, approve)
    say(world, "We plan and we act for the city.")
    judge(world, "We plan and we act for the city.", confirm, approved=False)
    say(world, SENTENCE)
    piece = world.segment(SENTENCE)
    assert (piece.words, piece.state) == ("Vi planerar.", State.APPROVED)


@pytest.mark.django_db
def test_two_changes_keep_the_text_that_the_words_were_made_from(world: World) -> None:
    """The translator sees what changed since the words were right, not since the last change."""
    say(world, "We plan and we act for the city.")
    say(world, "We plan and we act for the whole city.")
    assert world.segment("We plan and we act for the whole city.").made_from == SENTENCE


@pytest.mark.django_db
def test_carried_words_keep_who_translated_them(world: World) -> None:
    """A change of the master is no new translation."""
    user = get_user_model().objects.create(username="translator")
    StringTranslation.objects.filter(data="Vi planerar.").update(
        last_translated_by=user, tool_name="PO file", translation_type="machine"
    )
    say(world, "We plan and we act for the city.")
    carried = StringTranslation.objects.latest("pk")
    assert (carried.last_translated_by, carried.tool_name, carried.translation_type) == (
        user,
        "PO file",
        "machine",
    )


@pytest.mark.django_db
def test_below_an_editions_similarity_the_old_words_are_a_suggestion(world: World) -> None:
    """They are no working text then, and a translator still finds them."""
    strict = add_edition(world.programme, code="fi", similarity=90)
    lax, world.edition = world.edition, strict
    world.type(SENTENCE, "Suunnittelemme.")
    new = "We plan and we act for all."
    say(world, new)
    piece = world.segment(new)
    place = (piece.context, piece.string)
    assert (piece.words, piece.state) == ("", State.UNTRANSLATED)
    assert suggestions_for(strict, [place]) == {place: Suggestion(SENTENCE, "Suunnittelemme.")}
    assert suggestions_for(lax, [place]) == {}
    world.edition = lax
    assert world.segment(new).words == "Vi planerar."


@pytest.mark.django_db
def test_a_suggestion_costs_two_queries(world: World, django_assert_num_queries: Any) -> None:
    """For all the pieces of a page."""
    with django_assert_num_queries(2):
        suggestions_for(world.edition, [(context, 1) for context in range(50)])


def texts(number: int) -> tuple[str, str]:
    return f"Sentence {number} says this.", f"Sentence {number} says that."


@pytest.mark.django_db
@pytest.mark.parametrize(("codes", "sentences"), [(["fi"], 1), (["fi", "pl", "et", "hr"], 60)])
def test_words_follow_in_five_queries(
    world: World, codes: list[str], sentences: int, django_assert_num_queries: Any
) -> None:
    """One edition and one sentence, or many of both."""
    editions = [world.edition, *(add_edition(world.programme, code=code) for code in codes)]
    say(world, *(texts(number)[0] for number in range(sentences)))
    for edition in editions:
        world.edition = edition
        for number in range(sentences):
            world.type(texts(number)[0], f"{edition.code} {number}")
    old = [world.segment(texts(number)[0]) for number in range(sentences)]
    say(world, *(texts(number)[1] for number in range(sentences)))
    steps = [_step(was, world.segment(texts(number)[1])) for number, was in enumerate(old)]
    Succession.objects.all().delete()
    StringTranslation.objects.filter(translation_of__in=[step.new.string for step in steps]).delete()
    with django_assert_num_queries(5):
        record(steps, editions)
    assert WorkingState.objects.filter(state="needs_work").count() == sentences * len(editions)
    assert Succession.objects.count() == sentences


def _step(old: Segment, new: Segment) -> Step:
    before, after = (Text(piece.string, piece.text, piece.links) for piece in (old, new))
    return Step(old.context, before, after, is_typo=False, similarity=80)


OLD, NEW = Text(1, "old", {}), Text(2, "new", {})
CHANGE = Step(7, OLD, NEW, is_typo=False, similarity=80)
WORDS = WorkingText(locale=1, context=7, string=1, words="ord", created_at=None)


def test_words_that_a_person_made_from_the_text_that_is_back_are_right_again() -> None:
    """Offered words are not: nobody has looked at them."""
    waiting = replace(WORDS, state=State.NEEDS_WORK, made_from=2)
    assert CHANGE.carry(waiting).state == State.TRANSLATED
    offered = CHANGE.carry(replace(waiting, origin=Origin.MEMORY))
    assert (offered.state, offered.made_from) == (State.NEEDS_WORK, None)


def test_a_typo_keeps_who_approved() -> None:
    """And a change of words does not: nobody approved what they stand for now."""
    approved = replace(WORDS, state=State.APPROVED, set_by=3)
    assert replace(CHANGE, is_typo=True).carry(approved).set_by == 3
    assert CHANGE.carry(approved).set_by is None


def test_the_nearest_older_words_are_suggested() -> None:
    """The fewest steps back, through texts that nobody translated; a circle ends."""
    words = {(7, 1): Suggestion("one", "ett"), (7, 2): Suggestion("two", "två")}
    assert nearest((7, 4), {(7, 4): [3], (7, 3): [2], (7, 2): [1]}, words) == words[7, 2]
    assert nearest((7, 4), {(7, 4): [3, 1], (7, 3): [2]}, words) == words[7, 1]
    assert nearest((7, 4), {(7, 4): [3], (7, 3): [4]}, words) is None
    assert nearest((8, 4), {(7, 4): [2]}, words) is None
