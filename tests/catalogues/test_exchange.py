"""A partner's round: export, translate, import, and what becomes of each entry."""

from __future__ import annotations

import subprocess
from io import StringIO
from pathlib import Path

import polib
import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from pages.progress import unwatched
from tests.catalogues.partner import edit, export, send, take
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.catalogue.errors import CatalogueFault
from translation_workflow.catalogue.judge import Verdict
from translation_workflow.catalogue.models import Import, SetAside
from translation_workflow.catalogue.set_aside import dismiss as put_aside
from translation_workflow.catalogue.shipped import import_shipped
from translation_workflow.jobs.models import Item, Job, Kind
from translation_workflow.jobs.models import State as JobState
from translation_workflow.source.models import DiscardedText, Origin, State, WorkingState

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def test_a_page_is_a_file_with_its_pieces_in_reading_order(world: World, tmp_path: Path) -> None:
    """A translator reads what a reader reads, and is told where it stands and what must stay."""
    files = export(world, tmp_path)
    assert sorted(files) == ["legal", "programme"]
    file = polib.pofile(str(files["programme"]))
    assert [entry.msgid for entry in file] == ["Towns", "Less CO<sub>2</sub>.", "More trees."]
    assert file.metadata["Language"] == "sv"
    assert file[1].comment == f"Towns › Lead › Text 1\nText\nKeep: <sub>\nKey: {world.first.translation_key}"
    assert file[1].msgctxt.startswith(f"{world.first.translation_key}/lead.")


def test_exporting_again_touches_no_file(world: World, tmp_path: Path) -> None:
    """Unchanged content is unchanged bytes, and not even a new time of change."""
    files = export(world, tmp_path)
    before = {name: path.stat().st_mtime_ns for name, path in files.items()}
    after = {name: path.stat().st_mtime_ns for name, path in export(world, tmp_path).items()}
    assert before == after


def test_exporting_over_words_that_nobody_imported_is_refused(world: World, tmp_path: Path) -> None:
    """A partner's morning is not lost to a second export; imported, or said to be replaced, it goes."""
    path = export(world, tmp_path)["programme"]
    edit(path, More="Fler träd.")
    edited = path.read_bytes()
    with pytest.raises(CommandError, match=r"programme\.po\nThese files hold words that were not imported"):
        export(world, tmp_path)
    assert path.read_bytes() == edited
    take(world, path)
    export(world, tmp_path)
    assert polib.pofile(str(path))[2].msgstr == "Fler träd."
    edit(path, More="Många träd.")
    call_command("export_po", str(world.edition), "--replace", "--to", str(tmp_path), stdout=StringIO())
    assert polib.pofile(str(path))[2].msgstr == "Fler träd."


def test_the_file_of_a_page_that_has_another_name_goes(world: World, tmp_path: Path) -> None:
    """Nothing is translated twice because a page was renamed."""
    export(world, tmp_path)
    world.page.refresh_from_db()
    world.page.slug = "notice"
    world.page.save_revision().publish()
    world.submit()
    assert sorted(export(world, tmp_path)) == ["notice", "programme"]


def test_an_address_survives_a_block_that_moves(world: World, tmp_path: Path) -> None:
    """Order is not identity: a new block above changes no entry."""
    before = {entry.msgid: entry.msgctxt for entry in polib.pofile(str(export(world, tmp_path)["legal"]))}
    world.page.body = [block("new", "text", "<p>First.</p>"), *world.page.body.raw_data]
    world.page.save_revision().publish()
    world.submit()
    after = {entry.msgid: entry.msgctxt for entry in polib.pofile(str(export(world, tmp_path)["legal"]))}
    assert before.items() <= after.items()
    assert list(after) == ["Legal", "First.", "About this site."]


@pytest.mark.needs("gettext")
def test_gettext_accepts_every_exported_file(world: World, tmp_path: Path) -> None:
    """The real msgfmt reads each catalogue of each edition, templates among them."""
    call_command("export_po", "--all", "--to", str(tmp_path), stdout=StringIO())
    files = [*tmp_path.rglob("*.po"), *tmp_path.rglob("*.pot")]
    assert len(files) == 4
    for path in files:
        subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], check=True, capture_output=True)


