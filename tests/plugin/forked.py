"""Programs of the tests as processes of their own that begin with everything loaded.

A process per program would load Django and Wagtail each time, which takes longer than what most of them do.
They are forked instead, from a process that has loaded both, asks no database, and has no other thread.
"""

from __future__ import annotations

import os
import runpy
import sys
from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from tempfile import NamedTemporaryFile

_FORKS = get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.plugin.loaded"])


class Program:
    """A program under way. `said` is the file with what it prints."""

    def __init__(self, module: str, arguments: Sequence[str], *, database: str) -> None:
        with NamedTemporaryFile(prefix="said-", delete=False) as said:
            self._said = Path(said.name)
        given = (module, list(arguments), database, str(self._said))
        self._process: ForkServerProcess = _FORKS.Process(target=_run, args=given, daemon=True)
        self._process.start()

    def wait(self, seconds: float) -> int:
        """Return how it ended, as a shell's number or minus the signal; kill what hangs."""
        self._process.join(seconds)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        said = self._said.read_text(encoding="utf-8", errors="replace")
        self._said.unlink()
        if self._process.exitcode not in (0, -9):
            print(said)
        return self._process.exitcode or 0


def _run(module: str, arguments: list[str], database: str, said: str) -> None:
    """Run a module as `python -m` does, on the database of this name."""
    out = os.open(said, os.O_WRONLY)
    os.dup2(out, 1)
    os.dup2(out, 2)
    from django.db import connection

    connection.settings_dict["NAME"] = database
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
