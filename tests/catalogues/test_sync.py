"""A folder that a tool works on as well: everything comes across, again and again, and nothing twice."""

from __future__ import annotations

import subprocess
from io import StringIO
from pathlib import Path

import polib
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.catalogues.partner import edit
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.catalogue.exchange import SyncRefused, held
from translation_workflow.catalogue.models import Export, Import, SetAside
from translation_workflow.catalogue.undo import undo
from translation_workflow.editions.registry import add_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def folder(world: World, tmp_path: Path) -> Path:
    """A folder that was synchronised once."""
    sync(tmp_path)
    return tmp_path


def sync(folder: Path, *options: str) -> str:
    told = StringIO()
    call_command("sync_catalogues", "--all", "--folder", str(folder), *options, stdout=told, stderr=told)
    return told.getvalue()


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below the folder, with its content and the time of its change."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in paths
    }


def journals() -> tuple[int, int]:
    return Import.objects.count(), Export.objects.count()


def page(folder: Path, name: str = "programme") -> Path:
    return folder / "sv" / "content" / "towns" / f"{name}.po"


def words(path: Path) -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))}


def save_as_a_tool(path: Path) -> None:
    """Write a file as another program does: wrapped, with headers of its own, without our comments."""
    file = polib.pofile(str(path), wrapwidth=30)
    file.metadata |= {"X-Generator": "Another tool 3.1", "PO-Revision-Date": "2024-05-01 10:00+0000"}
    file.metadata.pop("X-Snapshot")
    for entry in file:
        entry.comment = ""
        entry.tcomment = "Looked at."
    file.sort(key=lambda entry: str(entry.msgid), reverse=True)
    file.save()


def assert_sound(folder: Path) -> None:
    """Synchronise again: no file is touched and nothing is noted, for nothing changed."""
    before, rows = state(folder), journals()
    sync(folder)
    assert (state(folder), journals()) == (before, rows)


def test_an_empty_folder_gets_every_file_once(world: World, tmp_path: Path) -> None:
    """The edition's catalogues and the templates; a second sync has nothing to do."""
    assert "towns/sv: 2 written" in sync(tmp_path)
    assert sorted(state(tmp_path)) == [
        "en/content/towns/legal.pot",
        "en/content/towns/programme.pot",
        "sv/content/towns/legal.po",
        "sv/content/towns/programme.po",
    ]
    assert_sound(tmp_path)


def test_words_typed_there_come_in_and_their_file_stays_as_it_was_written(world: World, folder: Path) -> None:
    """A tool's wrapping, order, headers and comments are its own: no file is written back and forth."""
    edit(page(folder), More="Fler träd.")
    save_as_a_tool(page(folder))
    before = page(folder).read_bytes()
    assert "1 files came in (1 accepted" in sync(folder)
    assert world.segment("More trees.").words == "Fler träd."
    assert page(folder).read_bytes() == before
    assert_sound(folder)


@pytest.mark.needs("gettext")
@pytest.mark.parametrize(
    "command",
    ["msgcat --width=40", "msgattrib --sort-output", "msgmerge -N -q", "msgattrib --clear-previous"],
)
def test_a_file_that_gettext_wrote_stays(world: World, folder: Path, command: str) -> None:
    """The real tools write our words their way, some without the older text: none is written anew."""
    world.type("About this site.", "Om webbplatsen.")
    world.page.body = [block("Legal", "text", "<p>About this web site.</p>")]
    world.page.save_revision().publish()
    world.submit()
    sync(folder)
    path = page(folder, "legal")
    assert b'#, fuzzy\n#| msgid "About this site."' in path.read_bytes()
    template = [str(folder / "en/content/towns/legal.pot")] if "msgmerge" in command else []
    written = subprocess.run([*command.split(), str(path), *template], check=True, capture_output=True).stdout
    path.write_bytes(written)
    assert "written" not in sync(folder)
    assert path.read_bytes() == written
    assert_sound(folder)
    edit(path, About="Om vår webbplats.")
    sync(folder)
    assert world.segment("About this web site.").words == "Om vår webbplats."
    assert_sound(folder)


