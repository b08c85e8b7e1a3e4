"""A text of the master that comes back: what people published since is what stays live."""

from __future__ import annotations

from typing import Any

import pytest

from pages.models import ContactPoint
from tests.delivery.snippet_builders import a_snippet
from tests.publishing.builders import World
from tests.scenarios.stage import Stage
from translation_workflow.source.models import DiscardedText, State, Succession

pytestmark = pytest.mark.django_db

ONE, OTHER = "About this site.", "About this web site."


@pytest.mark.parametrize("code", ["sv", "en-GB"])
def test_a_correction_that_was_published_is_live_for_the_next_text(code: str) -> None:
    """Words that were carried there in an earlier round are older, in the draft, too."""
    stage = Stage(ONE, code=code)
    stage.say(OTHER)
    stage.say(ONE)
    stage.world.type(ONE, "Om den här webbplatsen.")
    stage.publish()
    stage.say(OTHER)
    assert stage.live == stage.draft == ["<p>Om den här webbplatsen.</p>"]
    piece = stage.world.segment(OTHER)
    assert (piece.words, piece.state) == ("Om den här webbplatsen.", State.NEEDS_WORK)
    assert piece.made_from == ONE


@pytest.mark.parametrize("code", ["sv", "en-GB"])
def test_a_correction_outlives_a_typo_that_comes_back(code: str) -> None:
    """The words that gave way had been typed by somebody, and are kept."""
    typo, mended = "Save the water, now", "Save the water, now."
    stage = Stage(mended, code=code)
    stage.say(typo)
    stage.world.type(typo, "Spara på vattnet nu.")
    stage.publish()
    stage.say(mended)
    assert stage.live == ["<p>Spara på vattnet nu.</p>"]
    piece = stage.world.segment(mended)
    assert (piece.words, piece.state) == ("Spara på vattnet nu.", State.TRANSLATED)
    assert DiscardedText.objects.get().words == f"sv {mended}"
    stage.publish()
    assert stage.live == ["<p>Spara på vattnet nu.</p>"]


def test_a_translation_that_was_made_for_the_text_comes_back_before_words_made_for_another() -> None:
    """Whatever was corrected meanwhile."""
    stage = Stage(ONE)
    stage.say(OTHER)
    stage.world.type(OTHER, "Om webbplatsen.")
    stage.world.confirm(OTHER)
    stage.publish()
    stage.say(ONE)
    stage.world.type(ONE, "Om den här sajten.")
    stage.publish()
    stage.say(OTHER)
    assert stage.live == stage.draft == ["<p>Om webbplatsen.</p>"]
    assert stage.needs_work(OTHER) == ""


def test_words_that_are_newer_than_those_of_the_text_before_stay() -> None:
    """Somebody sent them for an older text: they need work, and are not thrown away."""
    stage = Stage(ONE)
    stage.say(OTHER)
    stage.world.type(OTHER, "Om en sajt.")
    assert stage.needs_work(OTHER) == ONE
    stage.say(ONE)
    stage.say(OTHER)
    assert (stage.world.segment(OTHER).words, stage.needs_work(OTHER)) == ("Om en sajt.", ONE)
    assert not DiscardedText.objects.exists()


def test_a_snippet_that_comes_back_has_what_was_published_last() -> None:
    """As pages have."""
    world = World()
    contact = a_snippet(ContactPoint, world.programme)
    [name, *_] = ContactPoint.translated
    old = getattr(contact, name)
    new = f"{old} more"

    def say(text: str) -> None:
        row = ContactPoint.objects.get(pk=contact.pk)
        setattr(row, name, text)
        row.save()
        world.work()

    def shown() -> Any:
        return getattr(ContactPoint.objects.get(locale=world.edition.locale), name)

    world.work()
    world.type(old, "Stöd")
    world.publish()
    say(new)
    say(old)
    world.type(old, "Hjälp")
    world.publish()
    say(new)
    assert shown() == "Hjälp"


def test_a_step_that_is_taken_again_is_the_latest() -> None:
    """A text follows the one that it took the place of last."""
    stage = Stage(ONE)
    for text in (OTHER, "About that site.", ONE, OTHER):
        stage.say(text)
    latest = Succession.objects.filter(new__data=OTHER).latest("pk")
    assert latest.old.data == ONE
