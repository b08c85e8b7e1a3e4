"""A process that delivers, and is killed at a marked point: python -m tests.webhooks.dying MARK."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

import django


def main(mark: str) -> None:
    """`mark`: `sent` to die before the answer is written down, `claimed` before anything is sent."""
    from django.conf import settings

    settings.WEBHOOKS_PRIVATE = True
    django.setup()
    from cms.webhooks import deliver

    def die(*_: Any, **__: Any) -> Any:
        os.kill(os.getpid(), signal.SIGKILL)

    if mark == "sent":
        deliver.record = die
    elif mark == "claimed":
        deliver.letter_of = die
    deliver.deliver_due()


if __name__ == "__main__":
    main(sys.argv[1])