def test_words_typed_here_go_out(world: World, folder: Path) -> None:
    """Also into a file that another tool wrote."""
    save_as_a_tool(page(folder))
    sync(folder)
    world.type("More trees.", "Fler träd.")
    assert "towns/sv: 1 written" in sync(folder)
    assert words(page(folder))["More trees."] == "Fler träd."
    assert_sound(folder)


def test_both_sides_work_on_one_file(world: World, folder: Path) -> None:
    """What one side changed is not taken back by the other's older words."""
    edit(page(folder), More="Fler träd.")
    world.type("Towns", "Städer")
    sync(folder)
    assert words(page(folder)) == {
        "Towns": "Städer",
        "Less CO<sub>2</sub>.": "",
        "More trees.": "Fler träd.",
    }
    assert world.segment("Towns").words == "Städer"
    assert_sound(folder)


def test_words_are_changed_there_again_and_again(world: World, folder: Path) -> None:
    """Each round goes on from the last, though the file says only from which export it once came."""
    for number in range(4):
        edit(page(folder), More=f"Träd {number}.")
        sync(folder)
        assert world.segment("More trees.").words == f"Träd {number}."
        assert_sound(folder)
    assert not SetAside.objects.exists()


def test_words_that_are_taken_back_there_are_taken_back_here(world: World, folder: Path) -> None:
    """Bytes that were seen long ago are a change, if something else stood there since."""
    edit(page(folder), More="Fler träd.")
    sync(folder)
    first = page(folder).read_bytes()
    edit(page(folder), More="Många träd.")
    sync(folder)
    page(folder).write_bytes(first)
    sync(folder)
    assert world.segment("More trees.").words == "Fler träd."
    assert not SetAside.objects.exists()


def test_a_download_in_between_is_no_base_of_the_folder(world: World, folder: Path, tmp_path: Path) -> None:
    """Words typed here and handed to somebody else were not seen there: two changes are a conflict."""
    world.type("More trees.", "Flera träd.")
    call_command("export_po", "towns/sv", "--to", str(tmp_path / "elsewhere"), stdout=StringIO())
    edit(page(folder), More="Fler träd.")
    assert "1 conflict" in sync(folder)
    assert world.segment("More trees.").words == "Flera träd."


def test_a_conflict_keeps_both(world: World, folder: Path) -> None:
    """Ours goes out, theirs is set aside and told, once."""
    world.type("More trees.", "Flera träd.")
    edit(page(folder), More="Fler träd.")
    told = sync(folder)
    assert "programme.po:" in told
    assert "conflict: this translation was changed here too" in told
    assert words(page(folder))["More trees."] == "Flera träd."
    assert SetAside.objects.get().words == "Fler träd."
    assert_sound(folder)


def test_words_that_cannot_be_shown_are_set_aside(world: World, folder: Path) -> None:
    """The rest of the file comes in, and the file gets what stands here."""
    edit(page(folder), More="<b>Fler träd.", Towns="Städer")
    assert "quarantined:" in sync(folder)
    assert words(page(folder)) == {"Towns": "Städer", "Less CO<sub>2</sub>.": "", "More trees.": ""}
    assert SetAside.objects.get().words == "<b>Fler träd."
    assert_sound(folder)


def test_a_broken_file_stops_no_other(world: World, folder: Path) -> None:
    """It is neither read nor written, each time, until somebody mends it; the exit status says so."""
    add_edition(world.programme, code="de")
    sync(folder)
    broken = page(folder).read_bytes() + b'msgid "cut\n'
    page(folder).write_bytes(broken)
    edit(page(folder, "legal"), About="Om webbplatsen.")
    world.type("Towns", "Städer")
    for _ in range(2):
        with pytest.raises(CommandError, match=r"sv/content/towns/programme\.po:\d+: .* neither read nor"):
            sync(folder)
        assert page(folder).read_bytes() == broken
    assert world.segment("About this site.").words == "Om webbplatsen."
    page(folder).unlink()
    sync(folder)
    assert words(page(folder))["Towns"] == "Städer"
    assert_sound(folder)


