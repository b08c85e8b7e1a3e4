"""Agreed terms of a text of the master, as the desk shows them."""

from __future__ import annotations

from translation_workflow.source.markup import plain_text
from translation_workflow.termbase import models as rows
from translation_workflow.termbase.concept import Form
from translation_workflow.termbase.terms import Terms

from .page import Term, Translation


def terms_in(text: str, terms: Terms) -> list[Term]:
    """Return the agreed terms of a text that have a translation, in reading order, each once."""
    found: dict[str, Term] = {}
    for one in terms.recognise(plain_text(text)):
        for key in sorted(one.concepts):
            words = tuple(
                Translation(term.text, str(term.status), str(rows.Status(str(term.status)).label))
                for term in terms.agreed(key)
                if term.form is not Form.INFLECTED
            )
            if words and key not in found:
                found[key] = Term(one.written, words, terms.concepts[key].note)
    return list(found.values())
