"""Catalogues as bytes of the PO format. The only module that knows polib."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import polib

from translation_workflow.catalogue.errors import CatalogueFault
from translation_workflow.catalogue.message import Entry, ReadCatalogue

LARGEST_FILE = 5 * 1024 * 1024

_STRING = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(
    rf"\s*(?:#.*|(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d+\])\s+{_STRING}|{_STRING})?\s*"
)
_KEYWORD = re.compile(r"\s*(msgctxt|msgid|msgid_plural|msgstr)\b")


def read_po(content: bytes, *, name: str) -> ReadCatalogue:
    """Return what PO bytes say. `name` is what faults call the file.

    Raises CatalogueFault for a file that is too large, no UTF-8, cut off, no PO, or has an entry twice.
    """
    if len(content) > LARGEST_FILE:
        raise CatalogueFault(
            name, 1, f"the file is larger than {LARGEST_FILE // 1024 // 1024} MiB. Send one page a file."
        )
    text = _decoded(content, name)
    _check_lines(text, name)
    file = _parsed(content, name)
    entries = tuple(
        Entry(
            entry.msgctxt or "",
            entry.msgid,
            entry.msgstr,
            entry.linenum,
            entry.fuzzy,
            entry.previous_msgid or "",
        )
        for entry in file
        if not entry.obsolete
    )
    _check_doubles(entries, name)
    _check_charset(file.metadata.get("Content-Type", ""), name)
    language = file.metadata.get("Language", "").replace("_", "-")
    return ReadCatalogue(language, dict(file.metadata), entries, len(file.obsolete_entries()))


def _decoded(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise CatalogueFault(name, line, "this is not UTF-8. Save the file as UTF-8.") from error
    if "\0" in text:
        raise CatalogueFault(name, text[: text.index("\0")].count("\n") + 1, "this is no text file.")
    return text


def _check_lines(text: str, name: str) -> None:
    """Refuse what polib repairs in silence: a missing quotation mark, an entry without its msgstr."""
    previous, opened = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not _LINE.fullmatch(line):
            raise CatalogueFault(
                name,
                number,
                "this line is no PO. Expected: a keyword and text between quotation marks, "
                'with quotation marks inside written as \\".',
            )
        keyword = _KEYWORD.match(line)
        if keyword is None:
            continue
        begins = keyword[1] == "msgctxt" or (keyword[1] == "msgid" and previous != "msgctxt")
        if begins and previous in {"msgid", "msgctxt", "msgid_plural"}:
            raise CatalogueFault(name, opened, "this entry has no msgstr. Was the file cut off?")
        previous, opened = keyword[1], number
    if previous in {"msgid", "msgctxt", "msgid_plural"}:
        raise CatalogueFault(name, opened, "this entry has no msgstr. Was the file cut off?")
    if not previous:
        raise CatalogueFault(name, 1, "the file holds no entries. Expected: a PO catalogue.")


def _parsed(content: bytes, name: str) -> polib.POFile:
    # polib opens a path where a string names one, so it is given a file of ours and nothing else.
    with tempfile.NamedTemporaryFile(suffix=".po") as file:
        file.write(content.removeprefix(b"\xef\xbb\xbf"))
        file.flush()
        try:
            return polib.pofile(Path(file.name).as_posix(), encoding="utf-8", wrapwidth=0)
        except (OSError, ValueError, UnicodeDecodeError) as error:
            found = re.search(r"line (\d+)", str(error))
            line = int(found[1]) if found else 1
            raise CatalogueFault(name, line, "this is no PO from here on.") from error


def _check_charset(content_type: str, name: str) -> None:
    _, _, charset = content_type.partition("charset=")
    if charset.strip().upper() not in {"UTF-8", "UTF8"}:
        raise CatalogueFault(
            name,
            1,
            f"the header says “{charset.strip()}”. Expected: “charset=UTF-8”. Save the file as UTF-8.",
        )


def _check_doubles(entries: tuple[Entry, ...], name: str) -> None:
    seen: dict[tuple[str, str], int] = {}
    for entry in entries:
        first = seen.setdefault((entry.context, entry.source), entry.line)
        if first != entry.line:
            raise CatalogueFault(
                name, entry.line, f"this entry stands at line {first} already. Keep one of the two."
            )
