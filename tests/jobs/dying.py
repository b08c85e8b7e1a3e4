"""A real worker that is killed at a marked point: python -m tests.jobs.dying MARK TIMES TOGETHER.

It dies the TIMES-th time it comes there, and does TOGETHER editions at once.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django


def deadly(mark: Callable[..., Any], *, times: int, after: bool) -> Callable[..., Any]:
    """Return `mark` as a function that kills this process at one of its calls, before or after its work."""
    calls = 0

    def marked(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == times and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = mark(*args, **kwargs)
        if calls == times:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return marked


def main(mark: str, times: int, together: int) -> None:
    django.setup()
    from translation_workflow.jobs import runner
    from translation_workflow.review import signals

    function: Any = runner
    if mark == "before the effect":
        function._perform = deadly(runner._perform, times=times, after=False)
    elif mark == "in the effect":
        die = deadly(lambda **kwargs: None, times=times, after=True)
        for signal_ in vars(signals).values():
            if isinstance(signal_, signals.Signal):
                signal_.connect(lambda **kwargs: die(), weak=False)
    elif mark == "before done":
        function.finish = deadly(runner.finish, times=times, after=False)
    elif mark == "before the commit":
        function.finish = deadly(runner.finish, times=times, after=True)
    elif mark == "after the commit":
        function._perform = deadly(runner._perform, times=times, after=True)
    runner.drain(together=together)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
