"""One moment of the database, seen for as long as it takes, with nobody kept from writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """See the same rows to the end: a transaction that reads only, in which this system can be asked.

    Inside another transaction it is that one's view that is seen.
    """
    with _staying_connected():
        if connection.in_atomic_block:
            yield
        elif connection.vendor == "postgresql":
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                yield
        else:
            with _without_lock(), transaction.atomic():
                yield


@contextmanager
def _staying_connected() -> Iterator[None]:
    """Requests usually begin and end by closing connections that are in a transaction of somebody else."""
    signals = [one for one in (request_started, request_finished) if one.disconnect(close_old_connections)]
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


@contextmanager
def _without_lock() -> Iterator[None]:
    """Begin transactions of SQLite as readers: the usual ones here lock out whoever writes."""
    usual = getattr(connection, "transaction_mode", None)
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        yield
    finally:
        connection.transaction_mode = usual  # type: ignore[attr-defined]
