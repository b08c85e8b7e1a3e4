"""The agreed words of a pair of languages, read once and kept until somebody changes the termbase."""

from __future__ import annotations

from functools import lru_cache

from translation_workflow.editions.models import Edition

from . import models as rows
from .concept import Concept, Form, Status, Term, chain_of
from .recognise import Recogniser
from .terms import Terms

# Pairs of languages that are kept; those of an older termbase fall out.
KEPT = 64


def terms_of(edition: Edition) -> Terms:
    """Return the agreed words between an edition's master and the edition."""
    return terms_between(edition.master_code, edition.code)


def terms_between(source: str, target: str) -> Terms:
    """Return the agreed words between two languages (BCP 47), as the database has them now.

    Costs one query where nothing has changed since this process read them, whoever changed what.
    """
    mark = rows.Mark.objects.values_list("value", flat=True).first()
    return _terms(source, target, mark)


def recogniser_of(language: str) -> Recogniser:
    """Return what finds agreed words in texts of a language (BCP 47), as the database has them now."""
    return _recogniser(language, rows.Mark.objects.values_list("value", flat=True).first())


def concepts_in(*languages: str) -> list[Concept]:
    """Return all concepts with their terms in some languages, and in these without their countries."""
    codes = {code for language in languages for code in chain_of(language)}
    held: dict[int, list[Term]] = {}
    for row in rows.Term.objects.order_by("pk"):
        if row.language.lower() in codes:
            held.setdefault(row.concept_id, []).append(plain(row))
    return [
        Concept(row.key, tuple(held.get(row.pk, ())), row.is_free, row.note)
        for row in rows.Concept.objects.order_by("key")
    ]


def plain(row: rows.Term) -> Term:
    """Return a term as the kernel knows it."""
    return Term(row.text, row.language, Status(row.status), Form(row.form), row.is_attested, row.note)


@lru_cache(maxsize=KEPT)
def _terms(source: str, target: str, mark: object) -> Terms:
    recogniser = _recogniser(source, mark)
    return Terms(concepts_in(source, target), source=source, target=target, recogniser=recogniser)


@lru_cache(maxsize=KEPT)
def _recogniser(source: str, mark: object) -> Recogniser:
    """Return what all editions of a master ask: a text is looked through once for all of them."""
    return Recogniser(concepts_in(source), source)
