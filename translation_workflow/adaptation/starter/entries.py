"""A layer as a starter file tells it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pages.starter.faults import Fault, Place
from pages.starter.reader import is_uuid
from pages.starter.yaml_file import place_of

NEEDED = ("key", "page", "publish")
ALSO = ("leaves_out", "operations")


@dataclass(frozen=True)
class LayerEntry:
    """What a country changes in one page. `publish`: it goes live; else it waits for a reviewer.

    `operations` are as written; `place` is that of their list.
    """

    key: UUID
    page: UUID
    publish: bool
    leaves_out: bool
    operations: Sequence[Any]
    place: Place

    @property
    def digest(self) -> str:
        """SHA-256 of what the file says, whatever its layout."""
        told = [str(self.page), self.publish, self.leaves_out, self.operations]
        return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()


def layer_in(node: Any, place: Place) -> tuple[list[LayerEntry], list[Fault]]:
    """Return the layer that a mapping tells, or its faults."""
    expected = ", ".join((*NEEDED, *ALSO))
    if not isinstance(node, Mapping):
        return [], [place.fault(f"Expected: a layer with {expected}.")]
    faults = [
        place.fault(f"“{name}” is missing. Expected: {expected}.") for name in NEEDED if name not in node
    ]
    faults += [
        place_of(node, name, within=place).fault(f"“{name}” is unknown. Expected: {expected}.")
        for name in sorted(str(name) for name in node.keys() - {*NEEDED, *ALSO})
    ]
    faults += [
        place_of(node, name, within=place).fault(f"“{node[name]}” is no key. Expected: a UUID.")
        for name in ("key", "page")
        if name in node and not is_uuid(node[name])
    ]
    faults += [
        place_of(node, name, within=place).fault(f"{name}: Expected: true or false.")
        for name in ("publish", "leaves_out")
        if not isinstance(node.get(name, False), bool)
    ]
    operations = node.get("operations", [])
    at = place_of(node, "operations", within=place)
    if not isinstance(operations, list):
        faults.append(at.fault("Expected: a list of operations."))
    elif not operations and not node.get("leaves_out"):
        faults.append(place.fault("a layer changes something. Expected: operations, or leaves_out: true."))
    if faults:
        return [], faults
    page, leaves_out = UUID(node["page"]), node.get("leaves_out", False)
    return [LayerEntry(UUID(node["key"]), page, node["publish"], leaves_out, operations, at)], []
