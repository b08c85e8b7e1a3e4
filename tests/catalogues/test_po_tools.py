"""A catalogue goes through the tools of others, and comes back with the same messages."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import pofile

from translation_workflow.catalogue.message import Message
from translation_workflow.catalogue.po import read_po, write_po

from .samples import catalogue, message
from .toolkit import toolkit

__all__ = ["toolkit"]

MESSAGES = (
    message("Plain.", "Gewoon."),
    message("Plain.", "Anders.", "elsewhere"),
    message("Empty.", "", "empty"),
    message('Quotes "a" and \\ back.', '„Zo” "b" \\ c', "quotes"),
    message("Lines.\nMore.\n", "Regels.\nMeer.\n", "lines"),
    message("Tab\there", "Tab\thier", "tab"),
    message("Long " * 60, "Lang " * 60, "long"),
    message('<a id="a1">Go</a> &amp; CO<sub>2</sub>', '<a id="a1">Ga</a> &amp; CO<sub>2</sub>', "markup"),
    message("Ελληνικά 🌳 \u200d", "български\u00a0език", "letters"),
    message("%d percent {title}", "%d procent {title}", "percent"),
)
DOUBTED = replace(message("It is new.", "Het was.", "doubted"), made_from='It "was"\nold.', needs_work=True)

Found = dict[tuple[str, str], tuple[str, bool, str]]


def found(content: bytes) -> Found:
    """Return (context, source) → (target, fuzzy, previous source), as an import reads it."""
    read = read_po(content, name="a.po")
    assert read.language == "nl-BE"
    return {(one.context, one.source): (one.target, one.fuzzy, one.previous) for one in read.entries}


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A partner's file, with the template that it was made from beside."""
    (tmp_path / "a.pot").write_bytes(
        write_po(catalogue(*(Message(one.piece) for one in [*MESSAGES, DOUBTED]), language=""))
    )
    (tmp_path / "a.po").write_bytes(write_po(catalogue(*MESSAGES, DOUBTED)))
    return tmp_path


def run(folder: Path, *command: str | Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.mark.needs("gettext")
@pytest.mark.parametrize(
    "command",
    [
        ["msgcat", "a.po", "-o", "b.po"],
        ["msgcat", "--no-wrap", "--sort-output", "a.po", "-o", "b.po"],
        ["msgmerge", "-q", "-N", "--previous", "a.po", "a.pot", "-o", "b.po"],
        ["msgattrib", "--no-obsolete", "a.po", "-o", "b.po"],
        ["msgconv", "-t", "UTF-8", "a.po", "-o", "b.po"],
    ],
    ids=lambda command: f"{command[0]} {command[1]}",
)
def test_gettext_gives_back_the_same_messages(written: Path, command: list[str]) -> None:
    """Wrapped, sorted, merged with the template, filtered: nothing is another text then."""
    run(written, *command)
    assert found((written / "b.po").read_bytes()) == found((written / "a.po").read_bytes())


@pytest.mark.needs("gettext")
def test_gettext_keeps_what_the_template_lost_as_obsolete(written: Path) -> None:
    """What a merge puts aside is not offered, and is counted."""
    (written / "a.pot").write_bytes(
        write_po(catalogue(*(Message(one.piece) for one in MESSAGES), language=""))
    )
    run(written, "msgmerge", "-q", "-N", "--previous", "a.po", "a.pot", "-o", "b.po")
    read = read_po((written / "b.po").read_bytes(), name="b.po")
    assert (len(read.entries), read.obsolete) == (len(MESSAGES), 1)


def test_babel_gives_back_the_same_messages(written: Path) -> None:
    """All but the text that was: Babel does not know it, and an import does without."""
    content = (written / "a.po").read_bytes()
    target = BytesIO()
    pofile.write_po(target, pofile.read_po(BytesIO(content)))
    kept = {key: (target, fuzzy, "") for key, (target, fuzzy, _) in found(content).items()}
    assert found(target.getvalue()) == kept


@pytest.mark.parametrize(
    "command",
    [
        ["pomerge", "-t", "a.pot", "-i", "a.po", "-o", "b.po"],
        ["pot2po", "-t", "a.po", "a.pot", "b.po"],
        ["poclean", "a.po", "b.po"],
    ],
    ids=lambda command: command[0],
)
def test_the_translate_toolkit_gives_back_the_same_messages(
    written: Path, toolkit: Path, command: list[str]
) -> None:
    """What Weblate and Pontoon read files with reads ours: merged into a template, updated, cleaned."""
    run(written, toolkit / command[0], "--progress=none", *command[1:])
    content = (written / "b.po").read_bytes()
    # Two of them take the header of the template, which names no language.
    content = content.replace(b"Language: \\n", b"Language: nl_BE\\n")
    assert found(content) == found((written / "a.po").read_bytes())


def test_the_translate_toolkit_counts_what_was_written(written: Path, toolkit: Path) -> None:
    """A reader that is not ours finds as many translated, empty and doubted messages."""
    counted = subprocess.run(
        [toolkit / "pocount", "--csv", "a.po"], cwd=written, check=True, capture_output=True, text=True
    )
    names, values = (line.split(",") for line in counted.stdout.strip().splitlines()[:2])
    told = dict(zip((name.strip() for name in names), (value.strip() for value in values), strict=False))
    assert (told["Translated Messages"], told["Untranslated Messages"]) == ("9", "1")
    assert told["Fuzzy Messages"] == "1"
