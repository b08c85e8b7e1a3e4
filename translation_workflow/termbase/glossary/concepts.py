"""A glossary as concepts, without a database: for tests, and to try a file before it is loaded. Pure."""

from __future__ import annotations

from translation_workflow.termbase.concept import Concept, Term

from .entry import Glossary


def concepts_of(glossary: Glossary) -> list[Concept]:
    """Return the concepts of a glossary with all their terms, in the order of the file."""
    terms: dict[str, list[Term]] = {}
    for entry in glossary.terms:
        terms.setdefault(entry.concept, []).append(entry.term)
    return [
        Concept(entry.key, tuple(terms.get(entry.key, ())), entry.is_free, entry.note)
        for entry in glossary.concepts
    ]