def test_a_translation_becomes_working_text_and_nothing_goes_live(world: World, tmp_path: Path) -> None:
    """An import is not a publication."""
    path = export(world, tmp_path)["programme"]
    edit(path, More="Fler träd.", Less="Mindre CO<sub>2</sub>.")
    assert take(world, path) == {Verdict.ACCEPTED: 2, Verdict.EMPTY: 1}
    assert world.segment("More trees.").words == "Fler träd."
    assert not world.translated(world.first).live
    assert send(world, path).is_nothing_new


def test_shipped_words_fill_gaps_and_never_touch_what_was_typed(world: World, tmp_path: Path) -> None:
    """A file that comes with the project is taken once, and a newer one fills what is still empty."""
    path = export(world, tmp_path)["programme"]
    edit(path, More="Fler träd.")
    first, _ = import_shipped(world.edition, tmp_path, progress=unwatched)
    assert first.counts[Verdict.ACCEPTED] == 1
    assert not import_shipped(world.edition, tmp_path, progress=unwatched)[0].files
    world.type("More trees.", "Flera träd.")
    edit(path, More="Många träd.", Towns="Städer")
    newer, _ = import_shipped(world.edition, tmp_path, progress=unwatched)
    assert (newer.counts[Verdict.KEPT], newer.counts[Verdict.ACCEPTED]) == (1, 1)
    assert world.segment("More trees.").words == "Flera träd."


def test_fuzzy_empty_and_foreign_entries_translate_nothing(world: World, tmp_path: Path) -> None:
    """Only what a translator stands behind counts; each other entry is told with its line, and kept."""
    path = export(world, tmp_path)["programme"]
    file = polib.pofile(str(path), wrapwidth=0)
    file[0].msgstr, file[0].flags = "Städer", ["fuzzy"]
    file.append(polib.POEntry(msgctxt=file[0].msgctxt, msgid="An old text", msgstr="En gammal text"))
    file.append(polib.POEntry(msgctxt="no address", msgid="x", msgstr="y"))
    file.save()
    report = send(world, path)
    assert report.counts == {Verdict.NEEDS_WORK: 1, Verdict.EMPTY: 2, Verdict.UNKNOWN: 2}
    line = path.read_text().splitlines().index("#. Towns › Title") + 1
    (file,) = report.files
    assert file.notes[0]["line"] == line
    assert "this entry is marked fuzzy" in file.notes[0]["sentence"]
    piece = world.segment("Towns")
    assert (piece.words, piece.state) == ("Städer", State.NEEDS_WORK)
    assert {aside.words for aside in SetAside.objects.all()} == {"En gammal text", "y"}


def test_an_entry_that_cannot_be_placed_is_put_aside_and_the_rest_comes_in(
    world: World, tmp_path: Path
) -> None:
    """One broken mark costs one entry; a title that no column holds costs one, too."""
    path = export(world, tmp_path)["programme"]
    edit(path, More="<b>Fler träd.", Less='Mindre <a id="a9">CO<sub>2</sub></a>.', Towns="S" * 300)
    assert take(world, path) == {Verdict.QUARANTINED: 3}
    edit(path, More="<b>Fler</b> träd.")
    assert take(world, path)[Verdict.ACCEPTED] == 1


@pytest.mark.parametrize(
    ("header", "sentence"),
    [("Language: fi", "says “fi”. Expected: “Language: sv”"), ("X: sv", "names no language")],
)
def test_a_file_of_another_edition_is_refused_whole(
    world: World, tmp_path: Path, header: str, sentence: str
) -> None:
    """Finnish words cannot become Swedish ones by a wrong folder."""
    path = export(world, tmp_path)["programme"]
    edit(path, More="Lisää puita.")
    path.write_text(path.read_text().replace("Language: sv", header))
    with pytest.raises(CatalogueFault, match=sentence):
        take(world, path)
    assert not StringTranslation.objects.exists()


