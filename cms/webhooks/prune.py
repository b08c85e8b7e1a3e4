"""What is long done is forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now

from .models import Delivery, State

KEPT = timedelta(days=30)
AT_ONCE = 1000


def forget_old() -> int:
    """Delete what was delivered or given up long ago, and what waits as long for an endpoint that is off.

    Return how many deliveries; each thousand is a transaction of its own.
    """
    ended = Q(state__in=[State.DELIVERED, State.DEAD], finished_at__lt=Now() - KEPT)
    unwanted = Q(state=State.WAITING, endpoint__is_on=False, written_at__lt=Now() - KEPT)
    old = Delivery.objects.filter(ended | unwanted).order_by("pk").values_list("pk", flat=True)
    forgotten = 0
    while some := list(old[:AT_ONCE]):
        Delivery.objects.filter(pk__in=some).delete()
        forgotten += len(some)
    return forgotten
