"""The blocks of a document in reading order, nested ones too, each with its place in words. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple


class Spot(NamedTuple):
    """A block; `place` is the page's path, the section, and where the block stands in it."""

    place: str
    block: Mapping[str, Any]

    @property
    def type(self) -> str:
        return str(self.block["type"])

    @property
    def id(self) -> str:
        return str(self.block["id"])

    @property
    def value(self) -> Any:
        return self.block["value"]

    @property
    def is_own(self) -> bool:
        """Whether the country wrote it."""
        return self.block["origin"] in ("adapted", "national")


def sections_in(document: Mapping[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """Yield the sections by name, those of a group as `processes.people`."""
    for name, value in document["sections"].items():
        if isinstance(value, Mapping):
            yield from ((f"{name}.{part}", blocks) for part, blocks in value.items())
        else:
            yield name, value


def spots_in(document: Mapping[str, Any]) -> Iterator[Spot]:
    """Yield every block of a document of the contract."""
    for name, blocks in sections_in(document):
        yield from _spots(blocks, f"{document['path']} › {name}")


def own_values(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects that a block's value is made of, but for the blocks in it."""
    if isinstance(value, Mapping):
        yield value
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    for part in parts:
        if not is_block(part):
            yield from own_values(part)


def is_block(value: Any) -> bool:
    return isinstance(value, Mapping) and "origin" in value and "type" in value


def _spots(value: Any, place: str) -> Iterator[Spot]:
    if isinstance(value, Mapping):
        for part in value.values():
            yield from _spots(part, place)
    elif isinstance(value, list):
        numbers: Counter[str] = Counter()
        for one in value:
            if is_block(one):
                numbers[one["type"]] += 1
                spot = Spot(f"{place} › {one['type']} {numbers[one['type']]}", one)
                yield spot
                yield from _spots(spot.value, spot.place)
            else:
                yield from _spots(one, place)
