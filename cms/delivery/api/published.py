"""What the API says of itself, as files that are built once and kept with the code."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cms.delivery.documents.schema import DOCUMENTS
from cms.delivery.packing import pack

from .answers import Payload
from .openapi import describe, schema_of

if TYPE_CHECKING:
    from ninja import NinjaAPI

FOLDER = Path(__file__).with_name("files")
OPENAPI = "openapi.json"


@cache
def published(name: str) -> Payload:
    """Return a file, read and compressed once a process."""
    body = (FOLDER / name).read_bytes()
    return Payload(body, hashlib.sha256(body).hexdigest(), packed=pack(body), language="en")


def schema_file(document_type: str) -> str:
    """Return the file of a document type's JSON Schema."""
    return f"{document_type}.schema.json"


def current(api: NinjaAPI) -> Mapping[str, bytes]:
    """Return what the files have to be: name → bytes."""
    schemas = {schema_file(name): schema_of(name) for name in DOCUMENTS}
    return {OPENAPI: describe(api), **schemas}


def stale(api: NinjaAPI) -> list[str]:
    """Return the names of files that are missing, not current, or of nothing any more."""
    wanted = current(api)
    there = {path.name: path.read_bytes() for path in FOLDER.glob("*.json")}
    return sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))


def write(api: NinjaAPI) -> list[str]:
    """Write what is not current; return the names of the files that were."""
    changed = stale(api)
    wanted = current(api)
    FOLDER.mkdir(exist_ok=True)
    for name in changed:
        if name in wanted:
            (FOLDER / name).write_bytes(wanted[name])
        else:
            (FOLDER / name).unlink()
    published.cache_clear()
    return changed
