"""What is long done is forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from .models import Delivery, Endpoint, State

KEPT = timedelta(days=30)
# Of one endpoint, however much is published.
MOST_KEPT = 1000
AT_ONCE = 1000
_ENDED = Q(state__in=[State.DELIVERED, State.DEAD])


def forget_old() -> int:
    """Delete what was delivered or given up long ago, and what waits as long for an endpoint that is off.

    Of one endpoint the newest MOST_KEPT that ended stay, at most. Return how many deliveries were deleted;
    each thousand is a transaction of its own.
    """
    ended = _ENDED & Q(finished_at__lt=Now() - KEPT)
    unwanted = Q(state=State.WAITING, endpoint__is_on=False, written_at__lt=Now() - KEPT)
    forgotten = _forget(Delivery.objects.filter(ended | unwanted), besides=0)
    for endpoint in Endpoint.objects.order_by("pk"):
        forgotten += _forget(Delivery.objects.filter(_ENDED, endpoint=endpoint), besides=MOST_KEPT)
    return forgotten


def _forget(rows: QuerySet[Delivery], *, besides: int) -> int:
    """Delete all but so many of the newest rows."""
    keys = rows.order_by("-pk").values_list("pk", flat=True)
    forgotten = 0
    while some := list(keys[besides : besides + AT_ONCE]):
        Delivery.objects.filter(pk__in=some).delete()
        forgotten += len(some)
    return forgotten
