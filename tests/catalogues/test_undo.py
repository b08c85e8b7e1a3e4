"""An import can be taken back, and takes nobody's later work with it."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail_localize.models import StringTranslation

from tests.catalogues.partner import edit, export, send
from tests.publishing.builders import World
from translation_workflow.catalogue.models import Import
from translation_workflow.catalogue.undo import NotUndone, forecast, undo
from translation_workflow.source.models import State
from translation_workflow.source.states import approve

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def sent(world: World, folder: Path, **words: str) -> Import:
    path = export(world, folder)["programme"]
    edit(path, **words)
    batch = send(world, path).batch
    assert batch is not None
    return batch


def test_every_piece_has_again_what_it_had(world: World, tmp_path: Path) -> None:
    """Words, state and emptiness; and the same file may come in again."""
    world.type("Towns", "Städer")
    piece = world.segment("Towns")
    approve({(piece.context, piece.string)}, world.edition, user=None)
    batch = sent(world, tmp_path, Towns="Orter", More="Fler träd.")
    outcome = undo(batch)
    assert (outcome.restored, outcome.left) == (2, [])
    assert (world.segment("Towns").words, world.segment("Towns").state) == ("Städer", State.APPROVED)
    assert world.segment("More trees.").words == ""
    assert StringTranslation.objects.count() == 1
    again = send(world, tmp_path / "sv" / "content" / "towns" / "programme.po")
    assert not again.is_nothing_new
    assert world.segment("Towns").words == "Orter"


def test_later_work_stays_and_is_told(world: World, tmp_path: Path) -> None:
    """Only the places where nobody went on are taken back."""
    batch = sent(world, tmp_path, Towns="Orter", More="Fler träd.")
    world.type("Towns", "Städer och orter")
    outcome = undo(batch)
    assert outcome.restored == 1
    (sentence,) = outcome.left
    assert sentence.startswith("towns/programme.po:")
    assert world.segment("Towns").words == "Städer och orter"
    assert world.segment("More trees.").words == ""


def test_words_that_were_carried_to_another_text_stay_and_are_told(world: World, tmp_path: Path) -> None:
    """The master changed since: nothing is said to be taken back that still stands."""
    batch = sent(world, tmp_path, Towns="Orter", More="Fler träd.")
    world.first.title = "Towns and cities"
    world.first.save_revision().publish()
    world.submit()
    foreseen, outcome = forecast(batch), undo(batch)
    assert (outcome.restored, foreseen.restored) == (1, 1)
    (sentence,) = outcome.left
    assert foreseen.left == [sentence]
    assert "the English text changed since" in sentence


def test_an_approved_import_stays(world: World, tmp_path: Path) -> None:
    """A reviewer stands behind it now."""
    batch = sent(world, tmp_path, Towns="Orter")
    piece = world.segment("Towns")
    approve({(piece.context, piece.string)}, world.edition, user=None)
    assert undo(batch).restored == 0
    assert world.segment("Towns").state is State.APPROVED


def test_nothing_is_taken_back_twice(world: World, tmp_path: Path) -> None:
    """The second time there is nothing left to do, and it says so."""
    batch = sent(world, tmp_path, Towns="Orter")
    undo(batch)
    with pytest.raises(NotUndone, match="there is nothing to take back"):
        undo(batch)


def test_live_words_stay(world: World, tmp_path: Path) -> None:
    """What was published since is what readers read, until somebody publishes again."""
    batch = sent(world, tmp_path, Towns="Orter")
    world.publish()
    undo(batch)
    assert world.translated(world.first).title == "Orter"


def test_the_command_lists_and_takes_back(world: World, tmp_path: Path) -> None:
    """Without a number it names the last imports; an unknown one is told."""
    batch = sent(world, tmp_path, Towns="Orter")
    told = StringIO()
    call_command("undo_import", stdout=told)
    assert f"{batch.pk}  " in told.getvalue()
    call_command("undo_import", str(batch.pk), stdout=told)
    assert "1 taken back" in told.getvalue()
    with pytest.raises(CommandError, match="There is no import 999"):
        call_command("undo_import", "999")
