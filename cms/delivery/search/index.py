"""Keeping the entries that documents are found by, in a fixed number of queries.

The caller has a transaction. The database's own full text index follows the rows by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass

from django.db import DatabaseError, connection, transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat

from cms.delivery.models import Document, SearchEntry
from cms.delivery.packing import as_bytes
from translation_workflow.editions.models import Edition

from .entry import Entry, entry_of, made_of

COLUMNS = ("made_of", "title", "headings", "often", "body", "pieces")


@dataclass(frozen=True)
class Readable:
    """A live document as it is stored: its primary key, its edition's, its bytes and their hash."""

    document: int
    edition: int
    sha256: str
    body: bytes


def put_in(documents: Iterable[Readable]) -> None:
    """Write the entries of live documents, or write them anew."""
    rows = [
        SearchEntry(
            document_id=one.document,
            edition_id=one.edition,
            **asdict(entry_of(one.body, sha256=one.sha256)),
        )
        for one in documents
    ]
    SearchEntry.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["document"], update_fields=["edition", *COLUMNS]
    )


def take_out(documents: Collection[int]) -> None:
    """Remove the entries of documents, which nobody finds from then on."""
    if documents:
        SearchEntry.objects.filter(document__in=documents).delete()


def catch_up(edition: Edition) -> int:
    """Write the entries that are missing, or made of other bytes or by older rules; remove those of
    documents that are not live. Return how many entries were written.
    """
    live = Document.objects.filter(edition=edition, is_live=True)
    current = SearchEntry.objects.filter(
        document__in=live, made_of=Concat(Value(made_of("")), F("document__content_id"))
    )
    behind = _readable(live.exclude(pk__in=current.values("document")))
    put_in(behind)
    SearchEntry.objects.filter(edition=edition).exclude(document__in=live).delete()
    return len(behind)


def wrong_in(edition: Edition, *, mend: bool) -> dict[str, str]:
    """Return the path of every document whose entry is not what its bytes make of it, and what is wrong;
    the path is empty where the database's own index is not that of the rows. Everything is made anew to
    be compared.
    """
    live = Document.objects.filter(edition=edition, is_live=True)
    rows = {row.pk: row for row in SearchEntry.objects.filter(edition=edition)}
    paths = dict(live.values_list("pk", "path"))
    faults: dict[str, str] = {}
    wrong: list[Readable] = []
    for one in _readable(live):
        row = rows.get(one.document)
        if row is None or _entry(row) != entry_of(one.body, sha256=one.sha256):
            missing = row is None
            faults[paths[one.document]] = (
                "is not in the search index" if missing else "the search index says something else"
            )
            wrong.append(one)
    if mend:
        put_in(wrong)
    return faults


def is_whole() -> bool:
    """Say whether the database's full text index is that of the rows; of a generated one it always is."""
    if connection.vendor != "sqlite":
        return True
    try:
        with transaction.atomic():
            _tell_sqlite("'integrity-check', 1", columns="delivery_searchwords, rank")
    except DatabaseError:
        return False
    return True


def make_whole() -> None:
    """Build SQLite's full text index anew from the rows."""
    if connection.vendor == "sqlite":
        _tell_sqlite("'rebuild'", columns="delivery_searchwords")


def _tell_sqlite(values: str, *, columns: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO delivery_searchwords ({columns}) VALUES ({values})")  # noqa: S608 - ours


def _entry(row: SearchEntry) -> Entry:
    return Entry(**{name: getattr(row, name) for name in COLUMNS})


def _readable(documents: QuerySet[Document]) -> list[Readable]:
    """Return what is to be found. Damaged bytes are not read: `verify_documents` looks after them."""
    rows = documents.values_list("pk", "edition_id", "content_id", "content__body")
    found = [Readable(pk, edition, sha256, as_bytes(body)) for pk, edition, sha256, body in rows]
    return [one for one in found if hashlib.sha256(one.body).hexdigest() == one.sha256]
