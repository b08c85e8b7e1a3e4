"""A copy of an edition that follows its changes: how a reader of the API keeps one."""

from __future__ import annotations

from uuid import UUID

from cms.delivery.documents.schema import Document

from .edition import EditionClient
from .errors import Refused

WRONG_CURSOR = "wrong-cursor"


class Mirror:
    """The documents of an edition by their key. `cursor` is where the next `follow` goes on from; keep it
    with the documents, and give both back to go on after a pause.
    """

    def __init__(
        self,
        edition: EditionClient,
        *,
        documents: dict[UUID, Document] | None = None,
        cursor: str | None = None,
    ) -> None:
        self._edition = edition
        self.documents = documents or {}
        self.cursor = cursor

    def follow(self) -> int:
        """Take in what changed; return how many documents and tombstones came. Raises ClientError.

        The copy is what it was until everything is told, so that it never shows half a publication. Where
        the cursor is not known any more it begins anew.
        """
        try:
            return self._follow(dict(self.documents), self.cursor)
        except Refused as refusal:
            if self.cursor is None or refusal.problem.code != WRONG_CURSOR:
                raise
            return self._follow({}, None)

    def _follow(self, documents: dict[UUID, Document], cursor: str | None) -> int:
        told = 0
        for changes in self._edition.changes(since=cursor):
            documents |= {document.key: document for document in changes.documents}
            for tombstone in changes.gone:
                documents.pop(tombstone.key, None)
            told += len(changes.documents) + len(changes.gone)
            cursor = changes.cursor
        self.documents, self.cursor = documents, cursor
        return told
