"""How to measure, and the list of what is measured.

@measure("api.document", cpu_us="µs", queries="queries") def api_document() -> Values: ... return
{"cpu_us": 1e6 * cpu(ask, times=200), "queries": queries(ask)}

Time is CPU time of this process, so that a busy machine changes little; where two ways are compared,
measure both in one function and give the ratio. Each measured function finds a fresh migrated database:
SQLite, and where it says so PostgreSQL in a second run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

Values = Mapping[str, float]
SQLITE = ("sqlite",)
BOTH = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Measure:
    """A function to call, and the unit of each value that it returns."""

    name: str
    databases: Collection[str]
    units: Mapping[str, str]
    function: Callable[[], Values]

    def values(self) -> dict[str, float]:
        """Run it; return whole name -> value. Raises ValueError when it breaks its promise of values."""
        values = self.function()
        if values.keys() != self.units.keys():
            raise ValueError(f"{self.name} promised {sorted(self.units)} and returned {sorted(values)}.")
        return {self.whole_name(key): rounded(value) for key, value in values.items()}

    def whole_name(self, key: str) -> str:
        """Return what a value is called: a key that begins with the measure's name says it all."""
        return key if key.startswith(self.name) else f"{self.name}.{key}"


MEASURES: list[Measure] = []


def measure(
    name: str, *, databases: Collection[str] = SQLITE, **units: str
) -> Callable[[Callable[[], Values]], Callable[[], Values]]:
    """Register a function that returns a value for each of `units`, and the databases it is measured on.

    A value is called `name.key`, or only `key` where that begins with `name`.
    """

    def register(function: Callable[[], Values]) -> Callable[[], Values]:
        MEASURES.append(Measure(name, databases, units, function))
        return function

    return register


def cpu(action: Callable[[], object], *, times: int = 1) -> float:
    """Return the CPU seconds of one call, the mean of `times`."""
    started = time.process_time()
    for _ in range(times):
        action()
    return (time.process_time() - started) / times


def queries(action: Callable[[], object]) -> int:
    """Return how many database queries one call makes, transactions and savepoints included.

    More than 9,000 are counted as so many.
    """
    # Django keeps no longer a log, and counts from what is in it already.
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)


def rounded(value: float) -> float:
    """Return `value` with the four digits that mean something; whole numbers stay whole."""
    return value if isinstance(value, int) else float(f"{value:.4g}")
