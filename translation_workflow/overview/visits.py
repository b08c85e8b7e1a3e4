"""When somebody looked at an edition last: what came since is new."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from translation_workflow.editions.models import Edition

from .models import Visit

PAUSE = timedelta(hours=1)
"""Who looks again within so long is still on the same visit, and finds the same news."""


def since_of(visit: Visit | None, *, now: datetime) -> datetime | None:
    """Return from when on things are new at a look now; None at the first visit. Pure."""
    if visit is None:
        return None
    return visit.since if now - visit.looked_at < PAUSE else visit.looked_at


def look(user: Any, edition: Edition, *, now: datetime) -> datetime | None:
    """Note that a user looks at an edition; return from when on things are new, None at the first visit.

    Two queries.
    """
    since = since_of(Visit.objects.filter(user=user, edition=edition).first(), now=now)
    Visit.objects.bulk_create(
        [Visit(user=user, edition=edition, since=since, looked_at=now)],
        update_conflicts=True,
        unique_fields=["user", "edition"],
        update_fields=["since", "looked_at"],
    )
    return since
