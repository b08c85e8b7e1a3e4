"""What a client has read before, under the tags that tell whether it is still current."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any


@dataclass(frozen=True)
class Kept:
    """A value as it was read. With `is_immutable` nobody needs to be asked again."""

    tag: str
    value: Any
    is_immutable: bool


class Shelf:
    """So many values at most, by their place; the one that was used longest ago makes room."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, place: Hashable) -> Kept | None:
        with self._lock:
            if place in self._kept:
                self._kept.move_to_end(place)
            return self._kept.get(place)

    def keep(self, place: Hashable, kept: Kept) -> None:
        with self._lock:
            self._kept[place] = kept
            self._kept.move_to_end(place)
            while len(self._kept) > self._room:
                self._kept.popitem(last=False)
