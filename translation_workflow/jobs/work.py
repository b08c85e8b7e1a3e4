"""The worker: follows up changes, runs Wagtail's background tasks, publishes what was scheduled."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial

from django.core.management import call_command
from django.db import Error, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from pages.models import Programme
from translation_workflow.audit import acting
from translation_workflow.catalogue.waiting import forget_waiting
from translation_workflow.editions.registry import translated_editions
from translation_workflow.editions.role_groups import keep_role_groups
from translation_workflow.machine.cache import forget_old
from translation_workflow.review.drift.sweep import find_drift

from .alone import alone
from .errands import run_errands_beside
from .leases import LEASE, keys_at_work, new_worker, something_is_due, sweep
from .models import FOLLOWING
from .prune import forget_done
from .runner import drain
from .wake import QUEUE

logger = logging.getLogger(__name__)

PAUSE = 1.0
PATIENCE = 5
"""How many pauses long to wait after the database did not answer."""
BACKEND = "default"
HOUR = 3600
DAY = 24 * HOUR

# What each worker does besides in a thread of its own, until the event is set: it may wait for others.
COMPANIONS: list[Callable[[threading.Event], None]] = [run_errands_beside]

# What rooms above this one want to be done once a day, by one worker: name → what.
DAILY: dict[str, Callable[[], object]] = {}


def follow_up(worker: str, stop: threading.Event) -> None:
    """Do the items that are due."""
    # To claim is to write, and locks the whole of an SQLite database; to look is not.
    if something_is_due(FOLLOWING):
        drain(worker=worker, stop=stop.is_set)


def run_tasks() -> None:
    """Run the background tasks that wait, such as Wagtail's updates of its indexes.

    Wake-ups are left alone: we are awake.
    """
    # The queue locks the whole of an SQLite database to look, so look first without.
    waiting = DBTaskResult.objects.ready().filter(backend_name=BACKEND).exclude(queue_name=QUEUE)
    if waiting.exists():
        Worker(
            queue_names=["*"],
            excluded_queue_names=[QUEUE],
            interval=0,
            batch=True,
            backend_name=BACKEND,
            startup_delay=False,
            max_tasks=None,
            worker_id=secrets.token_hex(16),
        ).run()


def publish_scheduled() -> None:
    """Let Wagtail publish and unpublish the pages whose time has come."""
    call_command("publish_scheduled", verbosity=0)


def forget_finished_tasks() -> None:
    """Delete the results of tasks that ended more than a day ago."""
    call_command("prune_db_task_results", min_age_days=1, verbosity=0)


def find_and_mend() -> None:
    """Compare all editions with what they are to say; put right what differs, and tell of it."""
    editions = [
        edition for programme in Programme.objects.all() for edition in translated_editions(programme)
    ]
    for drift in find_drift(editions, mend=True, awaited=keys_at_work):
        logger.warning("Found what had drifted. %s", drift)


@dataclass
class Duty:
    """Something to do every so many seconds; `alone`: by one worker at a time."""

    act: Callable[[], object]
    every: float
    last: float = field(default=float("-inf"))
    alone: str = ""

    def is_due(self, now: float) -> bool:
        return now - self.last >= self.every


def duties(stop: threading.Event) -> list[Duty]:
    return [
        # These three lock the rows that they take.
        Duty(sweep, LEASE.total_seconds() / 3),
        Duty(partial(follow_up, new_worker(), stop), 0),
        Duty(run_tasks, 0),
        Duty(publish_scheduled, 20, alone="publish"),
        Duty(forget_finished_tasks, HOUR, alone="forget-tasks"),
        Duty(forget_done, DAY, alone="forget-items"),
        Duty(forget_waiting, DAY, alone="forget-uploads"),
        Duty(forget_old, DAY, alone="forget-answers"),
        Duty(keep_role_groups, DAY, alone="roles"),
        # At its start a worker has what waits to do.
        Duty(find_and_mend, DAY, last=time.monotonic() - DAY + HOUR, alone="sweep"),
        *(Duty(act, DAY, alone=name) for name, act in DAILY.items()),
    ]


def work(stop: threading.Event, *, pause: float = PAUSE) -> None:
    """Do every duty when it is due, until `stop` is set; what is begun is ended first.

    A duty that fails, as all do while the database is away, is tried again at its next time.
    """
    threads = [threading.Thread(target=companion, args=[stop]) for companion in COMPANIONS]
    for thread in threads:
        thread.start()
    try:
        _go_round(duties(stop), stop, pause=pause)
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _go_round(own: list[Duty], stop: threading.Event, *, pause: float) -> None:
    while not stop.is_set():
        close_old_connections()
        answered = True
        for duty in own:
            if stop.is_set() or not answered:
                break
            if duty.is_due(time.monotonic()):
                duty.last = time.monotonic()
                answered = _attempt(duty)
        stop.wait(pause if answered else PATIENCE * pause)


def _attempt(duty: Duty) -> bool:
    """Do a duty; return whether the database answered."""
    try:
        with alone(duty.alone) if duty.alone else nullcontext(True) as is_ours:
            if is_ours:
                with acting(by=f"worker {duty.alone}".strip()):
                    duty.act()
    except Error as error:
        logger.warning("The database does not do what is asked; the worker tries again: %s", error)
        close_old_connections()
        return False
    except Exception:
        logger.exception("A duty of the worker failed; it is tried again at its next time.")
    return True
