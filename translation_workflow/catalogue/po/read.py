"""Bytes of the PO format → a file with all that it says, or what an import wants of it."""

from __future__ import annotations

import re

from translation_workflow.catalogue.errors import CatalogueFault
from translation_workflow.catalogue.message import Entry, ReadCatalogue
from translation_workflow.words.said import said

from .file import PoEntry, PoFile
from .guard import check_counts, check_size, declared_charset, decoded, is_utf8
from .parse import parse

_HEADER = re.compile(r'(?:"|\\n)([A-Za-z-]+):')


def read_file(content: bytes, *, name: str) -> PoFile:
    """Return everything that any PO file says, in whichever character set it declares.

    Raises CatalogueFault for what gettext's grammar does not allow.
    """
    return parse(decoded(content, charset=declared_charset(content), name=name), name=name)


def read_po(content: bytes, *, name: str) -> ReadCatalogue:
    """Return what an import wants of a catalogue. `name` is what faults call the file.

    Raises CatalogueFault for a file that is too large, in another character set than UTF-8, cut off or
    no PO, that has an entry twice or with plurals, or more entries or comments than may be.
    """
    check_size(content, name=name)
    text = decoded(content, charset="utf-8", name=name)
    check_counts(text, name=name)
    file = parse(text, name=name)
    if not file.entries:
        raise CatalogueFault(name, 1, said("the file holds no entries. Expected: a PO catalogue."))
    _check_charset(file, text, name)
    lines = _header_lines(file, text, name)
    offered = [entry for entry in file.entries if not entry.is_obsolete]
    _check_entries(offered, name)
    return ReadCatalogue(
        language=file.headers.get("Language", "").replace("_", "-"),
        headers=file.headers,
        entries=tuple(_wanted(entry) for entry in offered if not entry.is_header),
        obsolete=len(file.entries) - len(offered),
        lines=lines,
    )


def _wanted(entry: PoEntry) -> Entry:
    return Entry(
        entry.context or "",
        entry.source,
        entry.targets[0],
        entry.line,
        "fuzzy" in entry.flags,
        entry.previous_source or "",
    )


def _header_lines(file: PoFile, text: str, name: str) -> dict[str, int]:
    """Return header → line. Raises CatalogueFault where the file says its language twice."""
    header = next((number for number, entry in enumerate(file.entries) if entry.is_header), None)
    if header is None:
        return {}
    begin = file.entries[header].line
    end = file.entries[header + 1].line if header + 1 < len(file.entries) else None
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n")[begin - 1 : end and end - 1], start=begin):
        for told in _HEADER.findall(line):
            if told == "Language" and told in found:
                raise CatalogueFault(
                    name,
                    number,
                    said("the header says its Language at line {line} already. Keep one of the two."),
                    line=found[told],
                )
            found.setdefault(told, number)
    return found


def _check_charset(file: PoFile, text: str, name: str) -> None:
    _, _, charset = file.headers.get("Content-Type", "").partition("charset=")
    if is_utf8(charset.strip()):
        return
    line = text[: max(text.find("Content-Type:"), 0)].count("\n") + 1
    template = (
        said(
            "the header says “{charset}”. Expected: “Content-Type: text/plain; charset=UTF-8”. "
            "Save the file as UTF-8."
        )
        if charset.strip()
        else said(
            "the header names no character set. Expected: “Content-Type: text/plain; charset=UTF-8”. "
            "Save the file as UTF-8."
        )
    )
    raise CatalogueFault(name, line, template, charset=charset.strip())


def _check_entries(entries: list[PoEntry], name: str) -> None:
    seen: dict[tuple[str | None, str], int] = {}
    for entry in entries:
        first = seen.setdefault((entry.context, entry.source), entry.line)
        if first != entry.line:
            template = said("this entry stands at line {line} already. Keep one of the two.")
            raise CatalogueFault(name, entry.line, template, line=first)
        if entry.plural is not None:
            raise CatalogueFault(
                name,
                entry.line,
                said("this entry has plural forms. Expected: a catalogue that export_po wrote."),
            )
        if "\0" in f"{entry.context}{entry.source}{entry.targets[0]}{entry.previous_source}":
            raise CatalogueFault(name, entry.line, said("this entry holds a NUL. Take the “\\0” out."))
