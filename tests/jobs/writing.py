"""A worker whose effect writes lines down, until nothing waits: python -m tests.jobs.writing."""

from __future__ import annotations

import time

import django


def main() -> None:
    django.setup()
    from tests.jobs.editions import write_down
    from translation_workflow.jobs import runner
    from translation_workflow.jobs.leases import sweep, waiting
    from translation_workflow.jobs.models import Kind

    effects: dict[Kind, object] = runner.EFFECTS  # type: ignore[assignment]
    effects[Kind.FOLLOW] = write_down
    while waiting():
        sweep()
        runner.drain(together=3)
        time.sleep(0.01)


if __name__ == "__main__":
    main()
