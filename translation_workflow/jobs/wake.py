"""Wake-ups through Django's tasks, for those who run a plain task worker (`db_worker --queue-name "*"`).

Our own worker polls and needs none. The truth is in the items: the queue may lose or double anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

QUEUE = "jobs"
LATER = timedelta(seconds=30)

_awake: ContextVar[bool] = ContextVar("awake", default=False)


@contextmanager
def awake() -> Iterator[None]:
    """Send no wake-ups inside: whoever is here looks for more work before going."""
    token = _awake.set(True)
    try:
        yield
    finally:
        _awake.reset(token)


@task(queue_name=QUEUE)  # type: ignore[untyped-decorator,unused-ignore]
def follow_up() -> int:
    """Do what waits, errands last. If something has to wait longer, come again."""
    from .errands import run_errands
    from .leases import sweep, waiting
    from .models import Kind
    from .runner import drain

    sweep()
    done = drain() + run_errands()
    if waiting(list(Kind)):
        rouse(after=LATER)
    return done


def rouse(*, after: timedelta | None = None) -> None:
    """Queue a wake-up, unless one is queued already or we are awake."""
    if _awake.get():
        return
    wake_up: Any = follow_up
    queued = DBTaskResult.objects.filter(status="READY", task_path=wake_up.module_path)
    if after is not None:
        if not queued.exists():
            wake_up.using(run_after=timezone.now() + after).enqueue()
    elif not queued.ready().exists():
        wake_up.enqueue()
