"""Writing documents: in bulk, and only what differs."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Case, Max, Value, When
from wagtail.models import Page

from cms.delivery.models import Content, Document, FormerPath, Reference
from cms.delivery.packing import pack
from cms.delivery.search import index
from translation_workflow.review.coverage import Key

from .placed import Placed

# Raise it when documents are built otherwise or depend on other things: what was made by older rules is built
# anew by the next start.
RULES = 1
PLACED = (
    "type",
    "path",
    "title",
    "title_language",
    "content_id",
    "position",
    "parent_key",
    "is_live",
    "rules",
)


@dataclass(frozen=True)
class Outcome:
    """How many documents were written, found the same, and retired."""

    written: int = 0
    unchanged: int = 0
    retired: int = 0

    def __str__(self) -> str:
        return f"{self.written} documents written, {self.unchanged} unchanged, {self.retired} retired."

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            self.written + other.written,
            self.unchanged + other.unchanged,
            self.retired + other.retired,
        )


@dataclass(frozen=True)
class Built:
    """A document ready to be stored, with the translation keys of what it refers to.

    `parent` is the key of the page above it, None for an edition's first page. `title_language` is empty
    where it is the edition's.
    """

    placed: Placed
    parent: UUID | None
    title_language: str
    body: bytes
    targets: frozenset[UUID]

    @property
    def key(self) -> Key:
        return self.placed.key

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True)
class Change:
    """What readers of a feed are told of a document: `number` is its publication, `edition` a primary key."""

    edition: int
    key: UUID
    path: str
    is_live: bool
    number: int


@dataclass(frozen=True)
class Written:
    """What was done, what readers are told of it, and the keys that other documents may care about: those
    that came, went, or have another path or title."""

    outcome: Outcome
    news: frozenset[Key]
    changes: Sequence[Change] = ()


def write(built: Sequence[Built], *, stored: Mapping[Key, Document], gone: Collection[Key] = ()) -> Written:
    """Store documents of any editions, and make tombstones of live ones, in a fixed number of queries.

    `stored` holds the rows as they are, of what was built and of what is gone.
    """
    rows = [_row(one) for one in built]
    differing = [row for row in rows if _differs(row, stored.get(_key(row)))]
    retired = [row for row in map(stored.get, sorted(gone)) if row and row.is_live]
    numbers = _numbers([*differing, *retired], stored)
    for row in differing:
        before = stored.get(_key(row))
        row.change = numbers[row.edition_id] if _is_change(row, before) or before is None else before.change
    _leave([*retired, *_moved(differing, stored)], numbers)
    _write_contents(differing, {one.sha256: one.body for one in built})
    pks = {key: row.pk for key, row in stored.items()} | _write_rows(differing)
    changed = [row for row in differing if _is_change(row, stored.get(_key(row)))]
    _index(changed, built, pks)
    index.take_out([row.pk for row in retired])
    _write_references(
        {pks[one.key]: one.targets for one in built} | {row.pk: frozenset() for row in retired},
        known={row.pk for row in stored.values()},
    )
    news = {_key(row) for row in differing if _is_news(row, stored.get(_key(row)))}
    return Written(
        Outcome(written=len(differing), unchanged=len(rows) - len(differing), retired=len(retired)),
        frozenset(news | {_key(row) for row in retired}),
        [
            *(_told(row, row.change) for row in changed),
            *(_told(row, numbers[row.edition_id], is_live=False) for row in retired),
        ],
    )


def _told(row: Document, number: int, *, is_live: bool = True) -> Change:
    return Change(row.edition_id, row.key, row.path, is_live, number)


def _numbers(rows: Sequence[Document], stored: Mapping[Key, Document]) -> dict[int, int]:
    """Return edition → the number of this publication. The caller holds a lock of the editions."""
    known = {row.edition_id: row.last_change for row in stored.values()}  # type: ignore[attr-defined]
    wanted = {row.edition_id for row in rows}
    if unknown := wanted - known.keys():
        found = Document.objects.filter(edition__in=unknown).values("edition").annotate(last=Max("change"))
        known |= {one["edition"]: one["last"] for one in found}
    return {edition: known.get(edition, 0) + 1 for edition in wanted}


def _is_change(row: Document, before: Document | None) -> bool:
    """Whether readers of a feed are told: a document came, came back, or has other bytes."""
    return before is None or not before.is_live or row.content_id != before.content_id


def position_of(path: str) -> int:
    """Return the last step of a tree path: it grows from sibling to sibling."""
    position: int = Page._str2int(path[-Page.steplen :])
    return position


def _key(row: Document) -> Key:
    return row.edition_id, row.key


def _row(one: Built) -> Document:
    page = one.placed.page
    edition, key = one.key
    return Document(
        edition_id=edition,
        key=key,
        type=page.document_type,
        path=one.placed.path,
        title=page.title,
        title_language=one.title_language,
        content_id=one.sha256,
        position=position_of(page.path),
        parent_key=one.parent,
        is_live=True,
        rules=RULES,
    )


def _differs(row: Document, stored: Document | None) -> bool:
    return stored is None or any(getattr(row, name) != getattr(stored, name) for name in PLACED)


def _is_news(row: Document, stored: Document | None) -> bool:
    return stored is None or not stored.is_live or (row.path, row.title) != (stored.path, stored.title)


def _moved(rows: Sequence[Document], stored: Mapping[Key, Document]) -> list[Document]:
    """Return the stored rows of live documents that get another path."""
    before = [(row, stored[_key(row)]) for row in rows if _key(row) in stored]
    return [old for row, old in before if old.is_live and old.path != row.path]


def _leave(rows: Sequence[Document], numbers: Mapping[int, int]) -> None:
    """Take live documents from their paths, and write down who stood there last.

    Two pages may exchange their paths; for a moment neither has one. Whoever stood there before yields.
    """
    if not rows:
        return
    editions = {row.edition_id for row in rows}
    number = Case(*(When(edition=edition, then=Value(numbers[edition])) for edition in editions))
    Document.objects.filter(pk__in=[row.pk for row in rows]).update(is_live=False, change=number)
    FormerPath.objects.bulk_create(
        [FormerPath(edition_id=row.edition_id, path=row.path, key=row.key) for row in rows],
        update_conflicts=True,
        unique_fields=["edition", "path"],
        update_fields=["key"],
    )


def _write_contents(rows: Sequence[Document], bodies: Mapping[str, bytes]) -> None:
    Content.objects.bulk_create(
        [_content(row, bodies[row.content_id]) for row in sorted(rows, key=lambda row: row.content_id)],
        ignore_conflicts=True,
    )


def _content(row: Document, body: bytes) -> Content:
    packed = pack(body)
    return Content(
        sha256=row.content_id,
        edition_id=row.edition_id,
        key=row.key,
        body=body,
        gzip=packed["gzip"],
        brotli=packed["br"],
    )


def _write_rows(rows: Sequence[Document]) -> dict[Key, int]:
    """Insert or update documents; return their primary keys."""
    written = Document.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["edition", "key"], update_fields=[*PLACED, "change"]
    )
    return {_key(row): row.pk for row in written}


def _index(rows: Sequence[Document], built: Sequence[Built], pks: Mapping[Key, int]) -> None:
    """Let documents be found by the words that they have now."""
    bodies = {one.sha256: one.body for one in built}
    index.put_in(
        index.Readable(pks[_key(row)], row.edition_id, row.content_id, bodies[row.content_id]) for row in rows
    )


def _write_references(targets: Mapping[int, frozenset[UUID]], *, known: Collection[int]) -> None:
    """Let documents refer to exactly these targets; only what was `known` before has references."""
    stored: dict[int, dict[UUID, int]] = defaultdict(dict)
    before = [document for document in targets if document in known]
    if before:
        rows = Reference.objects.filter(document__in=before).values_list("document", "target", "pk")
        for document, target, pk in rows:
            stored[document][target] = pk
    stale = [
        pk
        for document in before
        for target, pk in stored[document].items()
        if target not in targets[document]
    ]
    if stale:
        Reference.objects.filter(pk__in=stale).delete()
    Reference.objects.bulk_create(
        Reference(document_id=document, target=target)
        for document in sorted(targets)
        for target in sorted(targets[document] - stored[document].keys())
    )
