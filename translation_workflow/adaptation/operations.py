"""What a country changes in a page of its master, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .links import Link

Raw = Mapping[str, Any]
"""A block or a list item as a stream holds it: `type`, `value`, `id`."""


class Verb(StrEnum):
    """What an operation does to the block that it is anchored on."""

    HIDE = "hide"
    REPLACE = "replace"
    INSERT = "insert"
    MOVE = "move"
    RELINK = "relink"


class Side(StrEnum):
    """Where something comes: beside a block, or at an end of what a block or a section contains."""

    BEFORE = "before"
    AFTER = "after"
    START = "start"
    END = "end"


@dataclass(frozen=True)
class Spot:
    """A place in a page: beside a block (its id), or inside a container.

    A container is the name of a section (`steps`), the id of a block whose value is a sequence, or that
    id with the name of a sequence in it (`<id>.content`). `predecessors` are the ids of what stood before
    the place, the nearest first: beside it, then beside what it stood in. `around` are those that it is in.
    """

    at: str
    side: Side
    predecessors: tuple[str, ...] = ()
    around: tuple[str, ...] = ()

    @property
    def is_beside(self) -> bool:
        return self.side in (Side.BEFORE, Side.AFTER)


@dataclass(frozen=True)
class Operation:
    """One change. `section` is the stream of the page in which it happens.

    `block` is the id of what is hidden, replaced or moved; `spot` is where an insert or a moved block
    goes, and where the words of a replacement go when its block is gone. `content` is what an insert or a
    replacement says; `base` is the master's block as it was when somebody decided. `link` is the link that
    leads elsewhere.
    """

    id: str
    verb: Verb
    section: str
    block: str = ""
    spot: Spot | None = None
    content: Raw | None = None
    base: Raw | None = None
    link: Link | None = None
