"""Whether stored documents are what their pages make of them today: everything is built, and compared."""

from __future__ import annotations

import gzip
import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import brotli
from django.db import transaction

from cms.delivery.models import Content, Document, Reference
from cms.delivery.packing import as_bytes, pack
from cms.delivery.search import index
from translation_workflow.editions.models import Edition

from .store import rebuild_edition

TOGETHER = 200
EVERYWHERE = ""
Row = dict[str, Any]
# What the navigation tells of a document.
TOLD = {"type": "another type", "title": "another title", "title_language": "another language of its title"}


@dataclass(frozen=True)
class Fault:
    """A document that is not what it is to be, by the path where it is or was; `what` says how."""

    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}"


@transaction.atomic
def verify_edition(edition: Edition, *, mend: bool) -> list[Fault]:
    """Return what is wrong with an edition's documents, by path. Nothing is written unless it is to `mend`.

    Documents are locked meanwhile, as in every publication.
    """
    # In this order: what is damaged is passed over by the first, and has another name after the second.
    faults = _not_found_rightly(edition, mend=mend)
    damaged = _damaged(edition, mend=mend)
    before = _rows(edition)
    rebuild_edition(edition)
    after = _rows(edition)
    if mend:
        Content.objects.filter(pk__in=[one.renamed for one in damaged]).exclude(
            pk__in=[row["content_id"] for row in after.values()]
        ).delete()
    else:
        transaction.set_rollback(True)
    faults += [one.fault for one in damaged]
    _rank(before, after)
    _rank(after, before)
    for key in before.keys() | after.keys():
        faults += _told(before.get(key), after.get(key))
    return sorted(faults, key=lambda fault: (fault.path, fault.what))


def _rows(edition: Edition) -> dict[Any, Row]:
    """Return the documents by their keys, in the order of the navigation, each with what it depends on."""
    targets: dict[int, set[UUID]] = defaultdict(set)
    for document, target in Reference.objects.filter(document__edition=edition).values_list(
        "document", "target"
    ):
        targets[document].add(target)
    rows = Document.objects.filter(edition=edition).order_by("position", "path")
    columns = ("pk", "key", "path", "content_id", "parent_key", "is_live", *TOLD)
    return {row["key"]: {**row, "targets": targets[row["pk"]]} for row in rows.values(*columns)}


def _rank(rows: Mapping[Any, Row], others: Mapping[Any, Row]) -> None:
    """Say of each live document which one it stands after, of those that have this parent here and there.

    The numbers themselves say nothing: a draft that comes between two pages changes them.
    """
    last: dict[Any, Any] = {}
    for key, row in rows.items():
        if row["is_live"] and key in others and others[key]["parent_key"] == row["parent_key"]:
            row["after"] = last.get(row["parent_key"])
            last[row["parent_key"]] = key


def _told(before: Row | None, after: Row | None) -> Sequence[Fault]:
    if after is None:
        return []
    if before is None or not before["is_live"]:
        return [Fault(after["path"], "is missing")] if after["is_live"] else []
    if not after["is_live"]:
        return [Fault(before["path"], "is stored, and nobody may read it")]
    if before["path"] != after["path"]:
        return [Fault(before["path"], f"stands at {after['path']}")]
    named = {
        "content_id": "other words or blocks",
        **TOLD,
        "parent_key": "another parent",
        "after": "another place in the order",
        "targets": "depends on other pages, snippets or files",
    }
    return [Fault(after["path"], what) for name, what in named.items() if before.get(name) != after.get(name)]


def _not_found_rightly(edition: Edition, *, mend: bool) -> list[Fault]:
    """Return where the search index is not what stored documents make of it."""
    faults = [Fault(path, what) for path, what in index.wrong_in(edition, mend=mend).items()]
    if not index.is_whole():
        faults.append(Fault(EVERYWHERE, "the database's full text index is not that of its rows"))
        # Whether it is to be mended or not: nothing can be written with a broken one.
        index.make_whole()
    return faults


@dataclass(frozen=True)
class Damaged:
    """Stored bytes that are not those of their name; `renamed`: the name under which they are now, if any."""

    fault: Fault
    renamed: str = ""


def _damaged(edition: Edition, *, mend: bool) -> list[Damaged]:
    """Return the bytes that are not those of their hash, or not alike in every coding; former ones too.

    To mend bytes of today takes building the document; former ones cannot be had again, and go.
    """
    paths = dict(Document.objects.filter(edition=edition).values_list("content_id", "path"))
    damaged = []
    for stored in Content.objects.filter(edition=edition).order_by("pk").iterator(chunk_size=TOGETHER):
        body = as_bytes(stored.body)
        path = paths.get(stored.pk, "")
        where = path or f" {stored.pk}"
        if hashlib.sha256(body).hexdigest() != stored.sha256:
            fault = Fault(where, "its bytes are not those of its hash")
            damaged.append(Damaged(fault, _put_aside(stored, body, is_former=not path) if mend else ""))
        elif any(_unpacked(coding, packed) != body for coding, packed in _packed(stored).items()):
            damaged.append(Damaged(Fault(where, "its compressed bytes say something else")))
            if mend:
                packed = pack(body)
                stored.gzip, stored.brotli = packed["gzip"], packed["br"]
                stored.save(update_fields=["gzip", "brotli"])
    return damaged


def _put_aside(damaged: Content, body: bytes, *, is_former: bool) -> str:
    """Give damaged bytes the hash that they have, so that whole ones can come under theirs; return it."""
    if is_former:
        damaged.delete()
        return ""
    true, _ = Content.objects.get_or_create(
        sha256=hashlib.sha256(body).hexdigest(),
        defaults={"edition_id": damaged.edition_id, "key": damaged.key, "body": body, "gzip": b""},
    )
    Document.objects.filter(content=damaged).update(content=true)
    damaged.delete()
    return str(true.pk)


def _packed(stored: Content) -> dict[str, bytes]:
    codings = {"br": as_bytes(stored.brotli), "gzip": as_bytes(stored.gzip)}
    return {coding: packed for coding, packed in codings.items() if packed}


def _unpacked(coding: str, packed: bytes) -> bytes:
    try:
        return gzip.decompress(packed) if coding == "gzip" else brotli.decompress(packed)
    except (OSError, EOFError, ValueError, brotli.error):
        return b""
