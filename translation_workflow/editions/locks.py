"""Who writes in an edition: one at a time, and nobody waits for somebody who waits for them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from .models import Edition


def lock_editions(editions: Iterable[Edition]) -> None:
    """Let others who write pages of these editions wait until this transaction ends.

    Take it before any lock on a page, and all editions at once: they are locked in the order of their
    keys. SQLite has one writer anyway, and is not asked.
    """
    if connection.features.has_select_for_update:
        rows = Edition.objects.select_for_update(no_key=True).filter(pk__in={one.pk for one in editions})
        list(rows.order_by("pk").values_list("pk"))