@pytest.mark.parametrize(
    ("header", "other"),
    [
        ("Language: ", "Language: fi"),
        ("X-Page-Key: ", "X-Page-Key: 0"),
        ("Language: ", 'Language: fi\\n"\n"Language: '),
        ("Language: ", "Language: fi\\nLanguage: "),
    ],
)
def test_what_a_header_says_wrong_is_told_with_its_line(
    world: World, tmp_path: Path, header: str, other: str
) -> None:
    """And a language that is said twice is said wrong."""
    path = export(world, tmp_path)["programme"]
    path.write_text(path.read_text().replace(header, other))
    lines = path.read_text().splitlines()
    with pytest.raises(CatalogueFault) as refused:
        send(world, path)
    assert refused.value.line == max(number for number, line in enumerate(lines, 1) if header in line)


def test_a_catalogue_of_something_else_is_refused_in_one_sentence(world: World, tmp_path: Path) -> None:
    """Interface words in the same folder are not hundreds of unknown entries."""
    path = tmp_path / "django.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"Language: sv\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Yes"\nmsgstr "Ja"\n'
    )
    with pytest.raises(CatalogueFault, match="no entry names a place in a programme"):
        take(world, path)


def test_a_file_that_was_cut_between_entries_says_what_it_lacks(world: World, tmp_path: Path) -> None:
    """It is valid, and yet not all that was exported."""
    path = export(world, tmp_path)["programme"]
    edit(path, Towns="Orter")
    head, _, _ = path.read_text().rpartition("\n\n")
    path.write_text(f"{head}\n")
    (report,) = send(world, path).files
    assert report.told == "1 entry of the export not in this file"
    assert str(report).endswith(report.told)


def test_a_broken_file_refuses_the_batch_whole(world: World, tmp_path: Path) -> None:
    """Nothing is half-imported: the fault is told with its file and line, and no other file came in."""
    files = export(world, tmp_path)
    edit(files["legal"], About="Om webbplatsen.")
    files["programme"].write_text(files["programme"].read_text() + 'msgid "cut\n')
    with pytest.raises(CommandError, match=r"towns/programme\.po:\d+: .*") as raised:
        call_command("import_po", "towns/sv", str(tmp_path / "sv"), stdout=StringIO(), stderr=StringIO())
    assert "Nothing was imported." in str(raised.value)
    assert not StringTranslation.objects.exists()


def test_the_command_fails_where_entries_were_put_aside(world: World, tmp_path: Path) -> None:
    """The others come in; the exit status says that one did not."""
    edit(export(world, tmp_path)["legal"], About="Om webbplatsen.", Legal="<b>Juridik")
    with pytest.raises(CommandError, match=r"legal\.po: 1 entries could not be taken"):
        call_command("import_po", "towns/sv", str(tmp_path / "sv"), stdout=StringIO(), stderr=StringIO())
    assert world.segment("About this site.").words == "Om webbplatsen."


def test_a_same_language_edition_is_handed_its_copies(tmp_path: Path) -> None:
    """Nobody retypes English, and sending the copies back changes nothing."""
    world = World("en-GB")
    path = export(world, tmp_path)["programme"]
    file = polib.pofile(str(path))
    assert [entry.msgstr for entry in file] == [entry.msgid for entry in file]
    assert take(world, path) == {Verdict.UNCHANGED: 3}
    edit(path, More="More British trees.")
    assert take(world, path) == {Verdict.UNCHANGED: 2, Verdict.ACCEPTED: 1}


def test_an_import_costs_the_same_queries_for_any_number_of_entries(world: World, tmp_path: Path) -> None:
    """Entries are written together; a file more costs twelve at most."""
    for title, number in (("Short", 5), ("Long", 60)):
        page = world.add_page(title, "Words.")
        page.body = [block(f"{title} {n}", "text", f"<p>{title} {n}.</p>") for n in range(number)]
        page.save_revision().publish()
    world.submit()
    files = export(world, tmp_path)
    for path in files.values():
        file = polib.pofile(str(path), wrapwidth=0)
        for entry in file:
            entry.msgstr = f"sv {entry.msgid}"
        file.save()
    short, long = (asked_for(world, files[name]) for name in ("short", "long"))
    assert short == long
    with CaptureQueriesContext(connection) as two:
        send(world, files["legal"], files["programme"])
    assert len(two) - short <= 12


