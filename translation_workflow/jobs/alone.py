"""One worker at a time does a duty, however many run; who dies with one leaves it to the next."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from django.db import connection

# The first half of our advisory locks' names on PostgreSQL; the second is the duty's.
OURS = crc32(b"duties of workers") >> 1


@contextmanager
def alone(duty: str) -> Iterator[bool]:
    """Whether nobody else is at this duty; if so, nobody else is until the block ends.

    PostgreSQL ends its lock with the session, so that one that was cut off holds nothing. On SQLite all
    workers are on one machine, and the lock is a file's, beside the database's: it ends with the process.
    """
    holding = _on_postgresql(duty) if connection.vendor == "postgresql" else _beside_the_database(duty)
    with holding as is_ours:
        yield is_ours


@contextmanager
def _on_postgresql(duty: str) -> Iterator[bool]:
    name = [OURS, crc32(duty.encode()) >> 1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", name)
        [is_ours] = cursor.fetchone()
    try:
        yield is_ours
    finally:
        # A connection that was lost or changed meanwhile has taken the lock with it.
        if is_ours and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", name)


@contextmanager
def _beside_the_database(duty: str) -> Iterator[bool]:
    database = Path(str(connection.settings_dict["NAME"]))
    if not database.is_file():
        # In memory: no other process sees it.
        yield True
        return
    with database.with_name(f"{database.name}.{duty}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
