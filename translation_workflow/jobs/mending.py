"""What was given up, once its cause is gone: tried again, or closed."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Now

from translation_workflow.editions.models import Edition

from .models import Item, Kind, State
from .schedule import retry


def words_changed(keys: Collection[UUID], locale: int) -> None:
    """Let objects follow again where words kept them from following; one query where none did."""
    items = Item.objects.filter(object_key__in=keys, kind=Kind.FOLLOW, edition__locale=locale)
    failed = items.filter(Q(state=State.DEAD) | Q(state=State.WAITING, attempts__gt=0))
    if failed.exists():
        retry(items)


def close_dead(edition: Edition, keys: Collection[UUID]) -> None:
    """Close what was given up of objects that an edition has published since; one statement."""
    Item.objects.filter(
        object_key__in=keys, edition=edition, kind__in=[Kind.PAGE, Kind.FOLLOW], state=State.DEAD
    ).update(state=State.DONE, finished_at=Now(), not_before=None, fault="")
