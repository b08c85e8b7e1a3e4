"""What happened in an edition and in its master since somebody looked last. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from translation_workflow.editions.models import Edition


class Sort(StrEnum):
    """Sorts of news, in the order in which they are told."""

    ANSWERED = "answered"
    REMARKED = "remarked"
    CHANGED = "changed"
    CAME = "came"
    PUBLISHED = "published"
    IMPORTED = "imported"


@dataclass(frozen=True)
class Event:
    """Something that happened: to which object (`key`; None for none), called `title`, when, and by whom.

    `who` is the name of a person, "" where nobody or the system did it. `is_shared`: the object is no page,
    but a text that pages share. `place` is the piece (context, text) where it is about one.
    """

    sort: Sort
    title: str
    at: datetime
    key: UUID | None = None
    who: str = ""
    is_shared: bool = False
    place: tuple[int, int] | None = None


@dataclass(frozen=True)
class Alike:
    """Events of one sort, the newest first: of pages, or of texts that pages share."""

    sort: Sort
    is_shared: bool
    events: tuple[Event, ...]


@dataclass(frozen=True)
class News:
    """The events of an edition after a moment, by sort in the order of `Sort`, those of pages before those of
    shared texts, the newest of each first.
    """

    edition: Edition
    since: datetime
    events: tuple[Event, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.events)

    @property
    def groups(self) -> tuple[Alike, ...]:
        """The events that are told together, in their order."""
        groups = groupby(self.events, key=lambda event: (event.sort, event.is_shared))
        return tuple(Alike(sort, is_shared, tuple(events)) for (sort, is_shared), events in groups)