def test_a_file_with_everything_in_it_costs_twelve_queries(world: World, tmp_path: Path) -> None:
    """Whatever becomes of its entries, and without a word of the export that it was made from."""
    pages = [page_of_eight(world, title) for title in ("Alpha", "Beta")]
    world.submit()
    files = export(world, tmp_path)
    for page in pages:
        fill_with_everything(world, page, files[page.slug])
    world.submit()
    with CaptureQueriesContext(connection) as queries:
        report = send(world, *(files[page.slug] for page in pages))
    seen = {Verdict.ACCEPTED, Verdict.NEEDS_WORK, Verdict.CONFLICT, Verdict.QUARANTINED, Verdict.STALE}
    assert set(report.counts) == seen | {Verdict.UNKNOWN, Verdict.EMPTY}
    told = " ".join(query["sql"].split()[0] for query in queries.captured_queries)
    files_told = [part.partition("RELEASE")[0].split() for part in told.split("SAVEPOINT")[1:]]
    assert len(files_told) == 2
    # Names of people are asked for once.
    assert len(files_told[1]) <= 12, told


def page_of_eight(world: World, title: str) -> Page:
    """A page with eight texts."""
    page = world.add_page(title, "Words.")
    page.body = [block(f"{title} {n}", "text", f"<p>{title} text number {n} is here.</p>") for n in range(8)]
    page.save_revision().publish()
    return page


def fill_with_everything(world: World, page: Page, path: Path) -> None:
    """Translate a page's file in every way, while others go on in the same places."""
    file = polib.pofile(str(path), wrapwidth=0)
    del file.metadata["X-Snapshot"]
    texts = [entry for entry in file if "text number" in entry.msgid]
    for number, words in enumerate(("Rätt", "Utkast", "Borta", "<x>Fel", "Gammalt", "Passar", "Ändrat")):
        texts[number].msgstr = f"{words} {number}."
    texts[1].flags = ["fuzzy"]
    world.type(texts[2].msgid, "Hemma 2.")
    anna, _ = get_user_model()._default_manager.get_or_create(username="anna")
    StringTranslation.objects.filter(data="Hemma 2.").update(last_translated_by=anna)
    world.type(texts[5].msgid, "Passar ej 5.")
    StringTranslation.objects.filter(data="Passar ej 5.").update(has_error=True)
    world.type(texts[6].msgid, "Ett minne 6.")
    offer = StringTranslation.objects.get(data="Ett minne 6.", context__path=texts[6].msgctxt[37:])
    WorkingState.objects.create(translation=offer, state=State.NEEDS_WORK, origin=Origin.MEMORY)
    file.append(polib.POEntry(msgctxt=texts[0].msgctxt, msgid="Nothing", msgstr="Ingenting"))
    file.save()
    page.refresh_from_db()
    new = "<p>Quite another thing stands here now.</p>"
    page.body = [{**row, "value": new} if "number 4" in str(row) else row for row in page.body.raw_data]
    page.save_revision().publish()


def asked_for(world: World, path: Path) -> int:
    """Return the number of queries of an import in which every entry comes in."""
    with CaptureQueriesContext(connection) as queries:
        report = send(world, path)
    assert set(report.counts) == {Verdict.ACCEPTED}
    return len(queries)


def test_an_unchanged_export_is_nothing(world: World, tmp_path: Path) -> None:
    """Even where somebody typed a line break at the end, and another tool saved the file."""
    world.type("Towns", "Städer\n")
    path = export(world, tmp_path)["programme"]
    polib.pofile(str(path), wrapwidth=40).save()
    assert send(world, path).is_nothing_new
    assert world.segment("Towns").words == "Städer\n"


def test_a_file_of_another_programme_is_refused(world: World, tmp_path: Path) -> None:
    """One sentence, not one for each of its entries."""
    path = export(world, tmp_path)["programme"]
    text = path.read_text()
    path.write_text(text.replace(str(world.first.translation_key), "6d1cb0a6-0000-4000-8000-000000000000"))
    with pytest.raises(CatalogueFault, match="belong to no page of Towns"):
        take(world, path)


