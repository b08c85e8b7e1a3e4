"""A clock that tests can replace, and moments after which nothing is awaited."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Clock:
    """`now` counts seconds, and `sleep` lets some pass."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


CLOCK = Clock()


@dataclass(frozen=True)
class Deadline:
    """A moment by a clock of this process."""

    at: float
    clock: Clock = CLOCK

    @classmethod
    def after(cls, seconds: float, *, clock: Clock = CLOCK) -> Deadline:
        return cls(clock.now() + seconds, clock)

    @property
    def seconds(self) -> float:
        """How many seconds are left; zero when it is over."""
        return max(0.0, self.at - self.clock.now())

    def left(self) -> float:
        """Return how many seconds are left. Raises TimeoutError when there are none."""
        if (left := self.seconds) > 0:
            return left
        raise TimeoutError

    def within(self, seconds: float) -> Deadline:
        """Return the deadline so many seconds from now, or this one where it is sooner."""
        return Deadline(min(self.at, self.clock.now() + seconds), self.clock)
