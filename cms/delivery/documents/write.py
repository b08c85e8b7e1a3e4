"""Writing documents: in bulk, and only what differs."""

from __future__ import annotations

import gzip
import hashlib
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from wagtail.models import Page

from cms.delivery.models import Content, Document, FormerPath, Reference
from translation_workflow.editions.models import Edition

PLACED = ("type", "path", "title", "title_language", "content_id", "position", "parent_key", "is_live")


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

    `title_language` is empty where it is the edition's.
    """

    page: Page
    path: str
    title_language: str
    body: bytes
    targets: frozenset[UUID]

    @property
    def key(self) -> UUID:
        return UUID(str(self.page.translation_key))

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


def write(edition: Edition, built: Sequence[Built]) -> tuple[Outcome, set[UUID]]:
    """Store documents in a fixed number of queries; also return the keys that others may care about:
    those that are new or have another path or title."""
    if not built:
        return Outcome(), set()
    parents = _parent_keys(built)
    stored = {
        row.key: row for row in Document.objects.filter(edition=edition, key__in=[b.key for b in built])
    }
    rows = [_row(edition, one, parents) for one in built]
    differing = [row for row in rows if _differs(row, stored.get(row.key))]
    changed = {row.key for row in differing if _is_news(row, stored.get(row.key))}
    if differing:
        _write_rows(differing, stored, {one.sha256: one for one in built})
    _write_references(edition, {one.key: one.targets for one in built})
    return Outcome(written=len(differing), unchanged=len(rows) - len(differing)), changed


def retire(edition: Edition, keys: Collection[UUID]) -> tuple[Outcome, set[UUID]]:
    """Make tombstones of live documents; return also which keys there were."""
    live = Document.objects.filter(edition=edition, key__in=keys, is_live=True)
    rows = list(live) if keys else []
    if rows:
        Document.objects.filter(pk__in=[row.pk for row in rows]).update(is_live=False)
        Reference.objects.filter(document__in=rows).delete()
        _remember(rows)
    return Outcome(retired=len(rows)), {row.key for row in rows}


def _parent_keys(built: Sequence[Built]) -> dict[str, UUID]:
    """Return translation keys by the tree path of the parent pages."""
    paths = {_parent_path(one.page) for one in built}
    return dict(Page.objects.filter(path__in=paths).values_list("path", "translation_key"))


def _parent_path(page: Page) -> str:
    return str(page.path[: -page.steplen])


def _row(edition: Edition, one: Built, parents: dict[str, UUID]) -> Document:
    page = one.page
    return Document(
        edition=edition,
        key=one.key,
        type=page.document_type,
        path=one.path,
        title=page.title,
        title_language=one.title_language,
        content_id=one.sha256,
        # The last step of the tree path: it grows from sibling to sibling, and others' stays when one comes.
        position=page._str2int(page.path[-page.steplen :]),
        parent_key=None if one.path == "/" else parents[_parent_path(page)],
        is_live=True,
    )


def _differs(row: Document, stored: Document | None) -> bool:
    return stored is None or any(getattr(row, name) != getattr(stored, name) for name in PLACED)


def _is_news(row: Document, stored: Document | None) -> bool:
    return stored is None or not stored.is_live or (row.path, row.title) != (stored.path, stored.title)


def _write_rows(rows: Sequence[Document], stored: dict[UUID, Document], built: dict[str, Built]) -> None:
    contents = {row.content_id: built[row.content_id].body for row in rows}
    Content.objects.bulk_create(
        [
            Content(sha256=sha256, body=body, gzip=gzip.compress(body, mtime=0))
            for sha256, body in sorted(contents.items())
        ],
        ignore_conflicts=True,
    )
    known = [row for row in rows if row.key in stored]
    for row in known:
        row.pk = stored[row.key].pk
    # Two pages may exchange their paths; for a moment neither has one.
    before = [stored[row.key] for row in known if row.path != stored[row.key].path]
    leaving = [row for row in before if row.is_live]
    if leaving:
        Document.objects.filter(pk__in=[row.pk for row in leaving]).update(is_live=False)
        _remember(leaving)
    if known:
        Document.objects.bulk_update(known, PLACED)
    Document.objects.bulk_create([row for row in rows if row.key not in stored])


def _remember(leaving: Sequence[Document]) -> None:
    """Write down who stood last at the paths that live documents leave. Whoever stood there before yields."""
    FormerPath.objects.bulk_create(
        [FormerPath(edition_id=row.edition_id, path=row.path, key=row.key) for row in leaving],
        update_conflicts=True,
        unique_fields=["edition", "path"],
        update_fields=["key"],
    )


def _write_references(edition: Edition, targets: dict[UUID, frozenset[UUID]]) -> None:
    documents = dict(Document.objects.filter(edition=edition, key__in=list(targets)).values_list("key", "pk"))
    stored: dict[int, set[UUID]] = defaultdict(set)
    for document, target in Reference.objects.filter(document__in=documents.values()).values_list(
        "document", "target"
    ):
        stored[document].add(target)
    wanted = {documents[key]: set(keys) for key, keys in targets.items()}
    stale = [document for document, keys in wanted.items() if keys != stored[document]]
    if stale:
        Reference.objects.filter(document__in=stale).delete()
        Reference.objects.bulk_create(
            Reference(document_id=document, target=target)
            for document in stale
            for target in sorted(wanted[document])
        )
