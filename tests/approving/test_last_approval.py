"""What changed since a reviewer stood behind the words."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from tests.approving.reviewing import Reviewed
from tests.programme.starter import block
from translation_workflow.approving import decide
from translation_workflow.approving.models import ApprovedText
from translation_workflow.approving.pieces import Change, Piece, look_at

pytestmark = pytest.mark.django_db

TREES = "More trees."


def piece_of(world: Reviewed, text: str) -> Piece:
    looked = look_at(world.edition, world.key, user=world.reviewer)
    assert looked is not None
    return next(one for one in looked.pieces if one.source == text)


def approve(world: Reviewed, text: str) -> None:
    decide.approve(
        world.edition, world.key, places={world.place(text)}, seen=world.seen(), user=world.reviewer
    )


def test_words_that_nobody_approved_are_new() -> None:
    """Where there never were live or approved words there is nothing to compare with."""
    world = Reviewed()
    world.translate()
    assert piece_of(world, TREES).change is Change.NEW


def test_what_changed_is_told_against_what_is_live() -> None:
    """Where nobody approved words since, the live ones are what a reviewer stood behind."""
    world = Reviewed(maximum_missing=None)
    world.translate()
    world.publish()
    world.type(TREES, "Flera träd.")
    piece = piece_of(world, TREES)
    assert (piece.change, piece.waits) == (Change.WORDS, True)
    assert "<del>" in piece.words_change
    assert "Flera" in piece.words_change
    assert piece_of(world, "Towns").change is Change.NOTHING
    assert not piece_of(world, "Towns").is_told


def test_what_changed_is_told_against_what_was_approved_later() -> None:
    """Words that were approved and are not live yet are newer than the live ones, and are compared with."""
    world = Reviewed(maximum_missing=None)
    world.translate()
    world.publish()
    world.type(TREES, "Flera träd.")
    approve(world, TREES)
    world.type(TREES, "Flera träd och buskar.")
    piece = piece_of(world, TREES)
    assert "buskar" in piece.words_change
    assert "Fler " not in piece.words_change


def test_what_went_live_is_what_was_approved_last() -> None:
    """A publication makes approvals of the same words superfluous: what is live says it."""
    world = Reviewed(maximum_missing=None)
    world.translate()
    approve(world, TREES)
    assert ApprovedText.objects.count() == 1
    decide.publish(world.edition, world.key, seen=world.seen(), user=world.reviewer)
    assert not ApprovedText.objects.exists()
    world.type(TREES, "Flera träd.")
    assert piece_of(world, TREES).change is Change.WORDS


def test_an_approval_that_is_not_live_outlives_a_publication() -> None:
    """Where a publication made other words live, or none, the approval is still the last one."""
    world = Reviewed(maximum_missing=None, minimum_state="approved")
    world.translate()
    approve(world, TREES)
    world.type(TREES, "Flera träd.")
    world.publish()
    assert ApprovedText.objects.get().words == "Fler träd."


def test_a_source_that_changed_is_told_with_its_words() -> None:
    """Words said to be still right for another text show what the master changed."""
    world = Reviewed(maximum_missing=None)
    world.translate()
    world.publish()
    page = world.first.specific_class.objects.get(pk=world.first.pk)
    page.lead = [block("lead", "text", "<p>Less CO<sub>2</sub>.</p><p>Many more trees.</p>")]
    page.save_revision().publish()
    world.work()
    world.confirm("Many more trees.")
    piece = piece_of(world, "Many more trees.")
    assert piece.change is Change.SOURCE
    assert "<ins>" in piece.source_change
    assert piece.waits


def test_what_stands_in_words_is_text() -> None:
    """Marks that somebody typed are shown as they read, and never as markup of the page."""
    world = Reviewed()
    world.type(TREES, "<script>alert(1)</script> &lt;b&gt;")
    body = world.client(world.reviewer).get(world.url()).content.decode()
    assert "<script>alert(1)" not in body


def test_the_questions_do_not_grow(django_assert_max_num_queries: Any) -> None:
    """A page of many pieces is looked at with as many questions as one of few."""
    world = Reviewed()
    world.translate()
    with django_assert_max_num_queries(35) as few:
        look_at(world.edition, world.key, user=world.reviewer)
    lead = [
        block(f"b{number}", "text", "".join(f"<p>Word {number}-{i}.</p>" for i in range(10)))
        for number in range(20)
    ]
    page = world.first.specific_class.objects.get(pk=world.first.pk)
    page.lead = lead
    page.save_revision().publish()
    world.work()
    for number in range(20):
        world.type(f"Word {number}-1.", f"Ord {number}.")
    with django_assert_max_num_queries(35) as many:
        looked = look_at(world.edition, world.key, user=world.reviewer)
    assert looked is not None
    assert len(looked.pieces) > 200
    # What was put aside, and older texts, are asked for only where there is anything.
    assert len(many.captured_queries) <= len(few.captured_queries) + 3


def test_what_rules_say_of_the_words_is_told() -> None:
    """A reviewer sees warnings beside the words, and what keeps them from going live."""
    world = Reviewed()
    world.translate()
    world.type(TREES, "Fler  träd  1990")
    assert [one.finding.rule for one in piece_of(world, TREES).warnings]


def test_words_that_a_rule_holds_back_are_named() -> None:
    """Words that cannot go live are told as held back, with the rule, and as missing from the page."""
    world = Reviewed()
    world.translate()
    world.type("Less CO<sub>2</sub>.", "Mindre <b>CO2.")
    piece = piece_of(world, "Less CO<sub>2</sub>.")
    assert piece.held
    assert piece.lacks
    looked = look_at(world.edition, world.key, user=world.reviewer)
    assert looked is not None
    assert "held back" in looked.outlook.faults[0]


def test_formatting_that_went_is_seen() -> None:
    """A reviewer sees marks as marks, and is told where nothing but these changed."""
    world = Reviewed(maximum_missing=None)
    first = "Less CO<sub>2</sub>."
    world.translate()
    world.type(first, "Mindre CO<sub>2</sub>.")
    world.publish()
    assert "CO<sub>2</sub>" in piece_of(world, first).words
    world.type(first, "Mindre CO<b>2</b>.")
    piece = piece_of(world, first)
    assert piece.change is Change.WORDS
    assert "CO<b>2</b>" in piece.words
    assert "Only the formatting or a link changed." in piece.words_change
    assert "<sub>" in piece.source
    assert piece.name == "Mindre CO2."


def test_a_place_is_named_in_the_reviewer_s_language() -> None:
    """Where a piece stands is said as the rest of the screen."""
    world = Reviewed()
    with translation.override("sv"):
        assert piece_of(world, TREES).place == "Ingress › Text 1"
    assert piece_of(world, TREES).place == "Lead › Text 1"
