"""The stable place of a translatable piece: an object and a path of block ids in it.

Addresses use ids, never positions: moving a block must not orphan its translation. A block of rich
text holds several pieces at one address; address and source text together name one.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, order=True)
class Address:
    """`object_key` names a page or snippet in all editions; `path` is `field.block.child…`."""

    object_key: UUID
    path: str

    def __str__(self) -> str:
        return f"{self.object_key}/{self.path}"

    @property
    def field(self) -> str:
        """The model field that the path begins with."""
        return self.path.partition(".")[0]

    @classmethod
    def parse(cls, written: str) -> Address:
        """Return the address that `str` wrote. Raises ValueError for anything else."""
        key, slash, path = written.partition("/")
        if not slash or not path:
            raise ValueError(f"“{written}” is no address.")
        return cls(UUID(key), path)
