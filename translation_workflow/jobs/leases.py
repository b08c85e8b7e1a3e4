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

from .models import ERRANDS, Item, Kind, State

LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 8
PATIENCE_OUTSIDE = 15
"""How many times longer than our own database others are given to come back."""
LONGEST_PAUSE = timedelta(minutes=10)
MOST_TOLD = 2_000
"""Of a fault so many characters are kept: somebody outside may have had a say in its length."""
LOST = "The worker that had it ended or was cut off."

_NOW = {"postgresql": "statement_timestamp()", "sqlite": "strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now')"}
_LEASE_ENDS = {
    "postgresql": "statement_timestamp() + %s * interval '1 second'",
    "sqlite": "strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now', %s || ' seconds')",
}

# Following its master, an edition waits for no errand in the same object, nor an errand for that.
_SAME_LANE = "({one}.kind IN ({errands})) = ({row}.kind IN ({errands}))"
# States are written out, so that the partial indexes are used.
_READY = """
    {row}.state = 'waiting' AND {row}.kind IN ({kinds})
    AND ({row}.not_before IS NULL OR {row}.not_before <= {now})
    AND NOT EXISTS (
        SELECT 1 FROM jobs_item AS busy WHERE busy.state = 'running'
        AND busy.object_key = {row}.object_key AND busy.edition_id = {row}.edition_id
        AND {busy_lane}
    )
    AND NOT EXISTS (
        SELECT 1 FROM jobs_item AS older WHERE older.state = 'waiting' AND older.kind IN ({kinds})
        AND older.object_key = {row}.object_key AND older.edition_id = {row}.edition_id
        AND older.id < {row}.id AND (older.not_before IS NULL OR older.not_before <= {now})
        AND {older_lane}
    )
"""
# A query with a name of its own is run once; inside IN (…), PostgreSQL may run it for every row.
_CLAIM = """
    WITH head AS (
        SELECT id, kind, object_key, edition_id, engine, attempts FROM jobs_item AS first
        WHERE {first_ready} ORDER BY id LIMIT 1 {skip}
    ), picked AS (
        SELECT item.id FROM jobs_item AS item
        JOIN head ON item.kind = head.kind AND {alike}
        WHERE {item_ready} AND (item.id = head.id OR (item.attempts = 0 AND head.attempts = 0))
        ORDER BY item.id LIMIT %s {skip_items}
    )
    UPDATE jobs_item SET state = 'running', worker = %s, lease_until = {lease_ends}
    WHERE id IN (SELECT id FROM picked) RETURNING id
"""
# What goes with the oldest: the same object in other editions; with an errand, other objects of its edition.
_ALIKE = "item.object_key = head.object_key"
_ALIKE_ERRANDS = "item.edition_id = head.edition_id AND item.engine = head.engine"


def new_worker() -> str:
    """Return a name that no other worker has, and that leads a person to the process."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(8)}"


def claim(worker: str, *, kinds: Collection[Kind], limit: int, lease: timedelta = LEASE) -> list[Item]:
    """Lease the oldest item that is due, and others of its kind and object, to `worker`; oldest first.

    Where all `kinds` are errands, the others are of its edition and machine instead. Of one object in one
    edition, an older change comes before a newer one, unless it failed and pauses, and only one is worked on
    at a time; errands and the others do not count for each other there. An item that failed before is given
    alone: it takes nothing with it.
    """
    locks = connection.features.has_select_for_update_skip_locked
    names = ", ".join(f"'{kind.value}'" for kind in Kind if kind in kinds)
    now = _NOW[connection.vendor]
    statement = _CLAIM.format(
        lease_ends=_LEASE_ENDS[connection.vendor],
        first_ready=_ready("first", kinds=names, now=now),
        item_ready=_ready("item", kinds=names, now=now),
        alike=_ALIKE_ERRANDS if ERRANDS.issuperset(kinds) else _ALIKE,
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


def _ready(row: str, *, kinds: str, now: str) -> str:
    errands = ", ".join(f"'{kind.value}'" for kind in sorted(ERRANDS))
    lanes = {f"{one}_lane": _SAME_LANE.format(one=one, row=row, errands=errands) for one in ("busy", "older")}
    return _READY.format(row=row, kinds=kinds, now=now, **lanes)


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


def note_outcome(item: Item, outcome: object, *, worker: str) -> bool:
    """Write down what came of an errand so far; say whether it was still the worker's."""
    return _leased([item], worker).update(outcome=outcome) == 1


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
    slowness = PATIENCE_OUTSIDE if item.kind in ERRANDS else 1
    pause = min(timedelta(seconds=slowness * 2**attempts), LONGEST_PAUSE)
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


def _give_back(item: Item, *, fault: str, **changes: object) -> bool:
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
                return own.update(lease_until=None, worker="", fault=_cut(fault), **changes) > 0
            newer.units = union(newer.units, item.units)
            newer.save(update_fields=["units"])
            return own.delete()[0] > 0
    except IntegrityError:
        # The newer change was noted in this very moment. The lease runs out, and the sweep finds both.
        return False


def _cut(fault: str) -> str:
    return fault if len(fault) <= MOST_TOLD else f"{fault[:MOST_TOLD]}…"


def union(one: list[str] | None, other: list[str] | None) -> list[str] | None:
    """Return the units of both, sorted; None means everything."""
    return None if one is None or other is None else sorted({*one, *other})


def something_is_due(kinds: Collection[Kind]) -> bool:
    """Whether an item waits whose time has come; it may be in the way of another yet."""
    return Item.objects.filter(state=State.WAITING, kind__in=kinds).exclude(not_before__gt=Now()).exists()


def keys_at_work(keys: Collection[UUID]) -> set[UUID]:
    """Return which of these objects an edition has yet to follow up, the master's own included."""
    items = Item.objects.filter(object_key__in=keys, state__in=[State.WAITING, State.RUNNING])
    return set(items.exclude(kind__in=[Kind.DOCUMENT, *ERRANDS]).values_list("object_key", flat=True))


def waiting(kinds: Collection[Kind]) -> int:
    """Return how many items of these kinds are not done and not given up."""
    return Item.objects.filter(kind__in=kinds, state__in=[State.WAITING, State.RUNNING]).count()


def _leased(items: Iterable[Item], worker: str) -> QuerySet[Item]:
    return Item.objects.filter(pk__in=[item.pk for item in items], worker=worker, state=State.RUNNING)
