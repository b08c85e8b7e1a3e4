"""Where the blocks stand that a country moved: their words are looked for where the master has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from translation_workflow.adaptation.operations import Verb
from translation_workflow.adaptation.published import Adaptation

from .placed import Placed


def moved_paths(placed: Placed, adaptation: Adaptation) -> dict[str, str]:
    """Return block id → content path, of the blocks that are moved and shown."""
    moved = {one.block for one in adaptation.operations if one.verb is Verb.MOVE}
    if not moved:
        return {}
    paths = (found for name, _, raw in placed.streams for found in _paths(raw, name))
    return {number: path for number, path in paths if number in moved}


def _paths(raw: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(raw, list):
        for one in raw:
            if isinstance(one, Mapping) and "id" in one:
                yield one["id"], f"{path}.{one['id']}"
                yield from _paths(one.get("value"), f"{path}.{one['id']}")
    elif isinstance(raw, Mapping):
        for name, value in raw.items():
            yield from _paths(value, f"{path}.{name}")
