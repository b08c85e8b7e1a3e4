"""The plain layout: a concept in each line, a language in each column. Pure.

    id    en    abbr_en    bg    …    attested    note

Besides `id`, all columns are codes of languages, `abbr_` and such a code, `attested` (the codes of the
languages whose terms were found in published texts) and `note`. A cell may hold several terms: “a / b” is
two, “rada gminy/miasta” is “rada gminy” and “rada miasta”, and what stands in brackets behind a term is its
abbreviation, a form of it (“pl. …”), or another word. The first one is the one to use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translation_workflow.termbase.concept import Form, Status, Term

from .entry import ConceptEntry, Glossary, TermEntry
from .errors import Fault
from .lines import Row, cells_of, code_of, codes, wrong_in_key, wrong_in_note, wrong_in_term

KEY, ATTESTED, NOTE = "id", "attested", "note"
SHORT = "abbr_"

_BEHIND = re.compile(r"(?P<term>[^()]*[^()\s])\s*\((?P<behind>[^()]+)\)\s*")
_PLURAL = re.compile(r"pl\.\s+(?P<form>.+)")
_EITHER = re.compile(r"(?P<one>[^\s/]+)/(?P<other>[^\s/]+)")
CAPITALS = 2


def column_faults(columns: Sequence[str], *, name: str) -> Iterator[Fault]:
    """Yield what is wrong with the columns of such a table."""
    for column in columns:
        if column in (KEY, ATTESTED, NOTE) or code_of(column.removeprefix(SHORT)):
            continue
        sentence = f"the column “{column[:40]}” is no language that an edition may have. Expected: "
        yield Fault(name, 1, f"{sentence}{KEY}, {ATTESTED}, {NOTE}, and any of: {codes()}.")


def tabled(rows: Sequence[Row], columns: Sequence[str], *, name: str, faults: list[Fault]) -> Glossary:
    """Return what the lines say; what is wrong with them is added to `faults`."""
    concepts: list[ConceptEntry] = []
    terms: list[TermEntry] = []
    for row in rows:
        cells = cells_of(row, columns, name=name, faults=faults)
        if not cells:
            continue
        line, key = row[0], cells[KEY]
        found = list(_terms(cells))
        wrong = [*wrong_in_key(key), *wrong_in_note(cells.get(NOTE, "")), *_wrong_attested(cells, columns)]
        wrong += [sentence for term in found for sentence in wrong_in_term(term.text)]
        wrong += [] if found else ["there is no term in this line."]
        faults += [Fault(name, line, sentence) for sentence in wrong]
        concepts.append(ConceptEntry(key, line, note=cells.get(NOTE, "")))
        terms += [TermEntry(key, line, term) for term in found]
    return Glossary(name, tuple(concepts), tuple(terms), explicit=False)


def _terms(cells: dict[str, str]) -> Iterator[Term]:
    attested = {code_of(code) for code in cells.get(ATTESTED, "").split()}
    for column, cell in cells.items():
        if not cell or column in (KEY, ATTESTED, NOTE):
            continue
        code = code_of(column.removeprefix(SHORT))
        found = [(cell, Form.ABBREVIATION)] if column.startswith(SHORT) else _forms(cell)
        taken = set[Form]()
        for text, form in found:
            status = Status.ADMITTED if form in taken else Status.PREFERRED
            taken.add(form)
            yield Term(text, code, status, form, code in attested)


def _forms(cell: str) -> list[tuple[str, Form]]:
    """Return the terms of a cell, the one to use first."""
    forms: list[tuple[str, Form]] = []
    for written in re.split(r"\s+/\s+", cell):
        found = _BEHIND.fullmatch(written)
        forms += [(text, Form.WORD) for text in _variants(found["term"] if found else written)]
        if found:
            plural = _PLURAL.fullmatch(found["behind"])
            behind = plural["form"] if plural else found["behind"]
            forms.append((behind, Form.INFLECTED if plural else _form_of(behind)))
    return forms


def _variants(text: str) -> Iterator[str]:
    either = _EITHER.search(text)
    if either is None:
        yield text
        return
    for word in (either["one"], either["other"]):
        yield text[: either.start()] + word + text[either.end() :]


def _form_of(text: str) -> Form:
    """What stands in brackets is an abbreviation where it is one word with capitals inside."""
    capitals = sum(sign.isupper() for sign in text)
    return Form.ABBREVIATION if capitals >= CAPITALS and " " not in text else Form.WORD


def _wrong_attested(cells: dict[str, str], columns: Sequence[str]) -> Iterator[str]:
    for code in cells.get(ATTESTED, "").split():
        if code not in columns:
            yield f"attested: “{code[:40]}” is none of the languages of this table."
