"""Whether stored documents are what their pages make of them today: everything is built, and compared."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import brotli
from django.db import transaction

from cms.delivery.models import Content, Document
from cms.delivery.packing import pack
from cms.delivery.search import index
from translation_workflow.editions.models import Edition

from .store import rebuild_edition

Row = Mapping[str, Any]


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
    faults = [*_broken(edition, mend=mend), *_not_found_rightly(edition, mend=mend)]
    before = _rows(edition)
    rebuild_edition(edition)
    after = _rows(edition)
    if not mend:
        transaction.set_rollback(True)
    for key in before.keys() | after.keys():
        faults += _told(before.get(key), after.get(key))
    return sorted(faults, key=lambda fault: (fault.path, fault.what))


def _rows(edition: Edition) -> dict[Any, Row]:
    rows = Document.objects.filter(edition=edition)
    columns = ("key", "path", "title", "content_id", "parent_key", "position", "is_live")
    return {row["key"]: row for row in rows.values(*columns)}


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
        "title": "another title",
        "parent_key": "another parent",
        "position": "another place in the order",
    }
    return [Fault(after["path"], what) for name, what in named.items() if before[name] != after[name]]


def _not_found_rightly(edition: Edition, *, mend: bool) -> list[Fault]:
    """Return where the search index is not what stored documents make of it."""
    faults = [Fault(path, what) for path, what in index.wrong_in(edition, mend=mend).items()]
    if not index.is_whole():
        faults.append(Fault("", "the database's full text index is not that of its rows"))
        # Whether it is to be mended or not: nothing can be written with a broken one.
        index.make_whole()
    return faults


def _broken(edition: Edition, *, mend: bool) -> list[Fault]:
    """Return the documents whose stored bytes are not those of their name, or not alike in every coding."""
    faults = []
    for row in Document.objects.filter(edition=edition, is_live=True).select_related("content"):
        stored = row.content
        body = bytes(stored.body)
        if hashlib.sha256(body).hexdigest() != stored.sha256:
            faults.append(Fault(row.path, "its bytes are not those of its hash"))
            if mend:
                _name_truly(stored)
        elif any(_unpacked(coding, packed) != body for coding, packed in stored.packed.items()):
            faults.append(Fault(row.path, "its compressed bytes say something else"))
            if mend:
                packed = pack(body)
                stored.gzip, stored.brotli = packed["gzip"], packed["br"]
                stored.save(update_fields=["gzip", "brotli"])
    return faults


def _name_truly(damaged: Content) -> None:
    """Give damaged bytes the hash that they have, so that whole ones can come under theirs."""
    body = bytes(damaged.body)
    packed = pack(body)
    true, _ = Content.objects.get_or_create(
        sha256=hashlib.sha256(body).hexdigest(),
        defaults={
            "edition_id": damaged.edition_id,
            "key": damaged.key,
            "body": body,
            "gzip": packed["gzip"],
            "brotli": packed["br"],
        },
    )
    Document.objects.filter(content=damaged).update(content=true)
    damaged.delete()


def _unpacked(coding: str, packed: bytes) -> bytes:
    try:
        return gzip.decompress(packed) if coding == "gzip" else brotli.decompress(packed)
    except (OSError, EOFError, ValueError, brotli.error):
        return b""
