"""Two who bring words for one edition at the same moment: one after the other, and nothing is lost."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from shutil import copy

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from tests.catalogues.partner import edit, export, send
from tests.catalogues.test_sync import assert_sound, page, sync, words
from tests.jobs.editions import ended, start
from tests.publishing.builders import World
from tests.publishing.test_at_the_same_moment import _until_somebody_waits, together
from translation_workflow.catalogue.intake import Report
from translation_workflow.catalogue.judge import Verdict
from translation_workflow.catalogue.models import Import, ImportedFile, SetAside
from translation_workflow.editions.locks import lock_editions

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 5


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def partners(world: World) -> list[object]:
    """Two people who translate the same edition."""
    make = get_user_model()._default_manager.create
    return [make(username=name) for name in ("anna", "bo")]


def handed(world: World, tmp_path: Path) -> list[dict[str, Path]]:
    """Return the exported files of each partner, as copies of their own."""
    files = export(world, tmp_path)
    copies: list[dict[str, Path]] = []
    for name in ("anna", "bo"):
        folder = tmp_path / f"of-{name}"
        folder.mkdir(exist_ok=True)
        copies.append({key: Path(copy(path, folder)) for key, path in files.items()})
    return copies


def at_once(world: World, sent: list[dict[str, Path]], partners: list[object]) -> dict[str, Report]:
    """Let both import at the same moment; return who → report."""
    reports: dict[str, Report] = {}

    def act(number: int) -> None:
        user = partners[number]
        reports[str(user)] = send(world, *sent[number].values(), user=user)

    together(lambda: act(0), lambda: act(1))
    return reports


def test_two_partners_send_the_same_edition(world: World, tmp_path: Path, partners: list[object]) -> None:
    """What only one changed is in; of what both changed, the later one is told by whom, and keeps theirs."""
    for number in range(ROUNDS):
        sent = handed(world, tmp_path / str(number))
        edit(sent[0]["programme"], Towns=f"Städer {number}", More=f"Fler träd {number}.")
        edit(sent[1]["programme"], Less=f"Mindre {number} CO<sub>2</sub>.", More=f"Flera träd {number}.")
        edit(sent[1]["legal"], Legal=f"Juridik {number}")
        reports = at_once(world, sent, partners)

        assert world.segment("Towns").words == f"Städer {number}"
        assert world.segment("Less CO<sub>2</sub>.").words == f"Mindre {number} CO<sub>2</sub>."
        assert world.segment("Legal").words == f"Juridik {number}"
        here = world.segment("More trees.").words
        both = {"anna": f"Fler träd {number}.", "bo": f"Flera träd {number}."}
        (winner,) = [name for name, told in both.items() if told == here]
        (loser,) = both.keys() - {winner}
        notes = [note for file in reports[loser].files for note in file.notes]
        assert [note["verdict"] for note in notes] == ["conflict"]
        assert f"Changed here by {winner} on " in notes[0]["sentence"]
        assert (notes[0]["ours"], notes[0]["theirs"]) == (both[winner], both[loser])
        assert SetAside.objects.filter(words=both[loser]).count() == 1
        assert reports[winner].counts[Verdict.CONFLICT] == 0


def test_the_same_file_is_sent_twice_at_once(world: World, tmp_path: Path, partners: list[object]) -> None:
    """A double click: one changes, the other finds that there is nothing to change."""
    sent = handed(world, tmp_path)
    edit(sent[0]["programme"], More="Fler träd.", Towns="Städer")
    copy(sent[0]["programme"], sent[1]["programme"])
    reports = at_once(world, sent, partners)
    accepted = sorted(report.counts[Verdict.ACCEPTED] for report in reports.values())
    assert accepted == [0, 2]
    assert not SetAside.objects.exists()
    assert sum(len(row.changes) for row in ImportedFile.objects.all()) == 2


def test_an_import_waits_for_whoever_writes_in_the_edition(world: World, tmp_path: Path) -> None:
    """It judges what is there when it has the edition, not what was there when it came."""
    path = export(world, tmp_path)["programme"]
    edit(path, More="Fler träd.")
    found: list[Report] = []

    def act() -> None:
        try:
            found.append(send(world, path))
        finally:
            connection.close()

    thread = threading.Thread(target=act)
    with transaction.atomic():
        lock_editions([world.edition])
        world.type("More trees.", "Flera träd.")
        thread.start()
        _wait()
        assert found == []
    thread.join(60)
    assert found[0].counts[Verdict.CONFLICT] == 1
    assert world.segment("More trees.").words == "Flera träd."
    assert SetAside.objects.get().words == "Fler träd."


def _wait() -> None:
    if connection.vendor == "postgresql":
        _until_somebody_waits()
    else:
        time.sleep(0.5)


def test_two_syncs_of_one_folder(world: World, tmp_path: Path) -> None:
    """Two workers begin at once: what came in came in once, and both end well."""
    sync(tmp_path)
    for number in range(2):
        edit(page(tmp_path), More=f"Träd {number}.")
        world.type("Towns", f"Städer {number}")
        command = ["sync_catalogues", "--all", "--folder", str(tmp_path)]
        assert ended([start("tests.catalogues.dying", "nowhere", "1", *command) for _ in range(2)]) == [0, 0]
        assert Import.objects.count() == number + 1
        assert world.segment("More trees.").words == f"Träd {number}."
        assert words(page(tmp_path))["Towns"] == f"Städer {number}"
        assert_sound(tmp_path)
    assert not SetAside.objects.exists()


def test_a_sync_and_an_upload(world: World, tmp_path: Path, partners: list[object]) -> None:
    """Whoever is first: each has both sides' words after the next sync."""
    folder = tmp_path / "folder"
    sync(folder)
    for number in range(ROUNDS):
        sent = handed(world, tmp_path / str(number))[0]["programme"]
        edit(sent, Towns=f"Städer {number}")
        edit(page(folder), More=f"Träd {number}.")
        together(lambda sent=sent: send(world, sent, user=partners[0]), lambda: sync(folder))  # type: ignore[misc]
        sync(folder)
        assert world.segment("More trees.").words == f"Träd {number}."
        assert words(page(folder))["Towns"] == f"Städer {number}"
        assert_sound(folder)
    assert not SetAside.objects.exists()
