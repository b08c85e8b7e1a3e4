"""What loses a conflict is kept, shown, and may have its place after all."""

from __future__ import annotations

from pathlib import Path

import pytest
from wagtail_localize.models import StringTranslation

from tests.catalogues.partner import edit, export, send
from tests.publishing.builders import World
from translation_workflow.catalogue.models import SetAside
from translation_workflow.catalogue.set_aside import NotSettled, dismiss, take
from translation_workflow.source.models import DiscardedText, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A colleague and a partner changed the same piece."""
    world = World()
    path = export(world, tmp_path)["programme"]
    world.type("Towns", "Städer")
    edit(path, Towns="Orter")
    send(world, path)
    return world


def test_words_are_taken_and_the_others_kept(world: World) -> None:
    """Nothing that somebody typed is lost, whichever is chosen."""
    take(SetAside.objects.get(), user=None)
    assert (world.segment("Towns").words, world.segment("Towns").state) == ("Orter", State.TRANSLATED)
    assert DiscardedText.objects.get().words == "Städer"
    assert SetAside.objects.get().settled == "taken"


def test_words_are_put_away(world: World) -> None:
    """What is here stays, and nobody is asked again for the same file."""
    dismiss(SetAside.objects.get(), user=None)
    assert world.segment("Towns").words == "Städer"
    assert SetAside.objects.get().settled == "dismissed"


def test_two_people_settle_once(world: World) -> None:
    """The second is told, and changes nothing."""
    first, second = SetAside.objects.get(), SetAside.objects.get()
    dismiss(first, user=None)
    with pytest.raises(NotSettled, match="Somebody settled this in the meantime"):
        take(second, user=None)
    assert world.segment("Towns").words == "Städer"


def test_words_have_no_place_when_the_master_moved_on(world: World) -> None:
    """They stay kept."""
    world.first.title = "Cities"
    world.first.save_revision().publish()
    world.work()
    with pytest.raises(NotSettled, match="there is no place for these words now"):
        take(SetAside.objects.get(), user=None)
    assert SetAside.objects.get().settled == ""


def test_broken_words_are_kept_and_not_taken(world: World, tmp_path: Path) -> None:
    """What cannot be shown as it is has to be mended first."""
    path = export(world, tmp_path / "again")["programme"]
    edit(path, More="<b>Fler träd.")
    send(world, path)
    with pytest.raises(NotSettled, match="cannot be shown as they are"):
        take(SetAside.objects.get(reason="quarantined"), user=None)


def test_an_address_of_ones_own_waits_for_a_person_who_may_take_it(world: World, tmp_path: Path) -> None:
    """It is set aside with its line; taken, it is working text, which goes live once that is settled, too."""
    path = export(world, tmp_path / "again")["programme"]
    edit(path, More="Fler på www.stad.se")
    send(world, path)
    aside = SetAside.objects.get(reason="quarantined")
    assert aside.line > 1
    take(aside, user=None)
    assert StringTranslation.objects.filter(data="Fler på www.stad.se").exists()


def test_words_that_were_taken_and_come_again_wait_again(world: World, tmp_path: Path) -> None:
    """A colleague changed the place since: they are nowhere but in the file, and that is news."""
    path = export(world, tmp_path / "again")["programme"]
    edit(path, More="Fler på www.stad.se")
    send(world, path)
    aside = SetAside.objects.get(reason="quarantined")
    take(aside, user=None)
    world.type("More trees.", "Fler träd.")
    assert not send(world, path).is_nothing_new
    aside.refresh_from_db()
    assert aside.settled == ""
    assert send(world, path).is_nothing_new


def test_broken_words_that_were_put_away_stay_away(world: World, tmp_path: Path) -> None:
    """Nobody is asked twice about what no page can hold."""
    path = export(world, tmp_path / "again")["programme"]
    edit(path, More="<b>Fler träd.")
    send(world, path)
    dismiss(SetAside.objects.get(reason="quarantined"), user=None)
    assert send(world, path).is_nothing_new
    assert SetAside.objects.get(reason="quarantined").settled == "dismissed"
