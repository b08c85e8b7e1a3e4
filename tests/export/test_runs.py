"""An export writes what changed and nothing else, and takes away what is its own and nothing else."""

from __future__ import annotations

import fcntl
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.delivery.documents.store import rebuild_edition, retire_documents
from cms.delivery.models import Document
from cms.export.errors import CannotWrite, ExportRunning, NotAnExport
from cms.export.folder import Folder
from pages.models import InfoPage, Programme
from tests.delivery.builders import edition, text, words
from translation_workflow.editions.models import Edition

from .conftest import Exports

ENDINGS = (".gz", ".br")

pytestmark = pytest.mark.alike("files are the documents that both hold")


def seen(folder: Path) -> dict[str, tuple[int, int, int, int]]:
    """Return what tells a file that was touched: its inode, its times, its size."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            known = path.stat()
            found[str(path.relative_to(folder))] = (
                known.st_ino,
                known.st_mtime_ns,
                known.st_ctime_ns,
                known.st_size,
            )
    return found


def changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """Return the files that were written, without their compressed forms and the export's own notes."""
    return {
        path
        for path, told in after.items()
        if before.get(path) != told and not path.endswith(ENDINGS) and "/" in path
    }


def edit(programme: Programme, words_: str) -> Document:
    """Publish other words on the Swedish legal notice; return its document."""
    swedish = edition(programme, "sv")
    page = InfoPage.objects.get(locale=swedish.locale)
    page.body = [text(words_, "notice")]
    page.save_revision().publish()
    rebuild_edition(swedish, coverage=words())
    return Document.objects.get(edition=swedish, type="info")


def test_a_second_run_writes_nothing(programme: Programme, export: Exports, folder: Path) -> None:
    """Without a publication no file is touched: inodes, times and sizes stay, and the outcome says so."""
    first = export()
    before = seen(folder)
    second = export()
    assert (second.written, second.removed, second.unchanged) == (0, 0, first.written)
    assert not second.must_reload
    assert {path: told for path, told in seen(folder).items() if "/" in path} == {
        path: told for path, told in before.items() if "/" in path
    }
    assert seen(folder)["export.json"] == before["export.json"]


def test_a_publication_rewrites_what_shows_it_and_nothing_else(
    programme: Programme, export: Exports, folder: Path
) -> None:
    """One page of one edition: its document in three places, its page, the manifest and the bundle."""
    edit(programme, "Before.")
    export()
    before = seen(folder)
    row = edit(programme, "After.")
    outcome = export()
    api = "site/api/v1/programmes/covenant-capacity/editions/sv"
    assert changed(before, seen(folder)) == {
        f"site/api/v1/documents/sha256/{row.content_id}",
        f"{api}/documents/{row.key}",
        f"{api}/by-path/legal-notice/index.json",
        f"{api}/bundle",
        f"{api}/index.json",
        "site/covenant-capacity/sv/legal-notice/index.html",
    }
    assert not outcome.must_reload
    assert outcome.removed == 0


