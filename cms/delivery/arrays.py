"""Lists as PostgreSQL reads them, which is how Django hands over what it writes in bulk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from psycopg.abc import Buffer
from psycopg.types.array import ListDumper


class FlatListDumper(ListDumper):
    """Writes a list of lists as psycopg does, and any other with each value between quotes.

    psycopg marks sign by sign what would end a value; in JSON every tenth sign is one.
    """

    def dump(self, obj: list[Any]) -> Buffer | None:
        if not obj or self.sub_dumper is None or any(isinstance(item, list) for item in obj):
            return super().dump(obj)
        return b"{" + self.delimiter.join(self._quoted(obj)) + b"}"

    def _quoted(self, items: list[Any]) -> Iterator[bytes]:
        assert self.sub_dumper is not None
        for item in items:
            told = None if item is None else self.sub_dumper.dump(item)
            if told is None:
                yield b"NULL"
            else:
                yield b'"' + bytes(told).replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
