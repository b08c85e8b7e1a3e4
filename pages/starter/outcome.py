"""What a load did."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from .faults import Fault


@dataclass
class Outcome:
    """What a load did, in numbers of entries; `faults` are entries left out.

    `kept` are titles of what people edited, `waiting` sentences about what comes later by itself.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def __str__(self) -> str:
        told = f"{self.created} created, {self.updated} updated, {self.unchanged} unchanged"
        if self.kept:
            told += f", {len(self.kept)} kept as people edited them"
        if self.waiting:
            told += f", {len(self.waiting)} waiting"
        if self.faults:
            told += f", {len(self.faults)} faults"
        return told + "."


def as_json(outcome: Outcome) -> str:
    return json.dumps(
        {
            "created": outcome.created,
            "updated": outcome.updated,
            "unchanged": outcome.unchanged,
            "kept": outcome.kept,
            "waiting": outcome.waiting,
            "faults": [str(fault) for fault in outcome.faults],
        },
        indent=2,
    )
