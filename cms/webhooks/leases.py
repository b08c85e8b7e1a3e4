"""Who sends which deliveries, and until when: by the database's clock, never by a worker's."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Min, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from .models import Attempt, Delivery, Endpoint, State
from .send import Answer

# Longer than a try may last, so that nobody else sends what is being sent.
LEASE = timedelta(seconds=60)
# How long to wait after the first failure, the second …; after the last the delivery is given up.
PAUSES = (
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
)
JITTER = 0.2
_DICE = secrets.SystemRandom()


def due() -> QuerySet[Delivery]:
    """Return what waits, whose time has come, and whose endpoint is switched on."""
    come = Q(not_before=None) | Q(not_before__lte=Now())
    return Delivery.objects.filter(come, state=State.WAITING, endpoint__is_on=True)


def claim(worker: str, *, limit: int) -> list[Delivery]:
    """Lease the oldest that are due to `worker`, one an endpoint: a slow receiver keeps nobody waiting.

    To look is not to lock: where nothing is due, nothing is written.
    """
    busy = Delivery.objects.filter(state=State.SENDING).values("endpoint")
    idle = due().exclude(endpoint__in=busy).order_by()
    first = [row["first"] for row in idle.values("endpoint").annotate(first=Min("pk")).order_by("first")]
    if not first:
        return []
    with transaction.atomic():
        # On PostgreSQL past the rows that others hold; SQLite has one writer at a time.
        rows = due().filter(pk__in=first[:limit]).select_related("endpoint").order_by("pk")
        claimed = list(rows.select_for_update(skip_locked=True, of=("self",)))
        own = Delivery.objects.filter(pk__in=[row.pk for row in claimed])
        own.update(state=State.SENDING, worker=worker, lease_until=Now() + LEASE)
    for row in claimed:
        row.worker = worker
    return claimed


@transaction.atomic
def record(delivery: Delivery, answer: Answer) -> bool:
    """Write down what became of a try, if the delivery is still its worker's; return whether it was."""
    if not _leased(delivery).select_for_update().exists():
        return False
    Attempt.objects.create(
        delivery=delivery,
        status=answer.status,
        answer=answer.head,
        fault=answer.fault,
        milliseconds=answer.milliseconds,
    )
    if not answer.fault:
        _end(delivery, State.DELIVERED)
    elif answer.is_gone:
        _end(delivery, State.DEAD)
        Endpoint.objects.filter(pk=delivery.endpoint_id).update(is_on=False, off_because=answer.fault)
    else:
        _postpone(delivery)
    return True


def sweep() -> int:
    """Take back what is leased to workers that are no more; return how many deliveries that were."""
    expired = Delivery.objects.filter(state=State.SENDING, lease_until__lt=Now())
    if not expired.exists():
        return 0
    with transaction.atomic():
        lost = list(expired.select_for_update(skip_locked=True).order_by("pk"))
        for delivery in lost:
            fault = _("The worker that was sending it ended. The receiver may have it already.")
            Attempt.objects.create(delivery=delivery, fault=fault)
            _postpone(delivery)
    return len(lost)


def _postpone(delivery: Delivery) -> None:
    """Let a delivery wait for another try, each time longer, or give it up."""
    if delivery.attempts >= len(PAUSES):
        _end(delivery, State.DEAD)
        return
    # Receivers that failed together are not to be called together again.
    pause = PAUSES[delivery.attempts] * _DICE.uniform(1 - JITTER, 1 + JITTER)
    _leased(delivery).update(
        state=State.WAITING,
        worker="",
        lease_until=None,
        not_before=Now() + pause,
        attempts=delivery.attempts + 1,
    )


def _end(delivery: Delivery, state: State) -> None:
    _leased(delivery).update(
        state=state,
        worker="",
        lease_until=None,
        not_before=None,
        finished_at=Now(),
        attempts=delivery.attempts + 1,
    )


def _leased(delivery: Delivery) -> QuerySet[Delivery]:
    return Delivery.objects.filter(pk=delivery.pk, worker=delivery.worker, state=State.SENDING)
