"""One sync of a folder at a time, by the operating system: it ends with its process, however that ends."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import SyncRefused

PATIENCE = 600.0
_STEP = 0.1


@contextmanager
def held(folder: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the folder until the block ends; nothing is written for it.

    Waits for another sync of it, at most so many seconds; raises SyncRefused after that.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _wait(descriptor, folder, until=time.monotonic() + patience)
        yield
    finally:
        os.close(descriptor)


def _wait(descriptor: int, folder: Path, *, until: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise SyncRefused(
                    f"{folder}: another sync has been working on this folder for long. Let it end, or end it."
                ) from None
            time.sleep(_STEP)
        else:
            return
