"""Workers that die, and that compete: nothing is lost, and nothing is sent twice at the same time."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any

import pytest
from django.db import connection

from cms.webhooks.deliver import deliver, deliver_due, send_now
from cms.webhooks.leases import LEASE, claim, record, sweep
from cms.webhooks.models import Attempt, Delivery, Endpoint
from cms.webhooks.outbox import ping
from cms.webhooks.send import TOTAL_SECONDS, Answer, Letter
from tests.jobs.editions import ended, start
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition, add_programme
from translation_workflow.jobs import work

from .receiver import Receiver
from .subscribed import come_due, end_leases, follow, states

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def edition() -> Edition:
    return add_edition(add_programme("towns", name="Towns", master="en"), code="sv", status="published")


@pytest.fixture
def endpoint(edition: Edition, receiver: Receiver) -> Endpoint:
    return follow(edition, receiver.url)


@pytest.mark.parametrize(("mark", "received"), [("claimed", 0), ("sent", 1)])
def test_a_killed_worker_loses_nothing(
    endpoint: Endpoint, receiver: Receiver, mark: str, received: int
) -> None:
    """kill -9; then the lease ends, and the next worker sends the same message under the same id."""
    row = ping(endpoint)
    assert ended([start("tests.webhooks.dying", mark)]) == [-9]
    assert (len(receiver.received), states()) == (received, ["sending"])
    assert deliver_due() == 0, "The lease has not ended: whoever had it may be sending yet."
    end_leases()
    assert deliver_due() == 0, "It counts as a try, and pauses as any other."
    come_due()
    assert deliver_due() == 1
    assert {one.message for one in receiver.received} == {row.message}
    assert states() == ["delivered"]
    assert Attempt.objects.order_by("pk")[0].fault.startswith("The worker that was sending it ended.")


def test_a_lease_outlasts_every_try() -> None:
    """Nobody else sends what is being sent, however slow the receiver is."""
    assert LEASE.total_seconds() > 2 * TOTAL_SECONDS


def test_who_lost_the_lease_writes_nothing(endpoint: Endpoint) -> None:
    """A worker that comes back late finds its delivery with another."""
    ping(endpoint)
    [late] = claim("late", limit=8)
    end_leases()
    assert sweep() == 1
    come_due()
    [prompt] = claim("prompt", limit=8)
    assert not record(late, Answer(200))
    assert states() == ["sending"]
    assert record(prompt, Answer(200))
    assert states() == ["delivered"]


def test_several_workers_send_everything_once(edition: Edition, receiver: Receiver) -> None:
    """Two processes and this one, on one database, and on one endpoint as on many."""
    endpoints = [follow(edition, f"{receiver.url}/{number}") for number in range(6)]
    rows = [ping(endpoint) for endpoint in endpoints for _ in range(5)]
    processes = [start("tests.webhooks.dying", "never") for _ in range(2)]
    deliver_due()
    assert ended(processes) == [0, 0]
    # Whoever found nothing free went; what was left by then is for the next.
    deliver_due()
    counted = Counter((one.path, one.message) for one in receiver.received)
    assert set(counted.values()) == {1}
    assert len(counted) == len(rows)
    assert set(states()) == {"delivered"}
    assert Attempt.objects.count() == len(rows)


def test_a_worker_delivers_beside_its_other_duties(
    endpoint: Endpoint, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a thread of its own, which ends with the worker, and not before what it began was answered."""
    assert deliver in work.COMPANIONS
    stop, asked = threading.Event(), threading.Event()

    def answer_when_it_is_to_stop(handler: Any) -> None:
        asked.set()
        assert stop.wait(20)
        handler.send_response(204)
        handler.end_headers()

    receiver.behave = answer_when_it_is_to_stop
    ping(endpoint)
    worker = threading.Thread(target=_work, args=[stop])
    worker.start()
    assert asked.wait(20), "Nothing was sent."
    stop.set()
    worker.join(30)
    assert not worker.is_alive()
    assert states() == ["delivered"]


def _work(stop: threading.Event) -> None:
    try:
        work.work(stop, pause=0.01)
    finally:
        connection.close()


def test_a_strange_failure_is_a_try_like_any_other(endpoint: Endpoint, receiver: Receiver) -> None:
    """One message that cannot be sent at all keeps no other from being sent."""
    bad, good = ping(endpoint), ping(endpoint)

    def sender(letter: Letter, until: float) -> Answer:
        if letter.headers["webhook-id"] == bad.message:
            raise KeyError("strange")
        return send_now(letter, until)

    assert deliver_due(sender=sender) == 2
    assert dict(Delivery.objects.values_list("message", "state")) == {
        bad.message: "waiting",
        good.message: "delivered",
    }
    assert "strange" in Attempt.objects.get(delivery=bad).fault
