"""Catalogues as bytes: what is written is valid, and what cannot be read is said with its line."""

from __future__ import annotations

import subprocess
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translation_workflow.catalogue.errors import CatalogueFault
from translation_workflow.catalogue.message import Catalogue, Message, Piece
from translation_workflow.catalogue.po import read_po, write_po
from translation_workflow.source.address import Address

KEY = UUID("696d9243-aebb-4709-a088-d29f4e26b8df")


def catalogue(*messages: Message) -> Catalogue:
    return Catalogue(
        programme="towns",
        language="nl-BE",
        page=str(KEY),
        title="Towns",
        plural_forms="nplurals=2; plural=(n != 1);",
        messages=messages,
    )


def message(source: str = "Less CO<sub>2</sub>.", target: str = "", path: str = "lead") -> Message:
    return Message(Piece(Address(KEY, path), source, ("Towns › Lead", "Keep: <sub>")), target)


def test_what_is_written_is_read_back() -> None:
    """Header, addresses and texts come back as they went."""
    read = read_po(write_po(catalogue(message(target='Minder "CO<sub>2</sub>".'))), name="a.po")
    assert read.language == "nl-BE"
    [entry] = read.entries
    assert Address.parse(entry.context) == Address(KEY, "lead")
    assert (entry.source, entry.target) == ("Less CO<sub>2</sub>.", 'Minder "CO<sub>2</sub>".')


# NUL cannot stand in a text file, and a lone surrogate in no UTF-8.
TEXT = st.characters(exclude_characters="\0", exclude_categories=["Cs"])


@given(source=st.text(TEXT, min_size=1), target=st.text(TEXT))
def test_any_text_comes_back(source: str, target: str) -> None:
    """No character of any language is lost, line ends and quotation marks among them."""
    [entry] = read_po(write_po(catalogue(message(source, target))), name="a.po").entries
    assert (entry.source, entry.target) == (source, target)


def test_the_same_catalogue_gives_the_same_bytes() -> None:
    """There is no clock in a catalogue."""
    assert write_po(catalogue(message())) == write_po(catalogue(message()))
    assert b"Date" not in write_po(catalogue(message()))


@pytest.mark.needs("gettext")
def test_gettext_accepts_what_is_written(tmp_path: Path) -> None:
    """The real msgfmt finds nothing wrong."""
    path = tmp_path / "a.po"
    path.write_bytes(write_po(catalogue(message(), message("Trees.", "Bomen.", "body.x"))))
    subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], check=True, capture_output=True)


VALID = write_po(catalogue(message(), message("Trees.", "Bomen.", "body.x"))).decode()
BROKEN = {
    "no UTF-8": (VALID.replace("Bomen", "B\udcffmen").encode(errors="surrogateescape"), "this is not UTF-8"),
    "binary": (b"PK\x03\x04\0\0", "this is no text file"),
    "a missing quotation mark": (VALID.replace('msgstr "Bomen."', 'msgstr "Bomen.').encode(), "no PO"),
    "a quotation mark within": (VALID.replace("Bomen.", 'Bo"men.').encode(), "no PO"),
    "cut off": (VALID[: VALID.rindex("msgstr")].encode(), "this entry has no msgstr. Was the file cut"),
    "an entry cut off in the middle": (
        VALID.replace('msgid "Less CO<sub>2</sub>."\nmsgstr ""\n', 'msgid "Less CO<sub>2</sub>."\n').encode(),
        "this entry has no msgstr",
    ),
    "an entry twice": ((VALID + VALID[VALID.rindex("#.") :]).encode(), "stands at line"),
    "a web page": (b"<html>no such page</html>", "no PO"),
    "nothing": (b"", "the file holds no entries"),
    "another character set": (VALID.replace("UTF-8", "ISO-8859-2").encode(), "says “ISO-8859-2”"),
    "too large": (b"#" * (6 * 1024 * 1024), "larger than 5 MiB"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_its_line(name: str) -> None:
    """Where, what, and what to do; never a guess at what was meant."""
    content, sentence = BROKEN[name]
    with pytest.raises(CatalogueFault, match=sentence) as raised:
        read_po(content, name="a.po")
    assert str(raised.value).startswith(f"a.po:{raised.value.line}: ")


def test_a_path_in_an_upload_opens_no_file(tmp_path: Path) -> None:
    """Content that happens to name a file is content."""
    secret = tmp_path / "secret.po"
    secret.write_bytes(VALID.encode())
    with pytest.raises(CatalogueFault):
        read_po(str(secret).encode(), name="a.po")


def test_obsolete_entries_are_left_out_and_fuzzy_ones_marked() -> None:
    """What a tool put aside is not offered, and what it doubts is doubted."""
    text = VALID + '\n#~ msgid "old"\n#~ msgstr "oud"\n\n#, fuzzy\nmsgctxt "x"\nmsgid "a"\nmsgstr "b"\n'
    entries = read_po(text.encode(), name="a.po").entries
    assert [(entry.source, entry.fuzzy) for entry in entries[2:]] == [("a", True)]
