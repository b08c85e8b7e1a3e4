"""The API as a whole: its programmes, and documents by their hash."""

from __future__ import annotations

from types import TracebackType
from typing import Any

import httpx
from pydantic import TypeAdapter

from cms.delivery.documents.schema import DOCUMENT, Document
from cms.delivery.documents.schema.resources import Alternates, Edition, Programme

from .asking import AS_SENT, Asker, part
from .edition import EditionClient

PROGRAMMES = TypeAdapter(list[Programme])
EDITIONS = TypeAdapter(list[Edition])
ALTERNATES = TypeAdapter(Alternates)

SECONDS = 10.0
KEEPS = 512


class Client:
    """Reads an API; threads may share it. `base` is its first address, `…/api/v1/`.

    Every method raises ClientError; `errors` says which there are. `transport` carries requests some other
    way than over the network; `keeps` is how many answers are remembered with their tags.
    """

    def __init__(
        self,
        base: str,
        *,
        transport: httpx.BaseTransport | None = None,
        seconds: float = SECONDS,
        keeps: int = KEEPS,
    ) -> None:
        self._asker = Asker(base, transport=transport, seconds=seconds, keeps=keeps)

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._asker.close()

    def programmes(self) -> list[Programme]:
        """Return every programme, by slug."""
        return self._asker.ask("programmes/", PROGRAMMES)

    def editions(self, programme: str) -> list[Edition]:
        """Return a programme's editions in their order, those that cannot be read included."""
        return self._asker.ask(f"programmes/{part(programme)}/editions/", EDITIONS)

    def alternates(self, programme: str) -> Alternates:
        """Return where each document stands in each published edition."""
        return self._asker.ask(f"programmes/{part(programme)}/alternates/", ALTERNATES)

    def document(self, sha256: str) -> Document:
        """Return the document of a hash. It never changes, and is asked for once."""
        return self._asker.ask(f"documents/sha256/{part(sha256)}", DOCUMENT)

    def document_as_sent(self, sha256: str) -> dict[str, Any]:
        """Return the document of a hash as plain values, types newer than this client included."""
        return self._asker.ask(f"documents/sha256/{part(sha256)}", AS_SENT)

    def edition(self, programme: str, code: str) -> EditionClient:
        """Return a client of one edition; nothing is asked by this."""
        return EditionClient(self._asker, programme=programme, code=code)
