"""The worker's side: do what is due, an object's editions together, effect and “done” in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from datetime import timedelta

from django.db import close_old_connections, connection, transaction

from pages.progress import Progress, unwatched
from translation_workflow.audit import acting

from .effects import EFFECTS, Batch
from .errors import LeaseLost, Refused
from .heartbeat import heartbeat
from .leases import LEASE, bury, claim, extend, finish, new_worker, postpone, waiting
from .models import FOLLOWING, Item, Kind
from .wake import awake

logger = logging.getLogger(__name__)

EDITIONS_TOGETHER = 12


def _never() -> bool:
    return False


def drain(
    *,
    progress: Progress = unwatched,
    worker: str | None = None,
    kinds: Collection[Kind] | None = None,
    together: int = EDITIONS_TOGETHER,
    lease: timedelta = LEASE,
    stop: Callable[[], bool] = _never,
) -> int:
    """Do everything that is due but errands; return how many items were done.

    One that fails keeps its fault and is tried again after a growing pause; one that is refused, or failed
    too often, is given up with the sentence that says why. `stop` is asked between batches. Raises Django's
    database errors when the database cannot even be told what happened: the leases then run out.
    """
    worker, done = worker or new_worker(), 0
    kinds = FOLLOWING if kinds is None else kinds
    with awake():
        while not stop() and (items := claim(worker, kinds=kinds, limit=together, lease=lease)):
            if progress is not unwatched:
                progress("Following up", done, done + waiting(kinds))
            done += _work_on(items, worker=worker, lease=lease)
        progress("Following up", done, done)
    return done


def _work_on(items: Sequence[Item], *, worker: str, lease: timedelta) -> int:
    """Do a batch; where it fails, each item by itself, so that one bad edition never stops the others."""
    try:
        with heartbeat(items, worker=worker, lease=lease):
            return _perform(items, worker=worker)
    except LeaseLost:
        logger.warning("%s were given to another worker meanwhile.", _named(items))
        return 0
    except Exception as error:
        # The loop has to outlive any one object; its row keeps what happened to it.
        logger.log(
            logging.INFO if isinstance(error, Refused) else logging.ERROR,
            "%s: %s",
            _named(items),
            error,
            exc_info=not isinstance(error, Refused),
        )
        # The connection may be what failed; inside somebody's transaction there is none to take its place.
        if not connection.in_atomic_block:
            close_old_connections()
        if len(items) == 1:
            _put_aside(items[0], error)
            return 0
    done = 0
    for item in items:
        extend(items, worker=worker, lease=lease)
        done += _work_on([item], worker=worker, lease=lease)
    return done


def _perform(items: Sequence[Item], *, worker: str) -> int:
    """Have the effect and say so, in one transaction. Raises LeaseLost when another worker has the items."""
    with transaction.atomic():
        batch = _batch(items)
        with acting(user=batch.asked_by, by=f"worker {batch.kind}"):
            refusals = EFFECTS[batch.kind](batch)
        done = [item for item in items if item.edition not in refusals]
        refused = [item for item in items if item.edition in refusals]
        if not (finish(done, worker=worker) and all(bury(item, refusals[item.edition]) for item in refused)):
            raise LeaseLost
    return len(done)


def _batch(items: Sequence[Item]) -> Batch:
    units = [item.units for item in items]
    whole = any(unit is None for unit in units)
    return Batch(
        kind=Kind(items[0].kind),
        key=items[0].object_key,
        editions=[item.edition for item in items],
        units=None if whole else frozenset(name for unit in units for name in unit or ()),
        asked_by=next((item.job.asked_by for item in items if item.job.asked_by), None),
    )


def _put_aside(item: Item, error: Exception) -> None:
    if isinstance(error, Refused):
        bury(item, str(error))
    else:
        postpone(item, f"{type(error).__name__}: {error}")


def _named(items: Sequence[Item]) -> str:
    return f"{items[0].kind} {items[0].object_key} in {', '.join(str(item.edition) for item in items)}"