def test_pages_are_drawn_again_only_for_what_they_are_made_of(
    programme: Programme, export: Exports, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a change one page is asked for, for its headers; a change has its edition drawn."""
    from cms.export.inside import Inside

    asked: list[str] = []
    real = Inside.ask

    def listening(self: Inside, address: str, **said: Any) -> Any:
        asked.append(address)
        return real(self, address, **said)

    monkeypatch.setattr(Inside, "ask", listening)

    def drawn() -> list[str]:
        asked.clear()
        export()
        return [one for one in asked if "/buildings/start-up/" in one and not one.startswith("/api/")]

    assert len(drawn()) == 3
    assert drawn() == []
    edit(programme, "Other words.")
    assert drawn() == ["/covenant-capacity/sv/buildings/start-up/"]


def test_a_superseded_document_stays_one_export_longer(
    programme: Programme, export: Exports, folder: Path
) -> None:
    """Who holds the manifest of the export before finds its documents; the change after that is their end."""
    first = edit(programme, "First.").content_id
    export()
    file = folder / "site/api/v1/documents/sha256" / first
    edit(programme, "Second.")
    export()
    export()
    assert file.exists(), "a run without a change does not count"
    edit(programme, "Third.")
    export()
    assert not file.exists()


def test_what_was_withdrawn_goes_at_once_by_every_address(
    programme: Programme, export: Exports, folder: Path
) -> None:
    """A retired page is in no file of the next export: neither by its hash nor in the page that was there."""
    row = edit(programme, "Withdrawn words.")
    export()
    retire_documents([(row.edition, row.key)], coverage=words())
    assert export().removed
    assert not [path for path in folder.rglob("*") if path.is_file() and b"Withdrawn" in path.read_bytes()]
    assert not (folder / "site/api/v1/documents/sha256" / row.content_id).exists()


def test_an_edition_that_is_unpublished_goes_and_drafts_never_come(
    programme: Programme, export: Exports, folder: Path
) -> None:
    """Unpublishing an edition takes all of it away; words that nobody published are in no file."""
    draft = InfoPage.objects.get(locale=edition(programme, "en").locale)
    draft.body = [text("Secret draft.", "draft")]
    draft.save_revision()
    edit(programme, "Only in Swedish.")
    export()
    Edition.objects.filter(code="sv").update(status=Edition.Status.RETIRED)
    export()
    for path in folder.rglob("*"):
        assert not path.is_file() or not {b"Only in Swedish", b"Secret draft"} & set(_words(path)), path
    assert not (folder / "site/covenant-capacity/sv").exists()


def _words(path: Path) -> list[bytes]:
    body = path.read_bytes()
    return [one for one in (b"Only in Swedish", b"Secret draft") if one in body]


def test_the_same_content_has_the_same_files_on_another_machine(
    programme: Programme, export: Exports, folder: Path, tmp_path: Path
) -> None:
    """Names, bytes and times of two exports are equal: so are the tags that nginx makes of them."""
    from cms.export.export import Wish, export_site
    from cms.export.nginx.settings import Serving

    export()
    other = tmp_path / "other"
    export_site(Wish(other, serving=Serving("/srv/site")))

    def told(root: Path) -> dict[str, tuple[bytes, float]]:
        site = root / "site"
        files = (path for path in site.rglob("*") if path.is_file())
        return {str(path.relative_to(site)): (path.read_bytes(), path.stat().st_mtime) for path in files}

    assert told(folder) == told(other)


def test_a_run_that_was_killed_is_mended_by_the_next(
    programme: Programme, export: Exports, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped after any number of files, every file is whole; the next run ends as if nothing had been."""
    edit(programme, "Before.")
    export()
    edit(programme, "After.")
    expected = None
    for stop in (1, 3, 5):
        count = 0
        real = Folder._replace

        def dying(
            self: Folder, path: str, body: bytes, time: int, stop: int = stop, real: Any = real
        ) -> None:
            nonlocal count
            count += 1
            if count > stop:
                raise KeyboardInterrupt
            real(self, path, body, time)

        with monkeypatch.context() as patch:
            patch.setattr(Folder, "_replace", dying)
            with pytest.raises(KeyboardInterrupt):
                export()
        for path in (folder / "site/api").rglob("*"):
            if path.is_file() and not path.name.endswith(ENDINGS):
                json.loads(path.read_bytes())
    export()
    expected = {path: told[3] for path, told in seen(folder).items() if "/" in path}
    assert export().written == 0
    edit(programme, "Before.")
    export()
    edit(programme, "After.")
    export()
    after = {path: told[3] for path, told in seen(folder).items() if "/" in path}
    assert after.keys() >= expected.keys()


def test_files_that_a_killed_run_left_are_known_as_ours(
    programme: Programme, export: Exports, folder: Path
) -> None:
    """What was begun and is wanted no more goes with the next run, though no state tells of it."""
    export()
    orphan = folder / "site/api/v1/documents/sha256/orphan"
    orphan.write_text("{}")
    (folder / "export.journal").write_text(json.dumps("site/api/v1/documents/sha256/orphan") + '\n"site/cut')
    export()
    assert not orphan.exists()


def test_damage_on_the_disk_is_mended(programme: Programme, export: Exports, folder: Path) -> None:
    """A file that was cut, touched or taken away is written anew, and its compressed form with it."""
    export()
    site = folder / "site/api/v1/programmes/covenant-capacity/editions/sv"
    manifest = site / "index.json"
    body = manifest.read_bytes()
    manifest.write_bytes(b"{")
    (site / "bundle").unlink()
    assert export().written == 2
    assert manifest.read_bytes() == body
    assert (site / "bundle").exists()


def test_what_others_wrote_is_never_touched(programme: Programme, export: Exports, folder: Path) -> None:
    """A file beside ours stays; one at an address of ours is a sentence, and stays too."""
    export()
    mine = folder / "site/robots.txt"
    mine.write_text("mine")
    export()
    assert mine.read_text() == "mine"
    row = edit(programme, "New words.")
    squatter = folder / "site/api/v1/documents/sha256" / row.content_id
    squatter.write_text("mine")
    with pytest.raises(NotAnExport, match="no export wrote it"):
        export()
    assert squatter.read_text() == "mine"


def test_a_folder_of_others_is_refused(programme: Programme, export: Exports, folder: Path) -> None:
    """A folder that holds anything, a file, and a folder that nobody may write get sentences."""
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")
    with pytest.raises(NotAnExport, match="not empty"):
        export()
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]
    (folder / "letter.txt").unlink()
    folder.rmdir()
    folder.write_text("mine")
    with pytest.raises(NotAnExport, match="is a file"):
        export()


