"""Wake-ups are a courtesy: one is queued, it may get lost, and our own worker needs none."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django_tasks_db.models import DBTaskResult

from tests.publishing.builders import World
from translation_workflow.jobs import wake, work
from translation_workflow.jobs.effects import EFFECTS
from translation_workflow.jobs.models import Item, Kind, State
from translation_workflow.jobs.schedule import follow

from .editions import failing_in, states, twelve_editions, write_down

KEY = uuid4()


@pytest.fixture(autouse=True)
def writing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EFFECTS, Kind.FOLLOW, write_down)  # type: ignore[arg-type]


def queued() -> int:
    return DBTaskResult.objects.filter(queue_name=wake.QUEUE, status="READY").count()


@pytest.mark.django_db(transaction=True)
def test_a_plain_task_worker_follows_up() -> None:
    """One wake-up is queued for everything that was noted, and `db_worker` does the work."""
    editions = twelve_editions()
    follow(KEY, editions[:6])
    follow(uuid4(), editions[6:])
    assert queued() == 1
    call_command("db_worker", queue_name="*", batch=True, interval=0, startup_delay=False, verbosity=0)
    assert states() == ["done"] * 12
    assert queued() == 0


@pytest.mark.django_db
def test_what_pauses_is_come_back_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A task worker that leaves something waiting queues a later wake-up for itself."""
    monkeypatch.setitem(EFFECTS, Kind.FOLLOW, failing_in("sv", RuntimeError("no")))  # type: ignore[arg-type]
    follow(KEY, twelve_editions()[:1])
    assert wake.follow_up.call() == 0
    assert queued() == 1
    assert not DBTaskResult.objects.ready().filter(queue_name=wake.QUEUE).exists(), "Not at once."


@pytest.mark.django_db(transaction=True)
def test_our_own_worker_leaves_wake_ups_alone() -> None:
    """It polls: running them would cost more than they are worth."""
    follow(KEY, twelve_editions())
    work.run_tasks()
    assert queued() == 1
    assert set(states()) == {"waiting"}


@pytest.mark.django_db(transaction=True)
def test_a_queue_that_cannot_be_reached_fails_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """The author's change stands, and so does the note of it."""

    def away(*args: object, **kwargs: object) -> None:
        raise OperationalError("the queue is away")

    world = World()
    monkeypatch.setattr(DBTaskResult.objects.__class__, "filter", away)
    world.page.title = "Legal notice"
    world.page.save_revision().publish()
    monkeypatch.undo()
    assert Item.objects.filter(state=State.WAITING, object_key=world.page.translation_key).exists()


@pytest.mark.django_db
def test_the_worker_outlives_a_duty_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the database is away everything fails; the next round tries again."""
    stop = work.threading.Event()
    rounds: list[int] = []

    def fail() -> None:
        rounds.append(1)
        if len(rounds) == 2:
            stop.set()
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(work, "duties", lambda stop: [work.Duty(fail, 0)])
    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    work.work(stop, pause=0)
    assert len(rounds) == 2
