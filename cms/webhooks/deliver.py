"""Delivering what waits, beside the worker's other duties: several receivers at a time, none twice at once.

The database is asked by one thread; the others wait for receivers, and touch no database.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import partial

from django.conf import settings
from django.db import connection

from translation_workflow.jobs.alone import alone
from translation_workflow.jobs.attempts import attempt
from translation_workflow.jobs.leases import new_worker
from translation_workflow.sockets.clock import Deadline

from .connect import Connector
from .leases import LEASE, claim, record, sweep
from .models import Delivery
from .prune import forget_old
from .rotation import secrets_of
from .send import TOTAL_SECONDS, Answer, Letter, send
from .signing import headers

logger = logging.getLogger(__name__)

WHAT = "webhooks"

TOGETHER = 8
PAUSE = 1.0
PATIENCE = 5
"""How many pauses long to wait after the database did not answer."""
HOUR = 3600
Sender = Callable[[Letter, float], Answer]


def send_now(letter: Letter, until: float) -> Answer:
    """Send a letter as the operator's settings say, before a moment of the process's clock."""
    return send(letter, connector=Connector(Deadline(until), private=settings.WEBHOOKS_PRIVATE))


def letter_of(delivery: Delivery) -> Letter:
    """Return a delivery signed with every secret that its receiver may know by now."""
    body = delivery.body.encode()
    known = secrets_of(delivery.endpoint)
    signed = headers(delivery.message, body, at=int(time.time()), known=known)
    return Letter(delivery.endpoint.url, signed, body)


@dataclass
class Round:
    """What one worker is sending just now."""

    pool: ThreadPoolExecutor
    worker: str = field(default_factory=new_worker)
    sender: Sender = send_now
    under_way: dict[Future[Answer], Delivery] = field(default_factory=dict)

    def take(self) -> int:
        """Begin to send what is due, as far as there are hands free; return how much was begun."""
        free = TOGETHER - len(self.under_way)
        taken = claim(self.worker, limit=free) if free else []
        until = time.monotonic() + TOTAL_SECONDS
        for delivery in taken:
            self.under_way[self.pool.submit(self.sender, letter_of(delivery), until)] = delivery
        return len(taken)

    def settle(self, *, seconds: float) -> int:
        """Write down what was answered, after at most so many seconds of waiting; return how much."""
        done, _ = wait(self.under_way, timeout=seconds, return_when=FIRST_COMPLETED)
        for future in done:
            delivery = self.under_way.pop(future)
            try:
                answer = future.result()
            except Exception as error:
                # One strange receiver must not keep the others from being told.
                logger.exception("%s could not be sent.", delivery)
                answer = Answer(fault=f"{type(error).__name__}: {error}")
            if not record(delivery, answer):
                logger.warning("%s was given to another worker meanwhile.", delivery)
        return len(done)


def deliver_due(*, sender: Sender = send_now) -> int:
    """Send everything that is due, once; return how many tries that were."""
    sweep()
    done = 0
    with ThreadPoolExecutor(TOGETHER, thread_name_prefix="webhooks") as pool:
        own = Round(pool, sender=sender)
        while own.take() or own.under_way:
            done += own.settle(seconds=TOTAL_SECONDS)
    return done


def deliver(stop: threading.Event, *, pause: float = PAUSE) -> None:
    """Send what is due until `stop` is set; what is begun is ended first.

    While the database is away nothing is sent; what had been sent by then is sent again when leases end.
    """
    with ThreadPoolExecutor(TOGETHER, thread_name_prefix="webhooks") as pool:
        own = Round(pool)
        chores = [Chore(sweep, LEASE.total_seconds() / 3), Chore(_forget, HOUR)]
        try:
            while not stop.is_set():
                turn = partial(_turn, own, chores, pause, stop)
                stop.wait(pause if attempt(turn, what=WHAT) else PATIENCE * pause)
            attempt(partial(_finish, own), what=WHAT)
        finally:
            connection.close()


@dataclass
class Chore:
    """Something to do every so many seconds."""

    act: Callable[[], object]
    every: float
    last: float = float("-inf")

    def do_if_due(self) -> None:
        if time.monotonic() - self.last >= self.every:
            self.last = time.monotonic()
            self.act()


def _turn(own: Round, chores: list[Chore], pause: float, stop: threading.Event) -> None:
    """Send what is due, and what may follow it to the same receiver, until nothing is left to do."""
    while not stop.is_set():
        for chore in chores:
            chore.do_if_due()
        while own.take():
            pass
        if not own.under_way:
            return
        own.settle(seconds=pause)


def _finish(own: Round) -> None:
    while own.under_way:
        own.settle(seconds=TOTAL_SECONDS)


def _forget() -> None:
    with alone("forget-deliveries") as is_ours:
        if is_ours:
            forget_old()
