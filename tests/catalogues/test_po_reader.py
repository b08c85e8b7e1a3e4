"""The reader takes every PO in the world, and gives back all that it says."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django
import polib
import pytest
import wagtail

from translation_workflow.catalogue.po import PoEntry, read_file, read_po, write_po

from .samples import catalogue, message

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: sv\\n"\n\n'


def installed() -> dict[str, Path]:
    """Every catalogue of the installed Django and Wagtail, by a name that is the same everywhere."""
    roots = [Path(package.__file__).parent for package in (django, wagtail)]
    return {str(path.relative_to(root.parent)): path for root in roots for path in sorted(root.rglob("*.po"))}


def one(text: str) -> PoEntry:
    [entry] = read_file(f"{HEADER}{text}".encode(), name="a.po").entries[1:]
    return entry


def as_polib_says(path: Path) -> list[tuple[object, ...]]:
    return [
        (
            *(entry.linenum, bool(entry.obsolete), entry.msgctxt, entry.msgid, entry.msgid_plural or None),
            tuple(entry.msgstr_plural[form] for form in sorted(entry.msgstr_plural)) or (entry.msgstr,),
            *(tuple(entry.flags), entry.tcomment, entry.comment),
            *(entry.previous_msgctxt, entry.previous_msgid, entry.previous_msgid_plural),
            sorted(where for where, _ in entry.occurrences),
        )
        for entry in polib.pofile(str(path))
    ]


def as_we_say(path: Path) -> list[tuple[object, ...]]:
    return [
        (
            *(entry.line, entry.is_obsolete, entry.context, entry.source, entry.plural),
            entry.targets,
            *(entry.flags, "\n".join(entry.comments), "\n".join(entry.extracted)),
            *(entry.previous_context, entry.previous_source, entry.previous_plural),
            sorted(place.rpartition(":")[0] or place for line in entry.references for place in line.split()),
        )
        for entry in read_file(path.read_bytes(), name=path.name).entries
        if not entry.is_header
    ]


def test_every_installed_catalogue_is_read_as_polib_reads_it(capsys: pytest.CaptureFixture[str]) -> None:
    """Every entry, plural, comment, flag and line number; the report says how many there were."""
    found = installed()
    entries = 0
    for number, (name, path) in enumerate(found.items()):
        ours = as_we_say(path)
        entries += len(ours)
        # polib needs most of the time; each seventh file is enough to tell a difference.
        if number % 7 == 0:
            assert sorted(map(repr, ours)) == sorted(map(repr, as_polib_says(path))), name
    with capsys.disabled():
        print(f"\nRead {len(found)} of {len(found)} catalogues of Django and Wagtail, {entries:,} entries.")
    assert len(found) > 1000


@pytest.mark.needs("gettext")
def test_what_msgfmt_refuses_of_them_is_read_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """A plural that is not filled is no reason not to read a file; the report names what msgfmt refuses."""

    def is_refused(path: Path) -> bool:
        command = ["msgfmt", "-c", "-o", "/dev/null", str(path)]
        return subprocess.run(command, check=False, capture_output=True).returncode != 0

    found = installed()
    with ThreadPoolExecutor(2) as pool:
        verdicts = dict(zip(found, pool.map(is_refused, found.values()), strict=True))
    refused = [name for name, is_bad in verdicts.items() if is_bad]
    with capsys.disabled():
        print(f"\nmsgfmt -c refuses {len(refused)} of {len(found)}: {', '.join(refused)}.")
    assert 0 < len(refused) < len(found) / 10
    for name in refused:
        assert read_file(found[name].read_bytes(), name=name).entries


def test_everything_that_an_entry_can_have_comes_back() -> None:
    """Comments of four kinds, flags, the text that was, plurals."""
    entry = one(
        "# by hand\n#. by the developer\n#: a.py:1 b.py:2\n#, fuzzy, python-format\n"
        '#| msgctxt "was there"\n#| msgid ""\n#| "it "\n#| "was"\n#| msgid_plural "they were"\n'
        'msgctxt "here"\nmsgid "it %d"\nmsgid_plural "they %d"\nmsgstr[0] "en %d"\nmsgstr[1] ""\n"två %d"\n'
    )
    assert entry == PoEntry(
        line=6,
        context="here",
        source="it %d",
        plural="they %d",
        targets=("en %d", "två %d"),
        flags=("fuzzy", "python-format"),
        comments=("by hand",),
        extracted=("by the developer",),
        references=("a.py:1 b.py:2",),
        previous_context="was there",
        previous_source="it was",
        previous_plural="they were",
        is_obsolete=False,
    )


def test_an_obsolete_entry_keeps_the_text_that_it_was_made_from() -> None:
    """`#~|` is what other readers drop."""
    entry = one('#, fuzzy\n#~| msgid "older"\n#~ msgctxt "x"\n#~ msgid "old"\n#~ msgstr ""\n#~ "gammal"\n')
    assert (entry.is_obsolete, entry.context, entry.source, entry.targets) == (True, "x", "old", ("gammal",))
    assert (entry.previous_source, entry.flags) == ("older", ("fuzzy",))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r'"a\"b\\c\td\re\ff\vg\bh\ai\n"', 'a"b\\c\td\re\ff\vg\bh\ai\n'),
        (r'"\303\245 \x41"', "å A"),
        ('"a" "b"', "ab"),
        ('""\n  "a"\n\t"b" ', "ab"),
        ('"# no comment"', "# no comment"),
        ('"a\u2028b\x85c\x1cd"', "a\u2028b\x85c\x1cd"),
    ],
)
def test_a_text_is_what_gettext_makes_of_it(written: str, text: str) -> None:
    """Escapes, several texts in a line, and signs that only Python takes for line ends."""
    assert one(f'msgid "x"\nmsgstr {written}\n').targets == (text,)


def test_keywords_need_no_space_and_entries_no_empty_line() -> None:
    """The grammar does not ask for what looks nice."""
    read = read_file(
        f'{HEADER}msgid"a"\nmsgstr"b"\nmsgid "c"\nmsgstr "d"\n#~ msgid "e"\n#~ msgstr "f"'.encode(),
        name="a.po",
    )
    assert [entry.source for entry in read.entries[1:]] == ["a", "c", "e"]


def test_marks_may_stand_below_the_text_that_was() -> None:
    """Some tools put them there, and nothing is in doubt."""
    entry = one('#| msgid "was"\n#, fuzzy\n#. note\nmsgid "a"\nmsgstr "b"\n')
    assert (entry.previous_source, entry.flags, entry.extracted) == ("was", ("fuzzy",), ("note",))


def test_comments_after_the_last_entry_are_kept() -> None:
    """Some tools write a note at the end."""
    assert read_file(f"{HEADER}# the end\n".encode(), name="a.po").closing == ("the end",)


@pytest.mark.parametrize("charset", ["ISO-8859-1", "windows-1252", "utf-8", "KOI8-R", "CHARSET"])
def test_another_character_set_is_read_as_it_declares(charset: str) -> None:
    """Old catalogues are in old character sets; a template names none yet."""
    word = "дом" if charset == "KOI8-R" else "hus åt"
    text = HEADER.replace("UTF-8", charset) + f'msgid "x"\nmsgstr "{word}"\n'
    content = text.encode("utf-8" if charset == "CHARSET" else charset)
    assert read_file(content, name="a.po").entries[1].targets == (word,)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: content.replace(b"\n", b"\r"),
        lambda content: content.rstrip(b"\n"),
    ],
    ids=["byte order mark", "CRLF", "CR", "no last line end"],
)
def test_what_editors_do_to_a_file_changes_nothing(change: Callable[[bytes], bytes]) -> None:
    """A text editor on Windows or an old Mac is a translator's tool, too."""
    content = write_po(catalogue(message(target="Minder.\nCO<sub>2</sub>"), message("Trees.", "Bomen.", "b")))
    assert read_po(change(content), name="a.po") == read_po(content, name="a.po")


def test_obsolete_entries_are_left_out_and_fuzzy_ones_marked() -> None:
    """What a tool put aside is not offered, and what it doubts is doubted."""
    text = (
        f'{HEADER}msgid "kept"\nmsgstr "x"\n\n#~ msgid "old"\n#~ msgstr "oud"\n\n'
        '#, fuzzy\n#| msgid "was"\nmsgctxt "x"\nmsgid "a"\nmsgstr "b"\n'
    )
    read = read_po(text.encode(), name="a.po")
    assert [(one.source, one.fuzzy, one.previous) for one in read.entries] == [
        ("kept", False, ""),
        ("a", True, "was"),
    ]
    assert read.obsolete == 1