def test_a_renamed_page_takes_its_words_along(world: World, folder: Path) -> None:
    """Words typed in the old file come in before it goes; the new one has them."""
    edit(page(folder, "legal"), About="Om webbplatsen.")
    world.page.refresh_from_db()
    world.page.slug = "notice"
    world.page.save_revision().publish()
    world.submit()
    sync(folder)
    names = sorted(path.name for path in folder.rglob("*.po*"))
    assert names == ["notice.po", "notice.pot", "programme.po", "programme.pot"]
    assert words(page(folder, "notice"))["About this site."] == "Om webbplatsen."
    assert_sound(folder)


def test_a_file_of_somebody_else_stays(world: World, folder: Path) -> None:
    """What is no catalogue of a page is not removed with pages that went away."""
    other = page(folder, "interface")
    other.write_text(
        'msgid ""\nmsgstr ""\n"Language: sv\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '\nmsgid "Yes"\nmsgstr "Ja"\n'
    )
    with pytest.raises(CommandError, match=r"interface\.po:1: no entry names a place"):
        sync(folder)
    assert other.exists()


def test_a_page_that_is_new_appears(world: World, folder: Path) -> None:
    """Its file and its template, and no other file is touched."""
    world.add_page("Contact", "Write to us.")
    world.submit()
    before = state(folder)
    sync(folder)
    after = state(folder)
    assert sorted(after.keys() - before.keys()) == [
        "en/content/towns/contact.pot",
        "sv/content/towns/contact.po",
    ]
    assert {name: after[name] for name in before} == before


def test_an_undone_import_is_undone_there_too(world: World, folder: Path) -> None:
    """The folder gets what stands here again, and the undone words do not come back."""
    edit(page(folder), More="Fler träd.")
    sync(folder)
    undo(Import.objects.get())
    sync(folder)
    assert words(page(folder))["More trees."] == ""
    assert world.segment("More trees.").words == ""
    assert_sound(folder)


def test_a_folder_with_work_of_before_is_taken_over(world: World, tmp_path: Path) -> None:
    """The first sync of a folder that somebody exported and translated long ago."""
    call_command("export_po", "towns/sv", "--to", str(tmp_path), stdout=StringIO())
    edit(page(tmp_path), More="Fler träd.")
    save_as_a_tool(page(tmp_path))
    sync(tmp_path)
    assert world.segment("More trees.").words == "Fler träd."
    assert_sound(tmp_path)


def test_a_rehearsal_writes_nothing(world: World, folder: Path) -> None:
    """It tells what would come in, be written and be removed."""
    edit(page(folder), More="Fler träd.")
    world.type("Legal", "Juridik")
    before, rows = state(folder), journals()
    assert "1 files came in (1 accepted, 2 empty), 1 written" in sync(folder, "--dry-run")
    assert (state(folder), journals()) == (before, rows)
    assert world.segment("More trees.").words == ""


def test_a_link_leads_nowhere(world: World, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whoever may push to the repository cannot make us read or write elsewhere."""
    outside = tmp_path_factory.mktemp("outside")
    target = outside / "target.po"
    target.write_bytes(page(folder).read_bytes())
    before = target.read_bytes()
    page(folder).unlink()
    page(folder).symlink_to(target)
    (folder / "de").symlink_to(outside, target_is_directory=True)
    (outside / "content" / "towns").mkdir(parents=True)
    add_edition(world.programme, code="de")
    world.type("More trees.", "Fler träd.")
    with pytest.raises(CommandError) as raised:
        sync(folder)
    assert "programme.po: this is a link." in str(raised.value)
    assert "a link stands in the way" in str(raised.value)
    assert target.read_bytes() == before
    assert [*(outside / "content" / "towns").iterdir()] == []


def test_a_folder_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    """Who waits too long is told; no file is made for it."""
    with held(tmp_path), pytest.raises(SyncRefused, match="another sync"), held(tmp_path, patience=0.2):
        raise AssertionError("Two hold it.")
    assert [*tmp_path.iterdir()] == []
    with held(tmp_path, patience=0):
        pass


def test_nothing_new_costs_the_same_queries_for_any_number_of_pages(world: World, folder: Path) -> None:
    """A sync that runs every few minutes has to be cheap."""

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            sync(folder)
        return len(caught)

    few = queries()
    for number in range(5):
        world.add_page(f"Page{number}", f"Words {number}.")
    world.submit()
    sync(folder)
    assert queries() <= few
