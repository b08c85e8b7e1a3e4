"""Catalogues as bytes: what is written is valid, is the same on any day, and comes back."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings

from translation_workflow.catalogue.message import Catalogue
from translation_workflow.catalogue.po import Writer, read_po, write_po
from translation_workflow.source.address import Address

from .samples import KEY, PLAIN, catalogue, catalogues, expected, message


def test_what_is_written_is_read_back() -> None:
    """Header, addresses and texts come back as they went."""
    read = read_po(write_po(catalogue(message(target='Minder "CO<sub>2</sub>".'))), name="a.po")
    assert read.language == "nl-BE"
    assert read.headers["X-Page-Key"] == str(KEY)
    [entry] = read.entries
    assert Address.parse(entry.context) == Address(KEY, "lead")
    assert (entry.source, entry.target) == ("Less CO<sub>2</sub>.", 'Minder "CO<sub>2</sub>".')


def test_a_translators_file_looks_as_gettext_writes_it() -> None:
    """Comments above, the text that was beside the mark, and line breaks where a reader sees them."""
    doubted = replace(
        message("Less “CO2”.\nMore trees."), target="Minder.\nMeer.", made_from="Less.", needs_work=True
    )
    assert (
        write_po(catalogue(doubted, snapshot="c0ffee")).decode()
        == f"""\
# Towns
# CapaCITY Editions, towns
msgid ""
msgstr ""
"Project-Id-Version: towns\\n"
"Language: nl_BE\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Page-Key: {KEY}\\n"
"X-Snapshot: c0ffee\\n"

#. Towns › Lead
#. Keep: <sub>
#, fuzzy
#| msgid "Less."
msgctxt "{KEY}/lead"
msgid ""
"Less “CO2”.\\n"
"More trees."
msgstr ""
"Minder.\\n"
"Meer."
"""
    )


@given(catalogues())
def test_any_catalogue_comes_back(written: Catalogue) -> None:
    """No character of any language is lost, line ends and quotation marks among them."""
    read = read_po(write_po(written), name="a.po")
    assert [replace(entry, line=0) for entry in read.entries] == expected(written)


@given(catalogues(PLAIN))
def test_polib_reads_what_is_written(written: Catalogue) -> None:
    """A reader that is not ours finds the same entries, comments and marks."""
    found = polib.pofile(write_po(written).decode())
    assert [(one.msgctxt, one.msgid, one.msgstr, one.fuzzy, one.previous_msgid or "") for one in found] == [
        (one.context, one.source, one.target, one.fuzzy, one.previous) for one in expected(written)
    ]


@given(catalogues())
def test_a_writer_that_remembers_pieces_writes_the_same(written: Catalogue) -> None:
    """The same catalogue is the same bytes, whatever the writer wrote before."""
    writer = Writer()
    writer.write(replace(written, language="fi", messages=written.messages[::-1]))
    assert writer.write(written) == write_po(written) == writer.write(written)


def test_there_is_no_clock_in_a_catalogue() -> None:
    """A date would change every file on every day."""
    assert b"Date" not in write_po(catalogue(message()))


@pytest.mark.needs("gettext")
@settings(max_examples=40, deadline=None)
@given(written=catalogues())
def test_gettext_accepts_whatever_is_written(written: Catalogue) -> None:
    """The real msgfmt finds nothing wrong, and the real msgcat reads the same."""
    content = write_po(written)
    subprocess.run(["msgfmt", "-c", "-o", "/dev/null", "-"], input=content, check=True, capture_output=True)
    through = subprocess.run(["msgcat", "--no-wrap", "-"], input=content, check=True, capture_output=True)
    read = read_po(through.stdout or content, name="a.po")
    assert [replace(entry, line=0) for entry in read.entries] == expected(written)


@pytest.mark.needs("gettext")
def test_signs_that_gettext_refuses_cost_no_file(tmp_path: Path) -> None:
    """One sign that a file cannot hold becomes a mark that something was there."""
    content = write_po(catalogue(message("a\x04b", "a\0b\ud800"), message("c\n", "d", "body")))
    subprocess.run(["msgfmt", "-c", "-o", "/dev/null", "-"], input=content, check=True, capture_output=True)
    first, second = read_po(content, name="a.po").entries
    assert (first.source, first.target, second.target) == ("a\ufffdb", "a\ufffdb\ufffd", "d\n")


@pytest.mark.needs("gettext")
def test_a_message_that_stands_twice_in_one_place_is_written_once() -> None:
    """A file with an entry twice is refused by every tool, ours among them."""
    twice = [message("Trees.", "Bomen."), message("Trees.", "Boom."), message("Trees.", "Bos.", "body")]
    content = write_po(catalogue(*twice))
    subprocess.run(["msgfmt", "-c", "-o", "/dev/null", "-"], input=content, check=True, capture_output=True)
    assert [entry.target for entry in read_po(content, name="a.po").entries] == ["Bomen.", "Bos."]


def test_a_template_names_no_language() -> None:
    """A tool asks the translator then."""
    written = write_po(catalogue(message(), language=""))
    assert b'"Language: \\n"' in written
    assert read_po(written, name="a.pot").language == ""
