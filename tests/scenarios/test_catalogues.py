"""What happens when a catalogue comes back: rows of the specification, each under its own name."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import polib
import pytest
from django.core.management import call_command

from pages.progress import unwatched
from tests.catalogues.partner import edit, export, send
from tests.programme.starter import block
from translation_workflow.adaptation.edit import decide, layer_of
from translation_workflow.adaptation.operations import Operation, Verb
from translation_workflow.catalogue.judge import Verdict
from translation_workflow.catalogue.models import SetAside
from translation_workflow.catalogue.shipped import import_shipped
from translation_workflow.review.coverage import Freshness
from translation_workflow.source.models import State

from .stage import ROWS, Stage

pytestmark = pytest.mark.django_db

TEXTS = [f"Sentence {name}." for name in "ABCDEFGHIJ"]


def handed_out(folder: Path) -> tuple[Stage, Path]:
    """Ten sentences, translated, published and exported."""
    stage = Stage(*TEXTS)
    return stage, export(stage.world, folder)["legal"]


def retyped(path: Path, texts: list[str]) -> None:
    edit(path, **{text: f"bättre {text}" for text in texts})


def import_plain(folder: Path) -> None:
    stage, path = handed_out(folder)
    before = stage.live
    retyped(path, TEXTS)
    report = send(stage.world, path)
    assert report.counts == {Verdict.ACCEPTED: 10, Verdict.UNCHANGED: 1}
    for text in TEXTS:
        piece = stage.world.segment(text)
        assert (piece.words, piece.state) == (f"bättre {text}", State.TRANSLATED)
    assert stage.live == before
    assert send(stage.world, path).is_nothing_new


def import_stale(folder: Path) -> None:
    stage, path = handed_out(folder)
    retyped(path, TEXTS)
    changed = [text.replace("Sentence", "Long sentence") for text in TEXTS[:3]]
    stage.say(*changed, *TEXTS[3:])
    report = send(stage.world, path)
    assert report.counts == {Verdict.ACCEPTED: 7, Verdict.STALE: 3, Verdict.UNCHANGED: 1}
    for old, new in zip(TEXTS, changed, strict=False):
        piece = stage.world.segment(new)
        assert (piece.words, piece.state, piece.made_from) == (f"bättre {old}", State.NEEDS_WORK, old)
    assert {note["source_now"] for note in report.files[0].notes} == {*changed}
    assert stage.freshness == Freshness(needs_work=3)
    assert send(stage.world, path).is_nothing_new


def import_conflict(folder: Path) -> None:
    stage, path = handed_out(folder)
    retyped(path, TEXTS)
    stage.world.type(TEXTS[0], "kollegans mening")
    report = send(stage.world, path)
    assert report.counts == {Verdict.ACCEPTED: 9, Verdict.CONFLICT: 1, Verdict.UNCHANGED: 1}
    assert stage.world.segment(TEXTS[0]).words == "kollegans mening"
    kept = SetAside.objects.get()
    assert (kept.words, kept.reason, kept.settled) == (f"bättre {TEXTS[0]}", "conflict", "")
    (note,) = report.files[0].notes
    assert (note["ours"], note["theirs"]) == ("kollegans mening", kept.words)
    assert send(stage.world, path).is_nothing_new


def import_hidden(folder: Path) -> None:
    stage, path = handed_out(folder)
    layer = layer_of(stage.world.edition, stage.page.translation_key)
    shown = stage.world.translated(stage.page).body[0].id
    decide(layer, Operation("", Verb.HIDE, "body", shown), version=layer.version)
    stage.publish()
    edited = path.read_bytes()
    offered = export(stage.world, folder)["legal"]
    assert [entry.msgid for entry in polib.pofile(str(offered))] == ["Legal"]
    path.write_bytes(edited)
    retyped(path, TEXTS[:1])
    assert send(stage.world, path).counts[Verdict.ACCEPTED] == 1
    assert stage.world.segment(TEXTS[0]).words == f"bättre {TEXTS[0]}"
    assert stage.freshness == Freshness()


def import_fuzzy_obsolete_empty(folder: Path) -> None:
    stage, path = handed_out(folder)
    file = polib.pofile(str(path), wrapwidth=0)
    fuzzy, obsolete, empty = (next(one for one in file if one.msgid == text) for text in TEXTS[:3])
    fuzzy.msgstr, fuzzy.flags = "utkast", ["fuzzy"]
    obsolete.msgstr, obsolete.obsolete = "gammalt", True
    empty.msgstr = ""
    file.save()
    report = send(stage.world, path)
    assert report.counts == {Verdict.NEEDS_WORK: 1, Verdict.EMPTY: 1, Verdict.UNCHANGED: 8}
    pieces = [stage.world.segment(text) for text in TEXTS[:3]]
    assert [piece.words for piece in pieces] == ["utkast", f"sv {TEXTS[1]}", f"sv {TEXTS[2]}"]
    assert [piece.state for piece in pieces] == [State.NEEDS_WORK, State.TRANSLATED, State.TRANSLATED]


def start_twice(folder: Path) -> None:
    stage = Stage()
    stage.world.page.body = [block("one", "text", "<p>We plan.</p><p>We act.</p>")]
    stage.world.page.save_revision().publish()
    stage.world.work()
    path = export(stage.world, folder)["legal"]
    edit(path, **{"We plan": "Vi planerar."})
    import_shipped(stage.world.edition, folder, progress=unwatched)
    stage.world.type("We plan.", "Planen är vår.")
    edit(path, **{"We plan": "Vi har en plan.", "We act": "Vi handlar."})
    for _ in range(2):
        import_shipped(stage.world.edition, folder, progress=unwatched)
    call_command("submit_master", "--all", stdout=StringIO())
    assert stage.world.segment("We plan.").words == "Planen är vår."
    assert stage.world.segment("We act.").words == "Vi handlar."


def named(play: Callable[[Path], None]) -> str:
    return play.__name__.replace("_", "-")


PLAYS = {
    named(play): play
    for play in (
        import_plain,
        import_stale,
        import_conflict,
        import_hidden,
        import_fuzzy_obsolete_empty,
        start_twice,
    )
}


@pytest.mark.parametrize("name", PLAYS)
def test_scenario(name: str, tmp_path: Path) -> None:
    """The row holds."""
    PLAYS[name](tmp_path)


def test_every_row_is_played() -> None:
    """A row that nobody plays is a promise that nobody keeps."""
    assert set(PLAYS) == {name for name, row in ROWS.items() if row["of"] == "catalogues"}
