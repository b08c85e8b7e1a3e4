"""A file that is no catalogue is refused whole: where, what, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translation_workflow.catalogue.errors import CatalogueFault
from translation_workflow.catalogue.po import read_file, read_po, write_po

from .samples import catalogue, message
from .test_po_reader import HEADER

VALID = write_po(catalogue(message(), message("Trees.", "Bomen.", "body.x"))).decode()
LINE = VALID.split("\n").index('msgstr "Bomen."') + 1


def changed(old: str, new: str) -> bytes:
    assert old in VALID
    return VALID.replace(old, new, 1).encode(errors="surrogateescape")


# Name → the bytes, the line that is named, and words of the sentence.
BROKEN: dict[str, tuple[bytes, int, str]] = {
    "no UTF-8": (changed("Bomen", "B\udcffmen"), LINE, "this is not UTF-8, though its header says so"),
    "no UTF-8, as its header says": (
        changed("Bomen", "B\udcffmen").replace(b"UTF-8", b"ISO-8859-2"),
        LINE,
        "this is not UTF-8; the header says “ISO-8859-2”. Save the file as UTF-8",
    ),
    "UTF-8 that says it is something else": (
        changed("UTF-8", "ISO-8859-2"),
        8,
        "the header says “ISO-8859-2”",
    ),
    "an unknown character set": (changed("UTF-8", "klingon"), 8, "says “klingon”. Expected: “Content-Type"),
    "no character set": (changed("; charset=UTF-8", ""), 8, "the header names no character set"),
    "no header": (b'msgid "a"\nmsgstr "b"\n', 1, "the header names no character set"),
    "UTF-16": (VALID.encode("utf-16"), 1, "not UTF-8 but UTF-16"),
    "half a character": (
        changed("Bomen", "B").replace(b'"B.', b'"B\xed\xa0\x80.'),
        LINE,
        r"half a character \(a surrogate\)",
    ),
    "a NUL": (changed("Bomen", "Bo\0men"), LINE, "this is no text file: it holds a NUL byte"),
    "an escaped NUL": (changed("Bomen", "Bo\\000men"), LINE - 4, "this entry holds a NUL"),
    "an escape that means nothing": (changed("Bomen", "Bo\\qmen"), LINE, r"“\\q” means nothing in PO"),
    "bytes that are no character": (changed("Bomen", "Bo\\377men"), LINE, "is no character in UTF-8"),
    "a zip": (b"PK\x03\x04\0\0", 1, "this is no text file"),
    "a web page": (b"<html>no such page</html>", 1, "this line is no PO"),
    "nothing": (b"", 1, "the file holds no entries"),
    "a missing quotation mark": (
        changed('"Bomen."', '"Bomen.'),
        LINE,
        "its text has no closing quotation mark",
    ),
    "an escaped last quotation mark": (changed('"Bomen."', '"Bomen.\\"'), LINE, "this line is no PO"),
    "a quotation mark within": (changed("Bomen.", 'Bo"men.'), LINE, 'this line is no PO.*written as \\\\"'),
    "no quotation marks": (changed('"Bomen."', "Bomen."), LINE, "this line is no PO"),
    "an unknown keyword": (changed('msgstr "Bomen."', 'msgtxt "Bomen."'), LINE, "this line is no PO"),
    "cut off before a text": (VALID[: VALID.rindex('"Bomen')].encode(), LINE, "this line is no PO"),
    "cut off before a translation": (
        VALID[: VALID.rindex("msgstr")].encode(),
        LINE - 1,
        "this entry has no msgstr. Was the file cut off",
    ),
    "an entry without its translation": (
        changed('msgid "Less CO<sub>2</sub>."\nmsgstr ""\n', 'msgid "Less CO<sub>2</sub>."\n'),
        16,
        "this entry has no msgstr",
    ),
    "a comment within an entry": (
        changed('msgstr "Bomen."', '# more\nmsgstr "Bomen."'),
        LINE - 1,
        "this entry has no msgstr",
    ),
    "a text of nothing": (b'# x\n"text"\n', 2, "this text belongs to no msgid"),
    "a text between entries": (
        changed("\n\n#. Towns", '\n\n#. x\n"text"\n#. Towns'),
        14,
        "belongs to no msgid",
    ),
    "a translation of nothing": (b'msgstr "x"\n', 1, "this msgstr has no msgid above"),
    "two translations": (changed('msgstr "Bomen."', 'msgstr "Bomen."\nmsgstr "B"'), LINE + 1, "msgstr twice"),
    "half an obsolete entry": (changed('msgstr "Bomen."', '#~ msgstr "B"'), LINE, "one part of this entry"),
    "a translation that was": (changed('msgstr "Bomen."', '#| msgstr "B"'), LINE, "never before msgstr"),
    "an entry twice": ((VALID + VALID[VALID.rindex("#.") :]).encode(), LINE + 1, "stands at line"),
    "plural forms": (
        f'{VALID}\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n'.encode(),
        LINE + 2,
        "this entry has plural forms",
    ),
    "forms of no plural": (f'{VALID}\nmsgid "a"\nmsgstr[0] "c"\n'.encode(), LINE + 2, "do not fit"),
    "a plural without forms": (
        f'{VALID}\nmsgid "a"\nmsgid_plural "b"\nmsgstr "c"\n'.encode(),
        LINE + 2,
        "do not fit",
    ),
    "too large": (b"#" * (6 * 1024 * 1024), 1, "larger than 5 MiB. Send one page a file"),
    "too many entries": (
        HEADER.encode() + b'msgid"x"\n' * 20_001,
        6 + 19_999,
        "more than 20,000 entries",
    ),
    "too many comments": (b"#\n" * 200_001, 200_001, "more than 200,000 comments"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_its_line(name: str) -> None:
    """Where, what, and what to do; never a guess at what was meant."""
    content, line, sentence = BROKEN[name]
    with pytest.raises(CatalogueFault, match=sentence) as raised:
        read_po(content, name="a.po")
    assert str(raised.value).startswith(f"a.po:{line}: ")
    assert str(raised.value).endswith(".")


@pytest.mark.parametrize("charset", ["klingon", "rot13", "base64", "zlib", "../etc", "undefined"])
def test_a_character_set_that_is_none_is_refused(charset: str) -> None:
    """Python knows codecs that are no character sets; none of them is run on an upload."""
    with pytest.raises(CatalogueFault, match=r"character set|UTF-8"):
        read_file(HEADER.replace("UTF-8", charset).encode(), name="a.po")


def test_a_path_in_an_upload_opens_no_file(tmp_path: Path) -> None:
    """Content that happens to name a file is content."""
    secret = tmp_path / "secret.po"
    secret.write_bytes(VALID.encode())
    with pytest.raises(CatalogueFault):
        read_po(str(secret).encode(), name="a.po")


@given(st.one_of(st.binary(max_size=200), st.text('msgidtrcx_plu "\\\n#~|[]01', max_size=80).map(str.encode)))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """There is no third way: no upload is an error of ours."""
    lines: list[int] = []
    for read in (read_file, read_po):
        for given_ in (content, HEADER.encode() + content):
            try:
                read(given_, name="a.po")
            except CatalogueFault as fault:
                lines.append(fault.line)
    assert all(line >= 1 for line in lines)


@given(cut=st.integers(0, len(VALID)))
def test_a_file_cut_anywhere_gives_no_entry_that_was_not_there(cut: int) -> None:
    """What is left of a file is refused, or read as far as it goes."""
    whole = read_po(VALID.encode(), name="a.po").entries
    try:
        found = read_po(VALID[:cut].encode(), name="a.po").entries
    except CatalogueFault:
        return
    assert found == whole[: len(found)]


@pytest.mark.parametrize(
    "hostile",
    [
        lambda n: HEADER + 'msgid "x"\nmsgstr ' + '"' + "\\\\" * n,
        lambda n: HEADER + 'msgid "x"\nmsgstr ' + '"a" ' * n,
        lambda n: HEADER + " " * n,
        lambda n: HEADER + "#" + "," * n,
        lambda n: HEADER + 'msgid "x"\nmsgstr "y"\n' + "#~\n" * (n // 3),
        lambda n: HEADER + 'msgid "x"\nmsgstr ""\n' + '"\\n"\n' * (n // 5),
        lambda n: HEADER + "\n" * n,
    ],
)
def test_hostile_lines_are_read_to_their_end(hostile: Callable[[int], str]) -> None:
    """In the largest file; work that grows with the square of it would take hours."""
    attempt(hostile(4_000_000).encode())


def attempt(content: bytes) -> None:
    try:
        read_po(content, name="a.po")
    except CatalogueFault:
        return
