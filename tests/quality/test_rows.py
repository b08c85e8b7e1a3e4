"""An edition's pieces as rules see them, and what people put aside of what these find."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import StringTranslation

from tests.publishing.builders import World
from tests.quality.towns import RIGHT, TEXT, WRONG, the_finding, towns
from translation_workflow.adaptation.edit import decide, layer_of
from translation_workflow.adaptation.operations import Operation, Verb
from translation_workflow.editions.registry import add_edition
from translation_workflow.quality import pieces
from translation_workflow.quality.dismiss import dismiss
from translation_workflow.quality.finding import Side
from translation_workflow.quality.look import counting, findings_in, findings_of_typed, source_findings_in
from translation_workflow.quality.others import MOST, Others, Said
from translation_workflow.quality.piece import Piece
from translation_workflow.quality.pieces import pieces_of
from translation_workflow.source.models import State
from translation_workflow.source.segments import Segment, segments_of
from translation_workflow.source.states import send_back

pytestmark = pytest.mark.django_db


def piece(world: World, text: str) -> Piece:
    """The piece of a text in the edition."""
    return next(one for one in pieces_of(world.edition) if one.pair.source == text)


def queries(act: Callable[[], Any]) -> int:
    """How many queries something costs."""
    with CaptureQueriesContext(connection) as found:
        act()
    return len(found)


def place(world: World, text: str) -> tuple[int, int]:
    """The ids of a text's context and of the text itself."""
    segment = world.segment(text)
    return segment.context, segment.string


def test_a_piece_knows_its_words_state_languages_and_place() -> None:
    """Pieces with words come in reading order; those without are none."""
    world, page = towns()
    world.type("Contact", "Kontakt")
    world.type(TEXT, RIGHT)
    send_back({place(world, TEXT)}, world.edition, user=None)
    title, text = pieces_of(world.edition)
    assert (title.pair.source, title.pair.target, title.pair.language) == ("Contact", "Kontakt", "sv")
    assert title.pair.source_language == "en"
    assert (title.pair.hold.limit, title.pair.hold.is_line, text.pair.hold.limit) == (255, True, None)
    assert (title.state, text.state) == (State.TRANSLATED, State.NEEDS_WORK)
    assert str(title.address) == f"{page.translation_key}/title"
    assert title.pair.terms is not None


def test_words_for_an_older_text_say_which() -> None:
    """A rule may ask what the words were made from."""
    world, page = towns()
    world.type(TEXT, RIGHT)
    page = type(page).objects.get(pk=page.pk)
    page.body[0].value.source = page.body[0].value.source.replace("Write to", "Please write to")
    page.save_revision().publish()
    world.work()
    assert piece(world, "Please write to info@towns.example.").pair.made_from == TEXT


@pytest.mark.parametrize("limited", [False, True])
def test_a_piece_knows_the_same_text_elsewhere_and_its_namesakes(limited: bool) -> None:
    """In this edition only, as far as it is translated, whether one page is looked at or all."""
    world, page = towns()
    add_edition(world.programme, code="fi", status="published")
    other = world.add_page("Other", f"{TEXT}</p><p>Bushes.")
    third = world.add_page("Third", TEXT)
    world.submit()
    world.work()
    world.type("Trees.", "Växter.")
    world.type("Bushes.", "Växter.")
    rows = StringTranslation.objects
    [first, second, last] = [
        next(s for s in segments if s.text == TEXT)
        for key in (page, other, third)
        for segments in [_segments(world, key)]
    ]
    for segment, words in ((first, RIGHT), (second, "Mejla info@towns.example."), (last, "Ännu inte.")):
        rows.create(
            translation_of_id=segment.string,
            context_id=segment.context,
            locale=world.edition.locale,
            data=words,
            translation_type="manual",
        )
    send_back({(last.context, last.string)}, world.edition, user=None)
    keys = {page.translation_key} if limited else None
    everything = pieces_of(world.edition, keys=keys)
    own = [one.pair for one in everything if one.address.object_key == page.translation_key]
    found = {pair.source: pair for pair in own}
    assert found[TEXT].elsewhere == ("Mejla info@towns.example.",)
    assert found["Trees."].namesakes == ("Bushes.",)
    assert found["Trees."].elsewhere == ()


def _segments(world: World, page: Any) -> list[Segment]:
    return segments_of({page.translation_key}, world.edition)[page.translation_key]


