"""Drafts asked for and waited for: by a person at a terminal, who wants to see them done."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Now

from pages.progress import Progress, unwatched

from .errands import run_errands
from .leases import sweep
from .models import Item, State

LOOK_AGAIN = 0.5
"""Seconds between two looks at what another worker does."""


@dataclass(frozen=True)
class Settled:
    """What became of an item: `counts` and `notes` are as in `errands.Result`; `fault` is why it is not done.

    `comes_again`: the worker tries again by itself.
    """

    key: UUID
    counts: Counter[str]
    notes: Sequence[Mapping[str, Any]]
    fault: str = ""
    comes_again: bool = False


def work_off(items: Collection[Item], *, progress: Progress = unwatched) -> list[Settled]:
    """Run errands until nobody works on these any more; return what became of them.

    Other workers may have taken some of them: they are waited for. What pauses after a failure is not.
    """
    rows = Item.objects.filter(pk__in=[item.pk for item in items])
    at_work = rows.filter(
        Q(state=State.RUNNING) | (Q(state=State.WAITING) & (Q(not_before=None) | Q(not_before__lte=Now())))
    )
    while True:
        sweep()
        run_errands(progress=progress)
        if not at_work.exists():
            return [_settled(row) for row in rows.order_by("pk")]
        time.sleep(LOOK_AGAIN)


def _settled(item: Item) -> Settled:
    outcome = item.outcome or {"counts": {}, "notes": []}
    return Settled(
        item.object_key,
        Counter(outcome["counts"]),
        outcome["notes"],
        "" if item.state == State.DONE else item.fault,
        item.state == State.WAITING,
    )
