"""A lease ends by the database's clock; its work is then done once, by whoever comes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models.functions import Now

from translation_workflow.jobs import runner
from translation_workflow.jobs.effects import EFFECTS, Batch, Refusals
from translation_workflow.jobs.leases import LOST, MOST_TOLD, bury, claim, finish, new_worker, postpone, sweep
from translation_workflow.jobs.models import Item, Kind, State
from translation_workflow.jobs.prune import forget_done
from translation_workflow.jobs.runner import drain
from translation_workflow.jobs.schedule import follow

from .editions import line, states, twelve_editions, write_down, written

KEY = uuid4()


@pytest.fixture(autouse=True)
def writing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EFFECTS, Kind.FOLLOW, write_down)  # type: ignore[arg-type]


def expire() -> None:
    Item.objects.filter(state=State.RUNNING).update(lease_until=Now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_an_expired_lease_is_taken_back() -> None:
    """It counts as an attempt, waits a little, and is done by the next worker."""
    follow(KEY, twelve_editions())
    claim(new_worker(), kinds=list(Kind), limit=12)
    assert sweep() == 0, "The lease has not ended."
    expire()
    assert sweep() == 12
    assert set(Item.objects.values_list("state", "attempts", "fault")) == {("waiting", 1, LOST)}
    Item.objects.update(not_before=None)
    assert drain() == 12
    assert set(states()) == {"done"}


@pytest.mark.django_db
def test_who_lost_the_lease_changes_nothing() -> None:
    """A worker that comes back late finds its items with another, and its work is taken back."""
    follow(KEY, twelve_editions()[:1])
    late, prompt = new_worker(), new_worker()
    items = claim(late, kinds=list(Kind), limit=12)
    expire()
    sweep()
    Item.objects.update(not_before=None)
    assert claim(prompt, kinds=list(Kind), limit=12)
    assert runner._work_on(items, worker=late, lease=timedelta(seconds=30)) == 0
    assert written() == set()
    assert (Item.objects.get().state, Item.objects.get().worker) == ("running", prompt)


@pytest.mark.django_db
def test_a_doubled_delivery_finds_nothing_to_do() -> None:
    """Whatever wakes workers, and however often: an item is given to one of them, and finished once."""
    follow(KEY, twelve_editions())
    first = claim(new_worker(), kinds=list(Kind), limit=12)
    assert claim(new_worker(), kinds=list(Kind), limit=12) == []
    assert finish(first, worker=first[0].worker)
    assert not finish(first, worker=first[0].worker)
    assert drain() == 0


@pytest.mark.django_db(transaction=True)
def test_a_long_effect_keeps_its_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    """While somebody works, nobody sweeps, though the effect lasts longer than a lease."""
    lease = timedelta(seconds=0.9)
    begun = threading.Event()

    def slow(batch: Batch) -> Refusals:
        write_down(batch)
        begun.set()
        time.sleep(3 * lease.total_seconds())
        return {}

    monkeypatch.setitem(EFFECTS, Kind.FOLLOW, slow)  # type: ignore[arg-type]
    follow(KEY, twelve_editions()[:2])
    done: list[int] = []

    def work() -> None:
        done.append(drain(lease=lease))
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    assert begun.wait(20)
    swept = 0
    while worker.is_alive():
        swept += sweep()
        time.sleep(0.1)
    worker.join()
    assert (done, swept) == ([2], 0)
    assert set(Item.objects.values_list("state", "attempts")) == {("done", 0)}


@pytest.mark.django_db(transaction=True)
def test_a_lost_connection_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database drops the worker in the middle of an effect: nothing stays of that, and all is done."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no connection that could be lost")
    editions = twelve_editions()
    drops: list[int] = []

    def dropped_once(batch: Batch) -> Refusals:
        write_down(batch)
        if not drops:
            drops.append(1)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return {}

    monkeypatch.setitem(EFFECTS, Kind.FOLLOW, dropped_once)  # type: ignore[arg-type]
    follow(KEY, editions)
    assert drain() == 12
    assert drops == [1]
    assert written() == {line(KEY, edition) for edition in editions}
    assert set(Item.objects.values_list("state", "attempts")) == {("done", 0)}


@pytest.mark.django_db
def test_what_was_done_long_ago_is_forgotten() -> None:
    """A month is kept for those who look; what failed stays until somebody minds it."""
    editions = twelve_editions()
    follow(KEY, editions[:2])
    drain()
    assert forget_done() == 0
    failed = Item.objects.order_by("pk")[0]
    Item.objects.update(finished_at=Now() - timedelta(days=31))
    Item.objects.filter(pk=failed.pk).update(state=State.DEAD)
    assert forget_done() == 1
    assert Item.objects.get() == failed


@pytest.mark.django_db
@pytest.mark.parametrize("put_aside", [bury, postpone])
def test_a_fault_without_end_is_cut(put_aside: Callable[[Item, str], object]) -> None:
    """Whoever is outside may say what it likes; a row and a page hold the beginning."""
    follow(KEY, twelve_editions()[:1])
    [item] = claim(new_worker(), kinds=list(Kind), limit=1)
    put_aside(item, "long " * 1_000_000)
    item.refresh_from_db()
    assert item.fault == ("long " * 1_000_000)[:MOST_TOLD] + "…"
