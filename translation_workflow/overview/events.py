"""What happened in an edition and in its master since somebody looked last. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
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

    `who` is the name of a person, "" where nobody or the system did it.
    """

    sort: Sort
    title: str
    at: datetime
    key: UUID | None = None
    who: str = ""


@dataclass(frozen=True)
class News:
    """The events of an edition after a moment, by sort in the order of `Sort`, the newest of each first."""

    edition: Edition
    since: datetime
    events: tuple[Event, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.events)

    @property
    def by_sort(self) -> Mapping[Sort, tuple[Event, ...]]:
        """The events of each sort; sorts without any are not there."""
        found = {sort: tuple(event for event in self.events if event.sort is sort) for sort in Sort}
        return {sort: events for sort, events in found.items() if events}
