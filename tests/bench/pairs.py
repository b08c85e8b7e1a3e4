"""Two ways from the same state, measured by turns, and where they ended."""

from __future__ import annotations

import cProfile
import gc
import os
import pstats
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from statistics import median
from uuid import UUID

from django.db import connection

from . import snapshots
from .differences import NamedDifference, assert_same
from .measuring import cpu, queries
from .state import State, state_of

Action = Callable[[], object]
PROFILE = "BENCH_PROFILE"
"""The variable that asks for a profile of our way."""
TOLD = 40


@dataclass(frozen=True)
class Pairs:
    """CPU seconds of our way and the engine's, pair by pair."""

    ours: list[float]
    engine: list[float]

    @property
    def ratio(self) -> float:
        """How many times the engine's CPU ours would fit into: the median of the pairs."""
        return median(engine / ours for ours, engine in zip(self.ours, self.engine, strict=True))

    @property
    def ours_s(self) -> float:
        return median(self.ours)

    @property
    def engine_s(self) -> float:
        return median(self.engine)


@dataclass(frozen=True)
class Comparison:
    """Our way and the engine's way from the kept state `start`, to be the same for the objects `keys`."""

    start: str
    ours: Action
    engine: Action
    keys: Collection[UUID]
    but_for: Sequence[NamedDifference] = ()

    def check(self) -> None:
        """Raise NotTheSame where the two ways end in different states. Warms both of them up, too."""
        ours = self._end_of(self.ours)
        assert_same(ours, self._end_of(self.engine), but_for=self.but_for)

    def measure(self, pairs: int) -> Pairs:
        """Return the CPU of both, by turns; the engine begins every other pair."""
        ours, engine = list[float](), list[float]()
        for pair in range(pairs):
            turns = [(self.ours, ours), (self.engine, engine)]
            for action, spent in turns if pair % 2 else reversed(turns):
                spent.append(spent_from(self.start, action))
        if os.environ.get(PROFILE):
            self._profile()
        return Pairs(ours, engine)

    def queries(self) -> tuple[int, int]:
        """Return the queries of our way and of the engine's."""
        return self.queries_of(self.ours), self.queries_of(self.engine)

    def queries_of(self, action: Action) -> int:
        snapshots.go_to(self.start)
        return queries(action)

    def _end_of(self, action: Action) -> State:
        snapshots.go_to(self.start)
        action()
        return state_of(self.keys)

    def _profile(self) -> None:
        snapshots.go_to(self.start)
        with cProfile.Profile() as profile:
            self.ours()
        print(f"Our way from “{self.start}”:", file=sys.stderr)
        pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats(TOLD)


def spent_from(start: str, action: Action) -> float:
    """Return the CPU seconds of an action from a kept state."""
    snapshots.go_to(start)
    gc.collect()
    return cpu(action)


def number_of_pairs(most: int) -> int:
    """Return how many pairs to measure: on PostgreSQL, whose figures stand beside, fewer."""
    return most if connection.vendor == "sqlite" else max(1, most // 3)
