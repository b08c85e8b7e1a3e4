"""What waits is sent, signed as the standard says, again and again until it is taken or given up."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from standardwebhooks import Webhook, WebhookVerificationError

from cms.webhooks.deliver import deliver_due
from cms.webhooks.leases import JITTER, PAUSES
from cms.webhooks.models import Attempt, Delivery, Endpoint
from cms.webhooks.outbox import ping
from cms.webhooks.prune import KEPT, forget_old
from cms.webhooks.replay import replay
from cms.webhooks.rotation import rotate
from tests.publishing.builders import World

from .receiver import Receiver, answering
from .receiver import receiver as another_receiver
from .subscribed import change, come_due, follow, published_world, states

pytestmark = pytest.mark.django_db


@pytest.fixture
def endpoint(receiver: Receiver) -> Endpoint:
    return follow(World().edition, receiver.url)


def faults() -> list[str]:
    return list(Attempt.objects.order_by("pk").values_list("fault", flat=True))


def test_a_publication_reaches_its_receiver(receiver: Receiver) -> None:
    """Signed, so that the official library takes it, and only once."""
    world = published_world()
    endpoint = follow(world.edition, receiver.url)
    change(world)
    assert deliver_due() == 1
    assert deliver_due() == 0
    [received] = receiver.received
    told = received.verified(endpoint.secret)
    assert (told["type"], told["data"]["published"][0]["path"]) == ("documents.changed", "/legal/")
    assert (received.path, received.headers["content-type"]) == ("/hooks", "application/json")
    assert states() == ["delivered"]
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_" + "A" * 43 + "=").verify(received.body, dict(received.headers))


def test_while_a_secret_is_changed_both_sign(endpoint: Endpoint, receiver: Receiver) -> None:
    """For a day; then the new one alone."""
    old = endpoint.secret
    new = rotate(endpoint)
    ping(endpoint)
    deliver_due()
    assert receiver.received[0].verified(old) == receiver.received[0].verified(new)
    Endpoint.objects.update(former_until=Now() - timedelta(seconds=1))
    ping(endpoint)
    deliver_due()
    receiver.received[1].verified(new)
    with pytest.raises(WebhookVerificationError):
        receiver.received[1].verified(old)


def test_a_failure_is_tried_again_later_and_keeps_its_id(endpoint: Endpoint, receiver: Receiver) -> None:
    """By the database's clock; what the receiver answered is kept, its first kilobyte of it."""
    receiver.behave = answering(500, b"out of\0 order " * 1000)
    ping(endpoint)
    deliver_due()
    delivery = Delivery.objects.annotate(now=Now()).get()
    assert (delivery.state, delivery.attempts) == ("waiting", 1)
    pause = delivery.not_before - delivery.now
    assert PAUSES[0] * (1 - JITTER) - timedelta(seconds=3) < pause < PAUSES[0] * (1 + JITTER)
    assert deliver_due() == 0, "It is not time yet."
    receiver.behave = answering(200)
    come_due()
    deliver_due()
    assert states() == ["delivered"]
    assert len({received.message for received in receiver.received}) == 1
    failed, taken = Attempt.objects.order_by("pk")
    assert (failed.status, len(failed.answer)) == (500, 1024)
    assert failed.answer.startswith("out of� order ")
    assert (taken.status, taken.answer, taken.fault) == (200, "thanks", "")


def test_what_fails_too_often_is_given_up_and_can_be_replayed(endpoint: Endpoint, receiver: Receiver) -> None:
    """After all its pauses; a replay begins anew, with the same message."""
    receiver.behave = answering(503)
    ping(endpoint)
    for _ in range(len(PAUSES) + 1):
        assert states() == ["waiting"]
        deliver_due()
        come_due()
    assert states() == ["dead"]
    assert Attempt.objects.count() == len(PAUSES) + 1
    assert replay(Delivery.objects.all()) == 1
    receiver.behave = answering(200)
    deliver_due()
    assert states() == ["delivered"]
    assert len({received.message for received in receiver.received}) == 1


