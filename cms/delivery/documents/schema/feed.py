"""An edition as a whole, and what changed of it: for readers that keep a copy."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from .base import Part
from .documents import Document

Cursor = Annotated[
    str, Field(description="Opaque. Give it to `changes` as `since`, to be told what changed after it.")
]


class Bundle(Part):
    """Every document of an edition at one moment, by path, and the cursor of that moment."""

    programme: str
    edition: str
    cursor: Cursor
    documents: list[Document]


class Tombstone(Part):
    """A document that was published and is no longer; `path` is where it stood last."""

    key: UUID
    path: str


class Changes(Part):
    """What changed since a cursor: documents as they are now, and those that went.

    A document that changed several times is there once. Where `complete` is false there is more: ask again
    with the new cursor, and show your readers the edition when all is there.
    """

    programme: str
    edition: str
    cursor: Cursor
    complete: bool
    documents: list[Document]
    gone: list[Tombstone]
