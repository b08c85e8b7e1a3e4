"""What a run found: plain data, which passes from the process that measures to the one that tells."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Results:
    """The values, their units, and what failed and why, each by name."""

    values: dict[str, float] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def add(self, other: Results, *, prefix: str = "") -> None:
        """Take in what another run found, under names that begin with `prefix`."""
        self.values |= _prefixed(other.values, prefix)
        self.units |= _prefixed(other.units, prefix)
        self.failed |= _prefixed(other.failed, prefix)

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Results:
        return cls(**json.loads(path.read_text(encoding="utf-8")))


def _prefixed(found: dict[str, Any], prefix: str) -> dict[str, Any]:
    return {f"{prefix}{name}": value for name, value in found.items()}
