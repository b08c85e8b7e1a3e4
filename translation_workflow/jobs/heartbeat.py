"""While a long effect runs, its leases are made to last."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from django.db import Error, connection

from .leases import extend
from .models import Item

logger = logging.getLogger(__name__)

BEATS = 3
"""How often a lease is renewed before it would end."""


@contextmanager
def heartbeat(items: Sequence[Item], *, worker: str, lease: timedelta, writes: bool = True) -> Iterator[None]:
    """Extend the leases from a thread with a connection of its own, for as long as the block lasts.

    On SQLite the transaction of an effect that `writes` keeps every other writer out: nobody can sweep or
    claim until it ends, and a second writer of our own would only wait for the first.
    """
    if connection.vendor == "sqlite" and writes:
        yield
        return
    ended = threading.Event()

    def beat() -> None:
        try:
            # Most effects end before the first beat, and never open the connection.
            while not ended.wait(lease.total_seconds() / BEATS):
                _extend(items, worker=worker, lease=lease)
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name=f"heartbeat of {worker}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _extend(items: Sequence[Item], *, worker: str, lease: timedelta) -> None:
    try:
        extend(items, worker=worker, lease=lease)
    except Error as error:
        # The lease may run out by this; the work is then taken back, and done once by somebody else.
        logger.warning("A lease could not be extended: %s", error)
        connection.close()
