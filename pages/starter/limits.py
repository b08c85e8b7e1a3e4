"""How many blocks a place may hold, checked with the words an author understands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from wagtail import blocks

from .faults import Fault, Place


def count_faults(
    block: blocks.BaseStreamBlock | blocks.ListBlock, types: Sequence[str], place: Place
) -> list[Fault]:
    """Return what is wrong with the number of children, of all and of each type."""
    limits = [("blocks", len(types), block.meta.min_num, block.meta.max_num)]
    if isinstance(block, blocks.BaseStreamBlock):
        counted = Counter(types)
        limits += [
            (f"blocks of the type “{name}”", counted[name], limit.get("min_num"), limit.get("max_num"))
            for name, limit in (block.meta.block_counts or {}).items()
        ]
        if block.required and not types:
            limits.append(("blocks", 0, 1, None))
    return [fault for limit in limits for fault in _faults(*limit, place=place)]


def _faults(what: str, number: int, least: int | None, most: int | None, *, place: Place) -> Iterator[Fault]:
    if least and number < least:
        yield place.fault(f"{number} {what}. Expected: at least {least}.")
    if most is not None and number > most:
        yield place.fault(f"{number} {what}. Expected: at most {most}.")
