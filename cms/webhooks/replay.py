"""Sending again what was sent or given up: the same message under the same id."""

from __future__ import annotations

from django.db.models import QuerySet

from .models import Delivery, State


def replay(deliveries: QuerySet[Delivery]) -> int:
    """Let those of the deliveries that ended wait to be sent, with all their tries again; return how many."""
    ended = deliveries.filter(state__in=[State.DELIVERED, State.DEAD])
    return ended.update(state=State.WAITING, attempts=0, not_before=None, finished_at=None)


def hurry(deliveries: QuerySet[Delivery]) -> int:
    """Let those that pause after a failure be tried now; return how many."""
    return deliveries.filter(state=State.WAITING).exclude(not_before=None).update(not_before=None)
