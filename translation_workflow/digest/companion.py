"""Digests go out beside the worker's duties: a mail server that is slow or away holds up nothing else."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass

from django.db import connection

from translation_workflow.jobs.alone import alone
from translation_workflow.jobs.attempts import attempt

from .sending import NoMail, Outcome, send_digests, tell

logger = logging.getLogger(__name__)

WHAT = "digests"
HOUR = 3600.0
FIRST = 60.0
"""A worker that has just begun has more urgent things to do."""
SHORTEST_REST, LONGEST_REST = 300.0, 6 * HOUR
PAUSE = 1.0


@dataclass
class Rounds:
    """When the next round is, in seconds of the process's clock. What is due, the rows say, whoever asks."""

    next: float
    failures: int = 0

    def note(self, outcome: Outcome, *, now: float) -> float:
        """Return after how many seconds the next round comes: longer each time that no server answers."""
        self.failures = self.failures + 1 if outcome.away else 0
        rest = min(SHORTEST_REST * 2 ** (self.failures - 1), LONGEST_REST) if self.failures else HOUR
        self.next = now + rest
        return rest


def send_beside(stop: threading.Event, *, first: float = FIRST, pause: float = PAUSE) -> None:
    """Send digests as they come due, until `stop` is set: a companion of the worker's other duties."""
    rounds = Rounds(time.monotonic() + first)
    try:
        while not stop.wait(pause):
            if time.monotonic() >= rounds.next:
                # Before the round: one that ends in a failure is not begun again at once.
                rounds.next = time.monotonic() + HOUR
                attempt(lambda: go_round(rounds, stop), what=WHAT)
    finally:
        connection.close()


def go_round(rounds: Rounds, stop: threading.Event) -> None:
    """Send what is due, unless another worker is at it."""
    with alone(WHAT) as is_ours:
        if not is_ours:
            return
        try:
            outcome = send_digests(stop=stop.is_set)
        except NoMail as refusal:
            rounds.next = time.monotonic() + 24 * HOUR
            logger.warning("%s", refusal)
            return
        tell(outcome, rest=rounds.note(outcome, now=time.monotonic()))
