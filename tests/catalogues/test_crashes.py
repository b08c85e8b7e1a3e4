"""Imports and syncs that are killed: every file is wholly in or wholly out, and doing it again completes."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.catalogues.clones import clone_of, forget_who_runs, tool_on
from tests.catalogues.dying import MARKS
from tests.catalogues.partner import edit, export
from tests.catalogues.test_sync import assert_sound, page, state, sync, words
from tests.jobs.editions import ended, start
from tests.publishing.builders import World
from translation_workflow.catalogue.models import Import, ImportedFile, SetAside
from translation_workflow.source.segments import segments_of

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ("Contact", "Energy", "Legal", "Water")
IMPORTING = [
    (mark, times)
    for mark in ("before a file", "before its words", "after its words", "after its row")
    for times in (1, 3)
]
PUSHING = ("in a draft", "after a file is replaced", "before a push", "after a push")
SYNCING = [
    (mark, times)
    for mark in (
        "after its words",
        "after its row",
        "before it is known",
        "in a draft",
        "before a file is replaced",
        "after a file is replaced",
        "before it is noted",
        "after it is noted",
    )
    for times in ((1,) if "noted" in mark or "known" in mark else (1, 2))
]


@pytest.fixture
def world() -> World:
    """A programme of five pages with three texts each."""
    world = World()
    for title in PAGES:
        if title != "Legal":
            world.add_page(title, f"About {title}.</p><p>More of {title}.")
    world.submit()
    return world


def die(mark: str, times: int, command: Sequence[str]) -> None:
    assert ended([start("tests.catalogues.dying", mark, str(times), *command)]) == [-9]


def drafts(folder: Path) -> list[str]:
    """What is hidden below a folder: half-written files are."""
    return [name for name in state(folder) if "/." in name]


def here(world: World) -> dict[str, list[str]]:
    """Title of a page → what its pieces have here."""
    pieces = [piece for found in segments_of(None, world.edition).values() for piece in found]
    return {
        title: [piece.words for piece in pieces if title in piece.text] for title in (*PAGES, "this site")
    }


def translate(path: Path, title: str) -> None:
    edit(path, **{title: f"{title} sv", "About": f"Om {title}.", **_more(title)})


def _more(title: str) -> dict[str, str]:
    return {} if title == "Legal" else {"More": f"Mera {title}."}


@pytest.mark.parametrize(("mark", "times"), IMPORTING)
def test_a_killed_import_has_whole_files(world: World, tmp_path: Path, mark: str, times: int) -> None:
    """kill -9 in the middle of a batch; the journal and the words agree, and a second upload completes it."""
    files = export(world, tmp_path)
    for title in PAGES:
        translate(files[title.lower()], title)
    command = ["import_po", str(world.edition), str(tmp_path / "sv")]
    die(mark, times, command)

    taken = {Path(name).stem for name in ImportedFile.objects.values_list("name", flat=True)}
    assert len(taken) == times - 1
    for title, found in here(world).items():
        if title != "this site":
            assert all(found) == any(found) == (title.lower() in taken)

    call_command(*command, stdout=StringIO(), stderr=StringIO())
    assert all(all(found) for found in here(world).values())
    rows = [Path(row.name).stem for row in ImportedFile.objects.all() if row.changes]
    assert sorted(rows) == [title.lower() for title in PAGES], "Each file was taken once."
    assert not SetAside.objects.exists()


@pytest.mark.parametrize(("mark", "times"), SYNCING)
def test_a_killed_sync_is_healed_by_the_next(world: World, tmp_path: Path, mark: str, times: int) -> None:
    """Whatever it had done: both sides have both sides' words, no file is half, nothing is in conflict."""
    sync(tmp_path)
    for title in ("Energy", "Water", "Contact"):
        edit(page(tmp_path, title.lower()), More=f"Mera {title}.")
        world.type(title, f"{title} sv")
    world.type("Legal", "Juridik")
    die(mark, times, ["sync_catalogues", "--all", "--folder", str(tmp_path)])
    assert bool(drafts(tmp_path)) == (mark == "in a draft")
    # Somebody goes on here before anybody heals it.
    world.type("Legal", "Rättsligt")
    world.type("Energy", "Energi")

    sync(tmp_path)
    for title, name in {"Energy": "Energi", "Water": "Water sv", "Contact": "Contact sv"}.items():
        found = words(page(tmp_path, title.lower()))
        assert (found[title], found[f"More of {title}."]) == (name, f"Mera {title}.")
        assert world.segment(f"More of {title}.").words == f"Mera {title}."
        assert world.segment(title).words == name
    assert words(page(tmp_path, "legal"))["Legal"] == "Rättsligt"
    assert not SetAside.objects.exists()
    assert drafts(tmp_path) == []
    assert_sound(tmp_path)
    assert Import.objects.count() <= 2


@pytest.mark.needs("git")
@pytest.mark.parametrize("mark", PUSHING)
def test_a_sync_that_is_killed_at_its_push_is_healed(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    """Pushed or not: the next one has both sides' words, and nobody's are in conflict."""
    forget_who_runs(monkeypatch)
    tool = tool_on(tmp_path / "remote.git")
    ours = clone_of(tmp_path / "remote.git", tmp_path / "ours")
    sync(ours.folder, "--git")
    tool.pull()
    world.type("Energy", "Energy sv")
    die(mark, 1, ["sync_catalogues", "--all", "--git", "--folder", str(ours.folder)])
    world.type("Energy", "Energi")
    tool.pull()
    edit(page(tool.folder, "energy"), More="Mera energi.")
    tool.push()

    sync(ours.folder, "--git")
    tool.pull()
    found = words(page(tool.folder, "energy"))
    assert (found["Energy"], found["More of Energy."]) == ("Energi", "Mera energi.")
    assert world.segment("More of Energy.").words == "Mera energi."
    assert not SetAside.objects.exists()
    assert ours.is_clean
    assert drafts(tool.folder) == []


def test_every_mark_is_tried() -> None:
    """A mark that nobody dies at proves nothing."""
    tried = {mark for mark, _ in (*IMPORTING, *SYNCING)}
    assert tried | set(PUSHING) == set(MARKS)