def test_pauses_grow_and_are_not_the_same_for_all(endpoint: Endpoint, receiver: Receiver) -> None:
    """Receivers that came down together are not called together."""
    receiver.behave = answering(500)
    for _ in range(5):
        ping(endpoint)
    deliver_due()
    rows = Delivery.objects.annotate(now=Now())
    assert len({row.not_before for row in rows}) == 5
    assert list(PAUSES) == sorted(PAUSES)


def test_a_receiver_that_is_gone_is_told_no_more(endpoint: Endpoint, receiver: Receiver) -> None:
    """410 switches its endpoint off, and says so."""
    receiver.behave = answering(410)
    ping(endpoint)
    ping(endpoint)
    deliver_due()
    endpoint.refresh_from_db()
    assert not endpoint.is_on
    assert "410" in endpoint.off_because
    assert states() == ["dead", "waiting"], "What waits goes when somebody switches it on again."
    assert len(receiver.received) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nothing_is_followed(endpoint: Endpoint, receiver: Receiver, status: int) -> None:
    """Wherever a receiver sends us, its inner network included."""
    with another_receiver() as elsewhere:
        receiver.behave = answering(status, location=elsewhere.url)
        ping(endpoint)
        deliver_due()
        assert elsewhere.received == []
    assert states() == ["waiting"]
    assert "new address" in faults()[0]


def test_a_slow_receiver_keeps_no_other_waiting(endpoint: Endpoint, receiver: Receiver) -> None:
    """Of one endpoint, one message is under way at a time; the others' go beside it."""
    with another_receiver() as elsewhere:
        other = follow(endpoint.edition, elsewhere.url)  # type: ignore[arg-type]

        def after_the_other(handler: Any) -> None:
            assert _comes(lambda: bool(elsewhere.received))
            answering(200)(handler)

        receiver.behave = after_the_other
        ping(endpoint)
        ping(other)
        deliver_due()
    assert states() == ["delivered", "delivered"]


def _comes(is_there: Any) -> bool:
    ends = time.monotonic() + 10
    while not is_there() and time.monotonic() < ends:
        time.sleep(0.01)
    return bool(is_there())


def test_an_endpoint_that_is_off_waits(endpoint: Endpoint, receiver: Receiver) -> None:
    """What was written before is sent when it is on again."""
    ping(endpoint)
    Endpoint.objects.update(is_on=False)
    assert deliver_due() == 0
    Endpoint.objects.update(is_on=True)
    assert deliver_due() == 1
    assert len(receiver.received) == 1


def test_old_deliveries_are_forgotten(endpoint: Endpoint, receiver: Receiver) -> None:
    """What was taken or given up a month ago, and what waits as long for who is off; with their answers."""
    off = follow(endpoint.edition, receiver.url, is_on=False)  # type: ignore[arg-type]
    for _ in range(2):
        ping(endpoint)
        deliver_due()
    ping(endpoint)
    ping(off)
    first = Delivery.objects.order_by("pk").first()
    ages_ago = Now() - KEPT - timedelta(minutes=1)
    Delivery.objects.filter(pk=first.pk).update(finished_at=ages_ago)  # type: ignore[union-attr]
    Delivery.objects.filter(state="waiting").update(written_at=ages_ago)
    assert forget_old() == 2
    assert states() == ["delivered", "waiting"]
    assert Attempt.objects.count() == 1


def test_of_an_endpoint_so_many_deliveries_are_kept(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest that ended, in several steps; what waits is kept in any case."""
    monkeypatch.setattr("cms.webhooks.prune.MOST_KEPT", 3)
    monkeypatch.setattr("cms.webhooks.prune.AT_ONCE", 2)
    rows = [ping(endpoint) for _ in range(8)]
    Delivery.objects.exclude(pk=rows[0].pk).update(state="delivered", finished_at=Now())
    assert forget_old() == 4
    kept = set(Delivery.objects.values_list("pk", flat=True))
    assert kept == {row.pk for row in [rows[0], *rows[5:]]}
