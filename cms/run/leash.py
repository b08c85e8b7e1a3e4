"""Run a command that cannot outlive its owner: python leash.py GRACE command...

The owner holds the other end of this process's standard input. When the owner is gone, however it went,
that pipe closes and the command's whole process group is ended: asked first, killed after GRACE seconds.
The same happens on SIGTERM. When the command ends by itself the leash ends with its exit status, and the
owner sweeps the group.

Must be the leader of a process group of its own (`start_new_session`). Standard library only: it starts
in milliseconds, and is all that stays of us beside a server.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys
from collections.abc import Sequence
from types import FrameType

PR_SET_PDEATHSIG = 1
ENDINGS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def main(arguments: Sequence[str]) -> int:
    """Run the command until it ends, the owner goes or SIGTERM comes; return its exit status."""
    grace, command = float(arguments[0]), arguments[1:]
    asked: list[int] = []

    def ask(number: int, frame: FrameType | None) -> None:
        asked.append(number)

    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    for number in (*ENDINGS, signal.SIGCHLD):
        signal.signal(number, ask)

    # Descriptors that the owner passed on purpose are the command's; our own are not inheritable.
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        close_fds=False,
        preexec_fn=end_with_parent,  # noqa: PLW1509 - this process has no threads
    )
    while child.poll() is None:
        ready, _, _ = select.select([sys.stdin.fileno(), woken], [], [])
        if woken in ready:
            os.read(woken, 512)
        owner_gone = sys.stdin.fileno() in ready and not os.read(sys.stdin.fileno(), 1)
        if owner_gone or any(number in ENDINGS for number in asked):
            end_group(child, grace=grace)
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


def end_group(child: subprocess.Popen[bytes], *, grace: float) -> None:
    """End the process group, this process with it: nothing after this call is reached."""
    for number in ENDINGS:
        signal.signal(number, signal.SIG_IGN)
    os.killpg(0, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(grace)
    os.killpg(0, signal.SIGKILL)


def end_with_parent() -> None:
    """Have the kernel end this process when its parent dies (Linux; elsewhere the sweep has to do)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
