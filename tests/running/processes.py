"""Find and follow real processes: those of one test carry its token in their command or environment."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import psutil

PATIENCE = 600.0
Found = TypeVar("Found")


def processes_with(token: str) -> list[psutil.Process]:
    """Return every living process with `token` in its command or environment."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.status() != psutil.STATUS_ZOMBIE and (
                any(token in word for word in process.cmdline()) or token in process.environ().values()
            ):
                found.append(process)
    return found


def process_named(word: str, token: str) -> psutil.Process | None:
    """Return the process of a test whose own command (not a leash's) has `word` in it."""
    for process in processes_with(token):
        with contextlib.suppress(psutil.Error):
            command = process.cmdline()
            if any(word in part for part in command) and not any("leash.py" in part for part in command):
                return process
    return None


def eventually(look: Callable[[], Found], *, what: str) -> Found:
    """Return the first thing that `look` finds. Fails after a long time with `what` was waited for."""
    patience_ends = time.monotonic() + PATIENCE
    while time.monotonic() < patience_ends:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what} did not happen within {PATIENCE:.0f} s")


def all_gone(token: str) -> None:
    """Wait until no process of the test is left."""
    eventually(lambda: not processes_with(token), what="the end of every process")


@dataclass(frozen=True)
class Started:
    """A program that a test started, and the file with everything it and its children said."""

    process: subprocess.Popen[bytes]
    log: Path

    def said(self) -> str:
        return self.log.read_text("utf-8", errors="replace")

    def waits_to_say(self, text: str) -> None:
        """Wait until `text` was said; fail at once when the program ends before."""
        eventually(lambda: text in self.said() or self.process.poll() is not None, what=f"“{text}”")
        assert text in self.said(), self.said()


@contextmanager
def started(
    command: list[str],
    *,
    log: Path,
    token: str,
    environment: dict[str, str] | None = None,
    folder: Path | None = None,
) -> Iterator[Started]:
    """Start a program in a session of its own, as a terminal would; whatever is left at the end is killed."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            env=environment,
            cwd=folder,
        )
    try:
        yield Started(process, log)
    finally:
        for left in processes_with(token):
            with contextlib.suppress(psutil.Error):
                left.kill()
        process.kill()
        process.wait()
