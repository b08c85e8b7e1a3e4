"""Child processes that leave nothing behind: each runs on a leash, in a process group of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

LEASH = Path(__file__).with_name("leash.py")
GRACE = 10.0


@dataclass
class Leashed:
    """A running command. It ends with this process, even when this process is killed."""

    command: Sequence[str]
    pass_fds: Sequence[int] = ()
    grace: float = GRACE
    output: BinaryIO | None = None
    """Where its words go, errors included; by default where ours go."""
    leash: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.leash = subprocess.Popen(
            [sys.executable, "-S", "-P", str(LEASH), str(self.grace), *self.command],
            stdin=subprocess.PIPE,
            stdout=self.output,
            stderr=self.output,
            start_new_session=True,
            pass_fds=self.pass_fds,
        )

    def poll(self) -> int | None:
        """Return the exit status once the command has ended, after sweeping up what it left; None before."""
        status = self.leash.poll()
        if status is not None:
            self.kill()
        return status

    def wait(self) -> int:
        """Wait for the command's own end and return its exit status."""
        self.leash.wait()
        self.kill()
        return self.leash.returncode

    def ask_to_end(self) -> None:
        """Ask the whole group to end; after the grace it is killed."""
        with contextlib.suppress(ProcessLookupError):
            self.leash.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Kill every process of the group, the leash included, and reap it."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.leash.pid, signal.SIGKILL)
        self.leash.wait()
        if self.leash.stdin:
            self.leash.stdin.close()


def end_all(running: Sequence[Leashed]) -> None:
    """End every command and its group: all are asked at once, then waited for."""
    for one in running:
        one.ask_to_end()
    for one in running:
        # A little longer than the leash's own patience: it kills the group by itself.
        with contextlib.suppress(subprocess.TimeoutExpired):
            one.leash.wait(one.grace + 5)
        one.kill()
