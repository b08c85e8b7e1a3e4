"""Reads a glossary of either layout, whole or not at all. Pure, but for `read_file`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from translation_workflow.termbase.concept import Form, Status

from . import listed, table
from .entry import Glossary, TermEntry
from .errors import Fault, GlossaryRefused
from .lines import rows_in


def read_file(path: Path, *, name: str = "") -> Glossary:
    """Return the glossary in a file. Raises GlossaryRefused with everything that is wrong with it."""
    name = name or path.name
    try:
        content = path.read_bytes()
    except OSError as error:
        sentence = f"the file cannot be read: {error.strerror}."
        raise GlossaryRefused([Fault(str(path), 1, sentence)]) from error
    return read_glossary(content, name=name)


def read_glossary(content: bytes, *, name: str) -> Glossary:
    """Return the glossary that bytes hold. Raises GlossaryRefused with everything that is wrong with it."""
    header, *rows = rows_in(content, name=name)
    columns = header[1]
    faults = list(_column_faults(columns, name=name))
    if faults:
        raise GlossaryRefused(faults)
    take = table.tabled if table.KEY in columns else listed.listed
    glossary = take(rows, columns, name=name, faults=faults)
    faults += _doubled_concepts(glossary)
    faults += _doubled_terms(glossary)
    faults += _preferred_twice(glossary)
    if not faults and not glossary.terms:
        faults.append(Fault(name, header[0], "there is no term in this file."))
    if faults:
        raise GlossaryRefused(faults)
    return glossary


def _column_faults(columns: Sequence[str], *, name: str) -> Iterator[Fault]:
    for column in sorted({column for column in columns if columns.count(column) > 1}):
        yield Fault(name, 1, f"the column “{column[:40]}” stands here twice. Take one out.")
    if table.KEY in columns:
        yield from table.column_faults(columns, name=name)
        return
    expected = f"Expected: {', '.join(listed.COLUMNS)}; or a table with {table.KEY} and languages."
    for column in columns:
        if column not in listed.COLUMNS:
            yield Fault(name, 1, f"the column “{column[:40]}” is unknown. {expected}")
    for column in listed.COLUMNS:
        if column not in columns:
            yield Fault(name, 1, f"the column “{column}” is missing. {expected}")


def _doubled_concepts(glossary: Glossary) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for entry in glossary.concepts:
        if entry.key in first:
            sentence = f"the concept “{entry.key}” is told in line {first[entry.key]} already. "
            yield Fault(glossary.name, entry.line, sentence + "Make one of the two.")
        first.setdefault(entry.key, entry.line)


def _doubled_terms(glossary: Glossary) -> Iterator[Fault]:
    first: dict[tuple[str, str, str], int] = {}
    for entry in glossary.terms:
        key = (entry.concept, entry.term.language, entry.term.text)
        if key in first:
            at = "this line" if first[key] == entry.line else f"line {first[key]}"
            sentence = (
                f"“{entry.term.text}” ({entry.term.language}) of {entry.concept} is told in {at} already. "
            )
            yield Fault(glossary.name, entry.line, sentence + "Take one out.")
        first.setdefault(key, entry.line)


def _preferred_twice(glossary: Glossary) -> Iterator[Fault]:
    first: dict[tuple[str, str, Form], TermEntry] = {}
    for entry in _preferred(glossary.terms):
        term = entry.term
        key = (entry.concept, term.language, term.form)
        if key in first and first[key].term.text != term.text:
            sentence = (
                f"“{term.text}” cannot be preferred: “{first[key].term.text}” in line {first[key].line} is. "
                "Make one of them admitted."
            )
            yield Fault(glossary.name, entry.line, sentence)
        first.setdefault(key, entry)


def _preferred(terms: Iterable[TermEntry]) -> Iterator[TermEntry]:
    for entry in terms:
        if entry.term.status is Status.PREFERRED and entry.term.form is not Form.INFLECTED:
            yield entry
