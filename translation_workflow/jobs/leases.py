"""Who may work on which items, and until when: by the database's clock, never by a worker's.

A claim is one statement, on PostgreSQL past the rows that others hold locked. SQLite has one writer at a
time, so there is nobody to pass.
"""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Collection, Iterable
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from .models import Item, Kind, State

LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 8
LONGEST_PAUSE = timedelta(minutes=10)
LOST = "The worker that had it ended or was cut off."

_NOW = {"postgresql": "statement_timestamp()", "sqlite": "strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now')"}
_LEASE_ENDS = {
    "postgresql": "statement_timestamp() + %s * interval '1 second'",
    "sqlite": "strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now', %s || ' seconds')",
}

# States are written out, so that the partial indexes are used.
_READY = """
    {row}.state = 'waiting' AND {row}.kind IN ({kinds})
    AND ({row}.not_before IS NULL OR {row}.not_before <= {now})
    AND NOT EXISTS (
        SELECT 1 FROM jobs_item AS busy WHERE busy.state = 'running'
        AND busy.object_key = {row}.object_key AND busy.edition_id = {row}.edition_id
    )
    AND NOT EXISTS (
        SELECT 1 FROM jobs_item AS older WHERE older.state = 'waiting' AND older.kind IN ({kinds})
        AND older.object_key = {row}.object_key AND older.edition_id = {row}.edition_id
        AND older.id < {row}.id AND (older.not_before IS NULL OR older.not_before <= {now})
    )
"""
# A query with a name of its own is run once; inside IN (…), PostgreSQL may run it for every row.
_CLAIM = """
    WITH head AS (
        SELECT id, kind, object_key, attempts FROM jobs_item AS first
        WHERE {first_ready} ORDER BY id LIMIT 1 {skip}
    ), picked AS (
        SELECT item.id FROM jobs_item AS item
        JOIN head ON item.kind = head.kind AND item.object_key = head.object_key
        WHERE {item_ready} AND (item.id = head.id OR (item.attempts = 0 AND head.attempts = 0))
        ORDER BY item.id LIMIT %s {skip_items}
    )
    UPDATE jobs_item SET state = 'running', worker = %s, lease_until = {lease_ends}
    WHERE id IN (SELECT id FROM picked) RETURNING id
"""


def new_worker() -> str:
    """Return a name that no other worker has, and that leads a person to the process."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(8)}"


def claim(worker: str, *, kinds: Collection[Kind], limit: int, lease: timedelta = LEASE) -> list[Item]:
    """Lease the oldest item that is due, and others of its kind and object, to `worker`; oldest first.

    Of one object in one edition, an older change comes before a newer one, unless it failed and pauses, and
    only one is worked on at a time. An item that failed before is given alone: it takes nothing with it.
    """
    locks = connection.features.has_select_for_update_skip_locked
    names = ", ".join(f"'{kind.value}'" for kind in Kind if kind in kinds)
    now = _NOW[connection.vendor]
    statement = _CLAIM.format(
        lease_ends=_LEASE_ENDS[connection.vendor],
        first_ready=_READY.format(row="first", kinds=names, now=now),
        item_ready=_READY.format(row="item", kinds=names, now=now),
        skip="FOR UPDATE SKIP LOCKED" if locks else "",
        skip_items="FOR UPDATE OF item SKIP LOCKED" if locks else "",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [limit, worker, lease.total_seconds()])
        claimed = [row[0] for row in cursor.fetchall()]
    if not claimed:
        return []
    rows = Item.objects.filter(pk__in=claimed).order_by("pk")
    return list(rows.select_related("job__asked_by", "edition__programme__master_locale", "edition__locale"))


def extend(items: Iterable[Item], *, worker: str, lease: timedelta = LEASE) -> None:
    """Make the lease of what `worker` still has last from now on."""
    _leased(items, worker).update(lease_until=Now() + lease)


def finish(items: Collection[Item], *, worker: str) -> bool:
    """Mark items as done in the transaction that did the work; say whether all were still the worker's.

    If not, the caller has to roll back. It comes last in the transaction: until then the rows are not
    locked, so that the heartbeat can reach them.
    """
    done = _leased(items, worker).update(
        state=State.DONE, finished_at=Now(), lease_until=None, not_before=None, fault=""
    )
    return done == len(items)


def bury(item: Item, fault: str) -> bool:
    """Give up one item for good, with the sentence that says why; a person or a new change revives it.

    Return whether it was still its worker's.
    """
    return _give_back(item, state=State.DEAD, fault=fault, finished_at=Now(), attempts=item.attempts + 1)


def postpone(item: Item, fault: str) -> None:
    """Let one item wait for another try, each time longer; after MOST_ATTEMPTS give it up."""
    attempts = item.attempts + 1
    if attempts >= MOST_ATTEMPTS:
        bury(item, fault)
        return
    pause = min(timedelta(seconds=2**attempts), LONGEST_PAUSE)
    _give_back(item, state=State.WAITING, fault=fault, not_before=Now() + pause, attempts=attempts)


def sweep() -> int:
    """Take back what is leased to workers that are no more; return how many items that were."""
    expired = Item.objects.filter(state=State.RUNNING, lease_until__lt=Now())
    if not expired.exists():
        return 0
    with transaction.atomic():
        # A row that is locked is just being finished, or swept by somebody else.
        lost = list(expired.select_for_update(skip_locked=True, of=("self",)).order_by("pk"))
        for item in lost:
            postpone(item, LOST)
    return len(lost)


def _give_back(item: Item, **changes: object) -> bool:
    """End the lease of one item. Where a newer change of the same waits already, that takes its place."""
    own = _leased([item], item.worker)
    try:
        with transaction.atomic():
            newer = (
                Item.objects.select_for_update()
                .filter(kind=item.kind, object_key=item.object_key, edition=item.edition_id)
                .filter(state=State.WAITING)
                .first()
            )
            if newer is None:
                return own.update(lease_until=None, worker="", **changes) > 0
            newer.units = union(newer.units, item.units)
            newer.save(update_fields=["units"])
            return own.delete()[0] > 0
    except IntegrityError:
        # The newer change was noted in this very moment. The lease runs out, and the sweep finds both.
        return False


def union(one: list[str] | None, other: list[str] | None) -> list[str] | None:
    """Return the units of both, sorted; None means everything."""
    return None if one is None or other is None else sorted({*one, *other})


def something_is_due() -> bool:
    """Whether an item waits whose time has come; it may be in the way of another yet."""
    return Item.objects.filter(state=State.WAITING).exclude(not_before__gt=Now()).exists()


def keys_at_work(keys: Collection[UUID]) -> set[UUID]:
    """Return which of these objects an edition has yet to follow up, the master's own included."""
    items = Item.objects.filter(object_key__in=keys, state__in=[State.WAITING, State.RUNNING])
    return set(items.exclude(kind=Kind.DOCUMENT).values_list("object_key", flat=True))


def waiting() -> int:
    """Return how many items are not done and not given up."""
    return Item.objects.filter(state__in=[State.WAITING, State.RUNNING]).count()


def _leased(items: Iterable[Item], worker: str) -> QuerySet[Item]:
    return Item.objects.filter(pk__in=[item.pk for item in items], worker=worker, state=State.RUNNING)
