"""How far working text is: who may say what of it, and what of it goes live."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from wagtail_localize.models import StringTranslation

from translation_workflow.source.models import DiscardedText, Origin, State, WorkingState
from translation_workflow.source.segments import segments_of
from translation_workflow.source.states import approve, confirm, send_back, take_masters
from translation_workflow.source.working import Place

from .builders import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = World()
    world.type("Legal", "Juridik")
    return world


def place(world: World, text: str) -> set[Place]:
    piece = world.segment(text)
    return {(piece.context, piece.string)}


def somebody() -> Any:
    return get_user_model().objects.get_or_create(username="reviewer")[0]


def title(world: World) -> str:
    row = world.translated(world.page)
    return str(row.title) if row else ""


def test_words_of_the_engines_editor_are_translated_by_a_person(world: World) -> None:
    """Its rows have no state of ours, and need none; a piece without words is untranslated."""
    assert (world.segment("Legal").state, world.segment("Legal").origin) == (State.TRANSLATED, Origin.PERSON)
    assert (world.segment("Towns").state, world.segment("Towns").origin) == (State.UNTRANSLATED, None)


def test_approval_is_of_translated_words_only(world: World) -> None:
    """Words that need work are confirmed or changed first; who approved is remembered."""
    send_back(place(world, "Legal"), world.edition, user=None)
    assert approve(place(world, "Legal"), world.edition, user=somebody()) == 0
    assert world.segment("Legal").state is State.NEEDS_WORK
    confirm(place(world, "Legal"), world.edition, user=None, approved=False)
    assert approve(place(world, "Legal"), world.edition, user=somebody()) == 1
    assert world.segment("Legal").state is State.APPROVED
    assert WorkingState.objects.get().set_by == somebody()


def test_a_reviewer_who_finds_words_still_right_approves_them(world: World) -> None:
    """One press, not two."""
    send_back(place(world, "Legal"), world.edition, user=None)
    confirm(place(world, "Legal"), world.edition, user=somebody(), approved=True)
    assert world.segment("Legal").state is State.APPROVED


def test_only_the_named_places_change(world: World) -> None:
    """A text that stands in two places is judged in each."""
    world.type("About this site.", "Om webbplatsen.")
    assert approve(place(world, "Legal"), world.edition, user=None) == 1
    crossed = {(world.segment("Legal").context, world.segment("About this site.").string)}
    assert approve(crossed, world.edition, user=None) == 0
    assert world.segment("About this site.").state is State.TRANSLATED


def test_words_that_were_sent_back_do_not_go_live(world: World) -> None:
    """What is live stays until somebody looked again."""
    world.publish()
    world.type("Legal", "Rättsligt")
    send_back(place(world, "Legal"), world.edition, user=None)
    world.publish()
    assert title(world) == "Juridik"
    world.confirm("Legal")
    world.publish()
    assert title(world) == "Rättsligt"


def test_an_edition_may_ask_for_approval() -> None:
    """Translated words wait for a reviewer, and the master's stand in meanwhile."""
    world = World(minimum_state="approved")
    world.type("Legal", "Juridik")
    world.publish()
    assert title(world) == "Legal"
    approve(place(world, "Legal"), world.edition, user=somebody())
    world.publish()
    assert title(world) == "Juridik"


def test_typing_in_the_engines_editor_takes_an_approval_back(world: World) -> None:
    """The reviewer approved other words; an error that publishing notes on them changes nothing."""
    approve(place(world, "Legal"), world.edition, user=None)
    row = StringTranslation.objects.get(data="Juridik")
    row.has_error = False
    row.save(update_fields=["has_error", "field_error"])
    assert world.segment("Legal").state is State.APPROVED
    row.data = "Rättsligt"
    row.save()
    assert world.segment("Legal").state is State.TRANSLATED


def test_pieces_and_their_states_are_read_in_two_queries(
    world: World, django_assert_num_queries: Any
) -> None:
    """Whatever the number of pieces."""
    with django_assert_num_queries(2):
        segments_of(None, world.edition)


