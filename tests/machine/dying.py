"""A worker that does errands and is killed at a marked point: python -m tests.machine.dying MARK URL."""

from __future__ import annotations

import sys
from typing import Any

import django

from tests.jobs.dying import deadly


def main(mark: str, url: str) -> None:
    """`mark`: `answered` after the first answer was kept, `applied` before the commit, `done` after it."""
    django.setup()
    from tests.machine.drafting import asking
    from tests.machine.serving import Machine
    from translation_workflow.jobs import errands
    from translation_workflow.machine import drafts

    function: Any = errands
    if mark == "claimed":
        function.heartbeat = deadly(errands.heartbeat, times=1, after=False)
    elif mark == "answered":
        kept: Any = drafts
        kept.keep = deadly(drafts.keep, times=1, after=True)
    elif mark == "applied":
        function.finish = deadly(errands.finish, times=1, after=True)
    elif mark == "done":
        function._Run._apply = deadly(function._Run._apply, times=1, after=True)
    with asking(Machine(url, lambda texts, *, target: [], [])):
        errands.run_errands()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
