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

    def measure(self, pairs: int) -> Pairs:
        """Return the CPU of both, by turns; the engine begins every other pair.

        Raises NotTheSame where the two ways of the first pair end in different states.
        """
        ours, engine = list[float](), list[float]()
        ends = dict[bool, State]()
        for pair in range(pairs):
            for is_ours in (False, True) if pair % 2 else (True, False):
                spent = spent_from(self.start, self.ours if is_ours else self.engine)
                (ours if is_ours else engine).append(spent)
                if pair == 0:
                    ends[is_ours] = state_of(self.keys)
            if pair == 0:
                assert_same(ends[True], ends[False], but_for=self.but_for)
        if os.environ.get(PROFILE):
            self._profile()
        return Pairs(ours, engine)

    def queries(self) -> tuple[int, int]:
        """Return the queries of our way and of the engine's."""
        return self.queries_of(self.ours), self.queries_of(self.engine)

    def queries_of(self, action: Action) -> int:
        snapshots.go_to(self.start)
        return queries(action)

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
    return most if connection.vendor == "sqlite" else (most + 1) // 2
