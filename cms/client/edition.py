"""One edition of a programme, as a whole, page by page, and as it changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from cms.delivery.documents.schema import DOCUMENT, Document
from cms.delivery.documents.schema.feed import Bundle, Changes
from cms.delivery.documents.schema.resources import Manifest
from cms.delivery.documents.schema.search import SearchResults

from .asking import AS_SENT, Asker, part, path

MANIFEST = TypeAdapter(Manifest)
BUNDLE = TypeAdapter(Bundle)
CHANGES = TypeAdapter(Changes)
SEARCH = TypeAdapter(SearchResults)


class EditionClient:
    """Reads an edition. Every method raises NotFound while the edition is not published."""

    def __init__(self, asker: Asker, *, programme: str, code: str) -> None:
        self.programme = programme
        self.code = code
        self._asker = asker
        self._here = f"programmes/{part(programme)}/editions/{part(code)}/"

    def manifest(self) -> Manifest:
        """Return what the edition holds; with the hashes in it, a consistent view of all."""
        return self._asker.ask(self._here, MANIFEST)

    def document(self, key: UUID | str) -> Document:
        """Return a document as it is now. Raises NotFound, and Gone where there was one."""
        return self._asker.ask(f"{self._here}documents/{part(str(key))}", DOCUMENT)

    def at(self, place: str) -> Document:
        """Return the document that stands at a path, or that stood there last: its own path says where it is
        now. Raises NotFound, and Gone where there was one.
        """
        return self._asker.ask(f"{self._here}by-path/{path(place)}", DOCUMENT)

    def at_as_sent(self, place: str) -> dict[str, Any]:
        """Return the same as plain values, documents of types that are newer than this client too."""
        return self._asker.ask(f"{self._here}by-path/{path(place)}", AS_SENT)

    def bundle(self) -> Bundle:
        """Return every document at one moment, and the cursor of that moment."""
        return self._asker.ask(f"{self._here}bundle", BUNDLE)

    def changes(self, since: str | None = None) -> Iterator[Changes]:
        """Yield what changed since a cursor, in parts, until all is told.

        Without a cursor, everything. Raises Refused (`wrong-cursor`) for one that is not of this edition.
        """
        is_complete = False
        while not is_complete:
            query = {} if since is None else {"since": since}
            changes = self._asker.ask(f"{self._here}changes", CHANGES, **query)
            yield changes
            since, is_complete = changes.cursor, changes.complete

    def search(self, words: str, *, limit: int | None = None, offset: int = 0) -> SearchResults:
        """Return the pages that say what is looked for, best first, after the first `offset`."""
        query = {"q": words, "limit": limit, "offset": offset or None}
        given = {name: str(value) for name, value in query.items() if value is not None}
        return self._asker.ask(f"{self._here}search", SEARCH, **given)
