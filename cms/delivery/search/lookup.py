"""Which documents have which tokens, and where: asked of the database's full text index in one statement.

This is the only part of search that knows which database it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from translation_workflow.editions.models import Edition

from .terms import Term, Tokens

# As tokens are made they hold letters, digits and `~`: neither language of queries has a meaning for these
# within its quotation marks.
PLACES = {"title": "A", "headings": "B", "often": "C", "body": "D"}
STEPS = ("exact", "near", "far")

ENTRIES = (
    "SELECT {term}, '{step}', '{place}', document.id, document.path FROM delivery_searchentry entry "
    "JOIN delivery_document document ON document.id = entry.document_id AND document.is_live "
)
WHERE = {
    "postgresql": "WHERE entry.edition_id = %s AND entry.words @@ %s::tsquery",
    "sqlite": "JOIN delivery_searchwords ON delivery_searchwords.rowid = entry.document_id "
    "WHERE entry.edition_id = %s AND delivery_searchwords MATCH %s",
}


@dataclass(frozen=True)
class Found:
    """A document has a term, by the number of it, at a place; `step` says by which of its tokens."""

    term: int
    step: str
    place: str
    document: int
    path: str


def look_up(edition: Edition, terms: Sequence[Term]) -> list[Found]:
    """Return where the live documents of an edition have terms, in no order."""
    selects: list[str] = []
    parameters: list[int | str] = []
    for term, step, place, tokens in _asked(terms):
        selects.append(ENTRIES.format(term=term, step=step, place=place) + WHERE[connection.vendor])
        parameters += [edition.pk, _condition(tokens, place)]
    if not selects:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), parameters)
        return [Found(*row) for row in cursor.fetchall()]


def _asked(terms: Sequence[Term]) -> Iterator[tuple[int, str, str, Tokens]]:
    for number, term in enumerate(terms):
        for step in STEPS:
            if tokens := getattr(term, step):
                for place in PLACES:
                    yield number, step, place, tokens


def _condition(tokens: Tokens, place: str) -> str:
    """Return tokens at a place as the database's language of queries says it."""
    whole, beginnings = sorted(tokens.whole), sorted(tokens.beginnings)
    if connection.vendor == "postgresql":
        weight = PLACES[place]
        asked = [*(f"'{one}':{weight}" for one in whole), *(f"'{one}':*{weight}" for one in beginnings)]
        return " | ".join(asked)
    asked = [*(f'"{one}"' for one in whole), *(f'"{one}" *' for one in beginnings)]
    return f"{place} : ({' OR '.join(asked)})"