def test_a_file_with_the_entries_of_another_page_is_refused(world: World, tmp_path: Path) -> None:
    """Headers of one page and entries of another are nobody's wish."""
    files = export(world, tmp_path)
    key = str(world.page.translation_key)
    text = files["programme"].read_text()
    header = f"X-Page-Key: {world.first.translation_key}"
    files["programme"].write_text(text.replace(header, f"X-Page-Key: {key}"))
    with pytest.raises(CatalogueFault, match="the file is of the page"):
        take(world, files["programme"])


def test_joined_files_come_home(world: World, tmp_path: Path) -> None:
    """A tool may make one file of two; who did not see a colleague's words does not take them back."""
    files = export(world, tmp_path)
    world.type("Towns", "Kollegans städer")
    joined = polib.pofile(str(files["legal"]), wrapwidth=0)
    del joined.metadata["X-Snapshot"]
    joined.extend(polib.pofile(str(files["programme"]), wrapwidth=0))
    joined.save(str(tmp_path / "joined.po"))
    edit(tmp_path / "joined.po", About="Om webbplatsen.", More="Fler träd.", Towns="Orter")
    report = send(world, tmp_path / "joined.po")
    assert (report.counts[Verdict.ACCEPTED], report.counts[Verdict.CONFLICT]) == (2, 1)
    assert world.segment("Towns").words == "Kollegans städer"


def test_the_report_names_who_changed_a_piece(world: World, tmp_path: Path) -> None:
    """A partner can ask the colleague."""
    paths = [export(world, tmp_path / name)["programme"] for name in ("one", "two")]
    edit(paths[0], Towns="Ettans orter")
    edit(paths[1], Towns="Tvåans orter")
    anna = get_user_model().objects.create_user("anna")
    send(world, paths[0], user=anna)
    (note,) = send(world, paths[1]).files[0].notes
    assert "Changed here by anna on" in note["sentence"]


def test_a_rehearsal_writes_nothing(world: World, tmp_path: Path) -> None:
    """It says what would become of the file, and the journal has no line."""
    path = export(world, tmp_path)["programme"]
    edit(path, Towns="Orter")
    told = StringIO()
    call_command("import_po", "towns/sv", str(path), "--dry-run", stdout=told)
    assert "1 accepted" in told.getvalue()
    assert not StringTranslation.objects.exists()
    assert not Import.objects.exists()


def test_a_known_file_is_not_read_again(world: World, tmp_path: Path) -> None:
    """Untouched as it was exported, or taken in already: the report says when, and by whom."""
    path = export(world, tmp_path)["programme"]
    (untouched,) = send(world, path).files
    assert "as it was exported on" in str(untouched)
    edit(path, Towns="Orter")
    send(world, path, user=get_user_model().objects.create_user("anna"))
    (again,) = send(world, path).files
    assert "by anna: nothing new" in str(again)


def test_an_import_revives_what_words_kept_from_following(world: World, tmp_path: Path) -> None:
    """The worker tries again when the words that did not fit are mended."""
    item = Item.objects.create(
        job=Job.objects.create(
            kind=Kind.FOLLOW, programme=world.programme, object_key=world.page.translation_key
        ),
        kind=Kind.FOLLOW,
        object_key=world.page.translation_key,
        edition=world.edition,
        state=JobState.DEAD,
        fault="did not fit",
    )
    path = export(world, tmp_path)["legal"]
    edit(path, About="Om webbplatsen.")
    send(world, path)
    item.refresh_from_db()
    assert item.state == JobState.WAITING


def test_another_file_from_the_same_export_takes_nothing_back(world: World, tmp_path: Path) -> None:
    """It may be a correction, or another partner's: somebody decides."""
    first, second = (export(world, tmp_path / name)["programme"] for name in ("one", "two"))
    edit(first, More="Fler träd.")
    edit(second, More="Många träd.")
    send(world, first)
    assert send(world, second).counts[Verdict.CONFLICT] == 1
    assert send(world, first).is_nothing_new
    assert world.segment("More trees.").words == "Fler träd."
    assert SetAside.objects.get().words == "Många träd."


