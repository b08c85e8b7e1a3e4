"""How to measure, and the list of what is measured.

@measure("api.document", cpu_us="µs", queries="queries") def api_document() -> Values: ... return
{"cpu_us": 1e6 * cpu(ask, times=200), "queries": queries(ask)}

Time is CPU time of this process, so that a busy machine changes little; where two ways are compared,
measure both in one function and give the ratio. Each measured function finds a fresh migrated SQLite
database.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

Values = Mapping[str, float]


@dataclass(frozen=True)
class Measure:
    """A function to call, and the unit of each value that it returns."""

    name: str
    units: Mapping[str, str]
    function: Callable[[], Values]

    def values(self) -> dict[str, float]:
        """Run it; return whole name -> value. Raises ValueError when it breaks its promise of values."""
        values = self.function()
        if values.keys() != self.units.keys():
            raise ValueError(f"{self.name} promised {sorted(self.units)} and returned {sorted(values)}.")
        return {f"{self.name}.{key}": rounded(value) for key, value in values.items()}


MEASURES: list[Measure] = []


def measure(name: str, **units: str) -> Callable[[Callable[[], Values]], Callable[[], Values]]:
    """Register a function that returns a value for each of `units`; the key ends the value's name."""

    def register(function: Callable[[], Values]) -> Callable[[], Values]:
        MEASURES.append(Measure(name, units, function))
        return function

    return register


def cpu(action: Callable[[], object], *, times: int = 1) -> float:
    """Return the CPU seconds of one call, the mean of `times`."""
    started = time.process_time()
    for _ in range(times):
        action()
    return (time.process_time() - started) / times


def queries(action: Callable[[], object]) -> int:
    """Return how many database queries one call makes, savepoints included."""
    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)


def rounded(value: float) -> float:
    """Return `value` with the four digits that mean something; whole numbers stay whole."""
    return value if isinstance(value, int) else float(f"{value:.4g}")
