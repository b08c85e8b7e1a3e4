"""Entries that say they are the same one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol, TypeVar
from uuid import UUID

from .faults import Place
from .outcome import Outcome


class Keyed(Protocol):
    """What stands in a file under a key."""

    @property
    def key(self) -> UUID: ...

    @property
    def place(self) -> Place: ...


Told = TypeVar("Told", bound=Keyed)


def without_doubles(entries: Sequence[Told], outcome: Outcome) -> list[Told]:
    """Leave out every entry whose key another has, too: nobody can tell which of them is meant."""
    places: dict[UUID, list[Place]] = defaultdict(list)
    for entry in entries:
        places[entry.key].append(entry.place)
    for key, (first, *others) in places.items():
        for place in others:
            outcome.faults.append(place.fault(f"the key {key} stands at {first.file}:{first.line} already."))
            outcome.faults.append(first.fault(f"the key {key} stands at {place.file}:{place.line}, too."))
    return [entry for entry in entries if len(places[entry.key]) == 1]