def test_the_masters_words_taken_again_are_a_copy_and_the_old_ones_are_kept() -> None:
    """What a partner typed gives way, and is not lost."""
    world = World("en-GB")
    assert (world.segment("Legal").state, world.segment("Legal").origin) == (State.COPY, Origin.COPY)
    world.type("Legal", "British legal")
    world.publish()
    assert take_masters(place(world, "Legal"), world.edition, user=somebody()) == 1
    assert world.segment("Legal").state is State.COPY
    assert title(world) == "British legal"
    world.publish()
    assert title(world) == "Legal"
    kept = DiscardedText.objects.get()
    assert (kept.words, kept.discarded_by, kept.edition) == ("British legal", somebody(), world.edition)


def test_an_edition_in_another_language_has_no_copies(world: World) -> None:
    """There the master's words would be English for good."""
    with pytest.raises(ValueError, match="towns/sv is not in its master's language"):
        take_masters(place(world, "Legal"), world.edition, user=None)
    assert world.segment("Legal").words == "Juridik"


@pytest.mark.parametrize(
    "fault", [{"state": "copy"}, {"state": "untranslated"}, {"origin": "copy"}, {"state": "approved"}]
)
def test_the_database_refuses_what_cannot_be(world: World, fault: dict[str, str]) -> None:
    """No state without words, and no approved words that were made from another text."""
    row = StringTranslation.objects.get(data="Juridik")
    told = {"state": "needs_work", "origin": "person", "made_from": row.translation_of, **fault}
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkingState.objects.create(translation=row, **told)


GATED = {"maximum_missing": 0}


def test_a_refusal_names_what_is_missing_where_and_what_to_do() -> None:
    """The pieces by place, how far each is, and the ways out."""
    world = World(**GATED, minimum_state="approved")
    world.type("More trees.", "Fler träd.")
    world.type("Less CO<sub>2</sub>.", "Mindre CO<sub>2</sub>.")
    send_back(place(world, "Less CO<sub>2</sub>."), world.edition, user=None)
    refusal = world.publish().refused[0]
    assert refusal == (
        "towns/sv: “Towns” has 3 pieces without a translation, 0 are allowed. "
        "Title: “Towns” (untranslated); Lead › Text 1: “Less CO2.” (needs work); "
        "Lead › Text 1: “More trees.” (not approved). "
        "To publish it, translate what is untranslated; change what needs work, or say that it is still "
        "right; let a reviewer approve the others; or let a coordinator allow more."
    )


def test_a_refusal_does_not_list_a_whole_page() -> None:
    """The first few are named, the others counted."""
    world = World(**GATED)
    world.page.body = [
        {"type": "text", "id": str(number), "value": f"<p>Line {number}.</p>"} for number in range(6)
    ]
    world.page.save_revision().publish()
    world.submit()
    for text in ("Towns", "Less CO<sub>2</sub>.", "More trees."):
        world.type(text, f"sv {text}")
    [refusal] = world.publish().refused
    assert "“Legal” has 7 pieces" in refusal
    assert "“Line 1.” (untranslated); and 4 more. To publish it, translate" in refusal


def test_words_of_a_machine_need_work_until_somebody_types() -> None:
    """The engine's editor offers them; no gate lets them out by themselves."""
    world = World(**GATED)
    piece = world.segment("More trees.")
    row = StringTranslation.objects.create(
        translation_of_id=piece.string,
        context_id=piece.context,
        locale_id=world.edition.locale_id,
        data="Mer träd.",
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
    )
    drafted = world.segment("More trees.")
    assert (drafted.state, drafted.origin) == (State.NEEDS_WORK, Origin.MACHINE)
    row.data, row.translation_type = "Fler träd.", StringTranslation.TRANSLATION_TYPE_MANUAL
    row.save()
    typed = world.segment("More trees.")
    assert (typed.state, typed.origin) == (State.TRANSLATED, Origin.PERSON)