@pytest.mark.parametrize(
    "state",
    [
        "{",
        "[]",
        '{"format": 2}',
        '{"format": 1, "files": {"../../etc/passwd": ["", {}, ""]}, "owners": {}, "kept": []}',
        '{"format": 1, "files": {"/etc/passwd": ["", {}, ""]}, "owners": {}, "kept": []}',
    ],
)
def test_a_damaged_state_is_refused(programme: Programme, export: Exports, folder: Path, state: str) -> None:
    """Nobody guesses what is ours, and no path leads out of the folder."""
    folder.mkdir()
    (folder / "export.json").write_text(state)
    with pytest.raises(NotAnExport, match="damaged"):
        export()


def test_a_link_out_of_the_folder_is_not_followed(
    programme: Programme, export: Exports, folder: Path, tmp_path: Path
) -> None:
    """A folder that is a link to elsewhere is a sentence: nothing is written there."""
    export()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    place = folder / "site/api/v1/documents"
    place.rename(tmp_path / "aside")
    place.symlink_to(elsewhere)
    with pytest.raises(NotAnExport, match="leads out"):
        export()
    assert not [path for path in elsewhere.rglob("*") if path.is_file()]


def test_a_full_disk_is_a_sentence(programme: Programme, export: Exports, folder: Path) -> None:
    """What does not fit is told with the file and what to do; the files there are whole."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    import signal

    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, hard))
    try:
        with pytest.raises(CannotWrite, match="Every file is whole"):
            export()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def test_two_runs_do_not_write_into_one_folder(programme: Programme, export: Exports, folder: Path) -> None:
    """The second says that the first is at it."""
    export()
    with (folder / "export.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with pytest.raises(ExportRunning, match="Wait for its end"):
            export()


def test_the_command_prints_what_it_did(programme: Programme, folder: Path, capsys: Any) -> None:
    """The last line counts; a second run says nothing of nginx."""
    call_command("export_site", "--to", str(folder))
    told = capsys.readouterr().out.splitlines()
    assert told[-1].endswith(" written, 0 unchanged, 0 removed.")
    assert "reload nginx" in told[-2]
    call_command("export_site", "--to", str(folder))
    assert capsys.readouterr().out.startswith("0 written, ")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (["--programme", "nobody"], "no published edition of nobody"),
        (["--edition", "xx"], "no edition “xx”"),
        (["--edition", "fi"], "not published"),
        (["--upstream", "http://x/;"], "--upstream"),
        (["--base-url", "https://x/path"], "--base-url"),
        (["--elsewhere", "x.org"], "--elsewhere"),
        (["--listen", "80; root /"], "--listen"),
        (["--server-name", "x; }"], "--server-name"),
        (["--root", '/srv/"x'], "--root"),
    ],
)
def test_wrong_words_of_the_command_are_sentences(
    programme: Programme, folder: Path, said: list[str], sentence: str
) -> None:
    """What is wrong is named, and no folder is made."""
    Edition.objects.create(programme=programme, code="fi", order=9)
    with pytest.raises(CommandError, match=sentence):
        call_command("export_site", "--to", str(folder), *said)
    assert not folder.exists()


def test_one_edition_alone_can_be_exported(programme: Programme, export: Exports, folder: Path) -> None:
    """Of the others there is a problem that says which editions the files hold, and nothing else."""
    export(editions=["SV"], with_reader=False)
    site = folder / "site/api/v1/programmes/covenant-capacity/editions"
    assert sorted(path.name for path in site.iterdir() if path.is_dir()) == ["sv"]
    problem = json.loads(
        (folder / "other/problems/programmes/covenant-capacity/en/edition.json").read_bytes()
    )
    assert (problem["code"], problem["published"]) == ("not-in-export", ["sv"])
    assert not (folder / "site/covenant-capacity").exists()


@pytest.mark.django_db(transaction=True)
def test_an_export_shows_one_moment(folder: Path) -> None:
    """Somebody publishes meanwhile: the export is wholly of before, the next wholly of after."""
    from threading import Thread

    from django.db import connection

    from cms.export.export import Wish, export_site
    from tests.delivery.builders import a_programme, an_info_page, first_page, in_edition

    programme = a_programme()
    in_edition(an_info_page(first_page(programme)), "sv")
    edit(programme, "Words of before.")

    def publish() -> None:
        try:
            edit(programme, "Words of after.")
        finally:
            connection.close()

    def progress(what: str, done: int, total: int) -> None:
        if what == "Documents" and done == 1:
            other = Thread(target=publish)
            other.start()
            other.join()

    export_site(Wish(folder), progress=progress)
    api = "site/api/v1/programmes/covenant-capacity/editions/sv"
    page = "site/covenant-capacity/sv/legal-notice/index.html"
    for path in (f"{api}/bundle", f"{api}/by-path/legal-notice/index.json", page):
        body = (folder / path).read_text()
        assert "Words of before" in body, path
        assert "Words of after" not in body, path
    export_site(Wish(folder))
    for path in (f"{api}/bundle", f"{api}/by-path/legal-notice/index.json", page):
        assert "Words of after" in (folder / path).read_text(), path
