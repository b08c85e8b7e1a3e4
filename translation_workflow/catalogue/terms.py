"""The agreed words of an edition, as comments of its catalogues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translation_workflow.editions.models import Edition
from translation_workflow.source.markup import plain_text
from translation_workflow.termbase.agreed import terms_of
from translation_workflow.termbase.concept import Form, Status, Term
from translation_workflow.termbase.terms import Terms as Agreed

from .extract import Terms


def terms_for(edition: Edition) -> Terms | None:
    """Return what tells a translator of the terms in a text; None where there is nothing to agree on."""
    agreed = terms_of(edition)
    return (lambda source: _comments(plain_text(source), agreed)) if agreed.concepts else None


def _comments(text: str, agreed: Agreed) -> Sequence[str]:
    """Return a line for each concept that a text speaks of, in its order."""
    return [*dict.fromkeys(line for one in agreed.recognise(text) for line in _lines(one.concepts, agreed))]


def _lines(concepts: frozenset[str], agreed: Agreed) -> Iterator[str]:
    for concept in sorted(concepts & agreed.concepts.keys()):
        known = agreed.concepts[concept]
        terms = [term for term in agreed.agreed(concept) if term.form is not Form.INFLECTED]
        use = [term for term in terms if term.status is not Status.DEPRECATED]
        avoid = [term for term in terms if term.status is Status.DEPRECATED]
        name = next(iter(known.terms_in(agreed.source)), None)
        if name and use:
            told = f"; not {_quoted(avoid)}" if avoid else ""
            yield f"Term: “{name.text}” is {_quoted(use)} here{told}."


def _quoted(terms: Sequence[Term]) -> str:
    return ", ".join(f"“{term.text}”" for term in terms)
