"""A worker whose effect writes lines down, until nothing waits: python -m tests.jobs.writing FOLDER NUMBER.

It begins when as many workers as NUMBER have left a file in the folder.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import django


def main(folder: Path, number: int) -> None:
    django.setup()
    from tests.jobs.editions import write_down
    from translation_workflow.jobs import runner
    from translation_workflow.jobs.leases import sweep, waiting
    from translation_workflow.jobs.models import Kind

    effects: dict[Kind, object] = runner.EFFECTS  # type: ignore[assignment]
    effects[Kind.FOLLOW] = write_down
    (folder / str(os.getpid())).touch()
    while len(list(folder.iterdir())) < number:
        time.sleep(0.01)
    while waiting(list(Kind)):
        sweep()
        runner.drain(together=3)
        time.sleep(0.01)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
