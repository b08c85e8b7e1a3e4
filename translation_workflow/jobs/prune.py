"""What is long done is forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from .models import Item, Job, State

KEPT = timedelta(days=30)


@transaction.atomic
def forget_done() -> int:
    """Delete the items that were done long ago, and jobs that have none left; return how many items."""
    deleted, _ = Item.objects.filter(state=State.DONE, finished_at__lt=Now() - KEPT).delete()
    Job.objects.filter(items=None, asked_at__lt=Now() - KEPT).delete()
    return deleted