@pytest.mark.parametrize("limited", [False, True])
def test_words_of_a_page_that_went_away_are_not_elsewhere(limited: bool) -> None:
    """Only what the edition says today is said of it."""
    world, page = towns()
    other = world.add_page("Other", "Trees.</p><p>Bushes.")
    world.submit()
    world.work()
    world.type("Trees.", "Träd.")
    gone = next(one for one in _segments(world, other) if one.text == "Trees.")
    StringTranslation.objects.create(
        translation_of_id=gone.string,
        context_id=gone.context,
        locale=world.edition.locale,
        data="Andra träd.",
        translation_type="manual",
    )
    keys = {page.translation_key} if limited else None

    def elsewhere() -> list[tuple[str, ...]]:
        found = pieces_of(world.edition, keys=keys)
        return [one.pair.elsewhere for one in found if one.address.object_key == page.translation_key]

    assert elsewhere() == [("Andra träd.",)]
    type(other).objects.get(pk=other.pk).unpublish()
    assert elsewhere() == [()]


def test_a_label_in_thousands_of_places_costs_no_more_than_its_places() -> None:
    """What is told of others is bounded, and the same whatever the order of the rows."""
    rows = [Said(number, 1, "OK", f"Ja {number % 50}") for number in range(10_000)]
    rows += [Said(number, number, f"Text {number}", "Samma") for number in range(10_000, 20_000)]
    others, again = Others(rows), Others(rows[::-1])
    for number in range(0, 10_000, 7):
        assert len(others.elsewhere(context=number, string=1)) == MOST
    told = others.namesakes("Samma", string=10_003)
    assert len(told) == MOST
    assert told == again.namesakes("Samma", string=10_003)
    assert others.elsewhere(context=3, string=1) == again.elsewhere(context=3, string=1)


def test_what_the_edition_hides_is_not_looked_at() -> None:
    """Nobody is asked for words of a block that no reader gets."""
    world, page = towns()
    world.work()
    world.publish()
    world.type(TEXT, WRONG)
    layer = layer_of(world.edition, page.translation_key)
    decide(layer, Operation("", Verb.HIDE, "", page.body[0].id), version=0)
    assert findings_in(world.edition) == []


def test_a_copy_is_no_piece() -> None:
    """An edition in the master's language is judged where somebody wrote words."""
    world, _ = towns("en-GB")
    assert pieces_of(world.edition) == []
    world.type(TEXT, WRONG)
    assert the_finding(world).finding.rule == "addresses"


def test_the_queries_depend_neither_on_pages_nor_on_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    """One page with one finding costs what forty with forty do."""
    world, page = towns()
    world.type(TEXT, WRONG)
    few = queries(lambda: findings_in(world.edition))
    of_page = queries(lambda: findings_in(world.edition, keys={page.translation_key}))
    for number in range(40):
        world.add_page(f"Page-{number}", f"Mail {number}: info@towns.example.")
    world.submit()
    world.work()
    for number in range(40):
        world.type(f"Mail {number}: info@towns.example.", f"Post {number}.")
    assert len([one for one in findings_in(world.edition) if one.finding.rule == "addresses"]) == 41
    assert queries(lambda: findings_in(world.edition)) == few <= 16
    assert queries(lambda: findings_in(world.edition, keys={page.translation_key})) == of_page <= 17
    some = {one.address.object_key for one in pieces_of(world.edition)}
    assert queries(lambda: findings_in(world.edition, keys=some)) <= of_page
    monkeypatch.setattr(pieces, "FEW", 5)
    assert findings_in(world.edition, keys=some - {page.translation_key}) == [
        one for one in findings_in(world.edition) if one.piece.address.object_key != page.translation_key
    ]


def test_a_text_is_judged_before_it_is_saved() -> None:
    """The same as after; nothing is written by it, and other places are known."""
    world, _ = towns()
    [found] = findings_of_typed(world.edition, place(world, TEXT), words=WRONG)
    assert not StringTranslation.objects.exists()
    world.type(TEXT, WRONG)
    assert the_finding(world).id == found.id
    assert findings_of_typed(world.edition, place(world, TEXT), words=RIGHT) == []
    assert findings_of_typed(world.edition, place(world, TEXT), words="") == []
    assert findings_of_typed(world.edition, (0, 0), words=WRONG) == []
    assert findings_of_typed(world.master, place(world, TEXT), words=WRONG) == []


def test_a_very_long_text_is_judged() -> None:
    """A hundred thousand characters, with marks and addresses, end in findings and in no fault."""
    world, _ = towns()
    words = "<b>" * 100 + "x@y.se ((( " * 9_000
    found = findings_of_typed(world.edition, place(world, TEXT), words=words)
    assert found
    assert all(len(str(one.finding)) < 2_000 for one in found)


def test_the_master_is_judged_by_itself() -> None:
    """Its texts have rules of their own, and its findings are dismissed in its edition."""
    world, _ = towns()
    page = world.add_page("Spaces", "Two  spaces stand here.")
    world.submit()
    found = [
        one
        for one in source_findings_in(world.master)
        if one.piece.address.object_key == page.translation_key
    ]
    assert {one.finding.side for one in found} == {Side.SOURCE}
    dismiss(world.master, found[0], reason="It is a sample of a typewriter.", user=None)
    left = counting(source_findings_in(world.master, keys={page.translation_key}))
    assert len(left) < len(found)