def test_two_partners_files_by_one_coordinator(world: World, tmp_path: Path) -> None:
    """The second never saw what the first sent, and takes nothing of it back."""
    world.type("Towns", "Orter")
    anna, bo = (export(world, tmp_path / name)["programme"] for name in ("anna", "bo"))
    edit(anna, Towns="Annas städer")
    edit(bo, More="Bos träd.")
    coordinator = get_user_model().objects.create_user("coordinator")
    for path in (anna, bo):
        send(world, path, user=coordinator)
    assert world.segment("Towns").words == "Annas städer"
    assert world.segment("More trees.").words == "Bos träd."


def test_who_goes_on_in_their_own_file_corrects_it(world: World, tmp_path: Path) -> None:
    """Once most of what they sent before is in it."""
    path = export(world, tmp_path)["programme"]
    siv = get_user_model().objects.create_user("siv")
    edit(path, Towns="Orter", More="Fler träd.")
    send(world, path, user=siv)
    edit(path, Towns="Städer")
    assert send(world, path, user=siv).counts[Verdict.ACCEPTED] == 1
    assert world.segment("Towns").words == "Städer"


def test_words_that_did_not_fit_are_kept_when_others_come(world: World, tmp_path: Path) -> None:
    """The engine noted a fault in them; somebody typed them all the same."""
    world.type("Towns", "Orter <b>typed")
    StringTranslation.objects.update(has_error=True)
    path = export(world, tmp_path)["programme"]
    edit(path, Towns="Orter")
    assert take(world, path)[Verdict.ACCEPTED] == 1
    assert DiscardedText.objects.get().words == "Orter <b>typed"


def test_a_conflict_that_comes_again_is_open_again(world: World, tmp_path: Path) -> None:
    """However it was settled before: the words here are others now."""
    paths = [export(world, tmp_path / name)["programme"] for name in ("one", "two")]
    world.type("Towns", "Städer")
    for path in paths:
        edit(path, Towns="Orter")
    paths[1].write_text(paths[1].read_text() + "\n# Another hand.\n")
    send(world, paths[0])
    put_aside(SetAside.objects.get(), user=None)
    Import.objects.update(state=Import.State.UNDONE)
    world.type("Towns", "Kommuner")
    assert send(world, paths[1]).counts[Verdict.CONFLICT] == 1
    assert SetAside.objects.get().settled == ""


def test_what_cannot_be_used_is_news_once(world: World, tmp_path: Path) -> None:
    """The second time it is kept already."""
    path = export(world, tmp_path)["programme"]
    edit(path, More="<b>Fler träd.")
    assert not send(world, path).is_nothing_new
    again = send(world, path)
    assert (again.is_nothing_new, again.counts[Verdict.QUARANTINED]) == (True, 1)


def test_an_edited_file_stays_until_its_words_are_imported(world: World, tmp_path: Path) -> None:
    """Also where its words stand here in another place; with --replace it goes."""
    world.type("Towns", "Orter")
    path = export(world, tmp_path)["programme"]
    edit(path, More="Orter")
    edited = path.read_bytes()
    with pytest.raises(CommandError, match="hold words that were not imported"):
        export(world, tmp_path)
    assert path.read_bytes() == edited
    call_command("export_po", "towns/sv", "--to", str(tmp_path), "--replace", stdout=StringIO())
    assert path.read_bytes() != edited


def test_the_template_of_a_page_that_was_renamed_goes(world: World, tmp_path: Path) -> None:
    """Nobody's words are in it."""
    call_command("export_po", "--all", "--to", str(tmp_path), stdout=StringIO())
    world.page.slug = "imprint"
    world.page.save_revision().publish()
    call_command("export_po", "--all", "--to", str(tmp_path), stdout=StringIO())
    names = sorted(path.name for path in (tmp_path / "en").rglob("*.pot"))
    assert names == ["imprint.pot", "programme.pot"]
    assert sorted(path.name for path in (tmp_path / "sv").rglob("*.po")) == ["imprint.po", "programme.po"]
