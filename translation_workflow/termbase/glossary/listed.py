"""The project's own layout: a term in each line, with all that is said of it. Pure.

    concept    language    term    status    form    attested    note

`status` is preferred, admitted or deprecated; `form` is word, abbreviation or inflected (a form that no
dictionary leads to); `attested` is yes or no. A line without a language and a term is about the concept
itself: its status is empty, or `free` where each edition chooses its own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from translation_workflow.termbase.concept import Form, Status, Term

from .entry import ConceptEntry, Glossary, TermEntry
from .errors import Fault
from .lines import Row, cells_of, code_of, codes, wrong_in_key, wrong_in_note, wrong_in_term

COLUMNS = ("concept", "language", "term", "status", "form", "attested", "note")
FREE = "free"
YES_OR_NO = {"yes": True, "no": False, "": False}


def listed(rows: Sequence[Row], columns: Sequence[str], *, name: str, faults: list[Fault]) -> Glossary:
    """Return what the lines say; what is wrong with them is added to `faults`."""
    concepts: list[ConceptEntry] = []
    terms: list[TermEntry] = []
    for row in rows:
        cells = cells_of(row, columns, name=name, faults=faults)
        if not cells:
            continue
        line = row[0]
        wrong = [Fault(name, line, sentence) for sentence in _wrong(cells)]
        faults += wrong
        if wrong:
            continue
        if cells["language"]:
            terms.append(TermEntry(cells["concept"], line, _term(cells)))
        else:
            concepts.append(ConceptEntry(cells["concept"], line, cells["status"] == FREE, cells["note"]))
    # A concept needs no line of its own.
    named = {entry.key for entry in concepts}
    firsts = {entry.concept: entry.line for entry in reversed(terms) if entry.concept not in named}
    concepts += [ConceptEntry(key, line) for key, line in firsts.items()]
    return Glossary(name, tuple(concepts), tuple(terms), explicit=True)


def _wrong(cells: dict[str, str]) -> Iterator[str]:
    yield from wrong_in_key(cells["concept"])
    yield from wrong_in_note(cells["note"])
    if not cells["language"] and not cells["term"]:
        yield from _no_choice("status", cells["status"], ["", FREE])
        for column in ("form", "attested"):
            if cells[column]:
                yield f"a line about a concept itself has nothing under “{column}”."
        return
    if not code_of(cells["language"]):
        yield f"“{cells['language']}” is no language that an edition may have. Expected one of: {codes()}."
    if not cells["term"]:
        yield "the term is missing."
        return
    yield from wrong_in_term(cells["term"])
    yield from _no_choice("status", cells["status"], [*Status])
    yield from _no_choice("form", cells["form"], ["", *Form])
    yield from _no_choice("attested", cells["attested"], YES_OR_NO)


def _no_choice(column: str, cell: str, choices: Iterable[str]) -> Iterator[str]:
    if cell not in choices:
        expected = ", ".join(choice or "nothing" for choice in choices)
        yield f"{column}: “{cell[:40]}” is unknown. Expected: {expected}."


def _term(cells: dict[str, str]) -> Term:
    return Term(
        cells["term"],
        code_of(cells["language"]),
        Status(cells["status"]),
        Form(cells["form"] or Form.WORD),
        YES_OR_NO[cells["attested"]],
        cells["note"],
    )
