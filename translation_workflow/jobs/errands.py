"""Work that waits for somebody outside: fetched outside any transaction, then applied and “done” in one.

Whoever asks a machine holds no lock meanwhile, only leases, which a heartbeat makes last. What is fetched is
kept by who fetches it, so that a killed worker's successor gets it again without asking, and applies it once.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from django.db import close_old_connections, connection, transaction

from pages.progress import Progress, unwatched
from translation_workflow.audit import acting
from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import may_translate
from translation_workflow.machine.pretranslate import Unaskable, apply_drafts, fetch_drafts

from .attempts import attempt
from .errors import LeaseLost, Refused
from .heartbeat import heartbeat
from .leases import (
    LEASE,
    bury,
    claim,
    extend,
    finish,
    new_worker,
    note_outcome,
    postpone,
    something_is_due,
    waiting,
)
from .models import ERRANDS, Item, Kind
from .wake import awake

logger = logging.getLogger(__name__)

TOGETHER = 12
"""How many objects of an edition are fetched at once: a snippet has a sentence or two, a page a hundred."""
PAUSE = 1.0
PATIENCE = 5
"""How many pauses long to wait after the database did not answer."""


@dataclass(frozen=True)
class Order:
    """Objects of one edition, by key, and the machine to ask."""

    edition: Edition
    keys: Sequence[UUID]
    engine: str
    progress: Progress


class Result(Protocol):
    """What came of an errand for one object; `fault` is why a rest is missing, or "".

    `may_pass`: it is tried again later; else somebody has to look first.
    """

    @property
    def fault(self) -> str: ...

    @property
    def may_pass(self) -> bool: ...

    def as_data(self) -> Mapping[str, Any]:
        """Return it as JSON: `counts`, by name, and `notes`, each with `place`, `text` and `sentence`."""


@dataclass(frozen=True)
class Errand:
    """How a kind is done. Both may raise `Refused`; `apply` is for one object, in a transaction."""

    fetch: Callable[[Order], Mapping[UUID, Any]]
    apply: Callable[[Edition, UUID, Any], Result]


def _fetch_drafts(order: Order) -> Mapping[UUID, Any]:
    try:
        return fetch_drafts(order.edition, order.keys, engine=order.engine, progress=order.progress)
    except Unaskable as error:
        raise Refused(str(error)) from error


DONE_BY: Mapping[Kind, Errand] = {Kind.PRETRANSLATE: Errand(_fetch_drafts, apply_drafts)}


def _never() -> bool:
    return False


def run_errands(
    *,
    progress: Progress = unwatched,
    worker: str | None = None,
    together: int = TOGETHER,
    lease: timedelta = LEASE,
    stop: Callable[[], bool] = _never,
) -> int:
    """Do every errand that is due; return how many items were done. Failures are kept as by `drain`."""
    worker, done = worker or new_worker(), 0
    with awake():
        while not stop() and (items := claim(worker, kinds=sorted(ERRANDS), limit=together, lease=lease)):
            if progress is not unwatched:
                progress("Objects", done, done + waiting(ERRANDS))
            done += _Run(worker, lease, progress).work_on(items)
        progress("Objects", done, done)
    return done


def run_errands_beside(stop: threading.Event, *, pause: float = PAUSE) -> None:
    """Do errands as they come due, until `stop` is set: a companion of the worker's other duties."""
    worker = new_worker()
    try:
        while not stop.is_set():
            answered = attempt(partial(_run_what_is_due, worker, stop), what="errands")
            stop.wait(pause if answered else PATIENCE * pause)
    finally:
        connection.close()


def _run_what_is_due(worker: str, stop: threading.Event) -> None:
    # To claim is to write, and locks the whole of an SQLite database; to look is not.
    if something_is_due(ERRANDS):
        run_errands(worker=worker, stop=stop.is_set)


@dataclass(frozen=True)
class _Run:
    """One worker's way through items of one kind, edition and machine."""

    worker: str
    lease: timedelta
    progress: Progress

    def work_on(self, items: Sequence[Item]) -> int:
        """Fetch for all items at once, then apply each by itself; return how many were done."""
        items = [item for item in items if self._is_still_asked(item)]
        if not items:
            return 0
        errand = DONE_BY[Kind(items[0].kind)]
        keys = [item.object_key for item in items]
        order = Order(items[0].edition, keys, items[0].engine, self.progress)
        try:
            with heartbeat(items, worker=self.worker, lease=self.lease, writes=False):
                fetched = errand.fetch(order)
        except Exception as error:
            if len(items) == 1 or isinstance(error, Refused):
                for item in items:
                    _put_aside(item, error)
                return 0
            logger.exception("%s: the objects are tried one by one.", _named(items[0]))
            return sum(self.work_on([item]) for item in items)
        extend(items, worker=self.worker, lease=self.lease)
        return sum(self._apply(errand, item, fetched[item.object_key]) for item in items)

    def _apply(self, errand: Errand, item: Item, found: Any) -> int:
        """Write what was fetched and say so, in one transaction; return 1 where the item is done by that."""
        try:
            with acting(user=item.job.asked_by, by=f"worker {item.kind}"), transaction.atomic():
                result = errand.apply(item.edition, item.object_key, found)
                if not note_outcome(item, result.as_data(), worker=self.worker):
                    raise LeaseLost
                if result.fault:
                    (postpone if result.may_pass else bury)(item, result.fault)
                elif not finish([item], worker=self.worker):
                    raise LeaseLost
        except LeaseLost:
            logger.warning("%s was given to another worker meanwhile.", _named(item))
        except Exception as error:
            _put_aside(item, error)
        else:
            return 0 if result.fault else 1
        return 0

    def _is_still_asked(self, item: Item) -> bool:
        """Give up what somebody asked for who may not any more; the command line asks for nobody."""
        person = item.job.asked_by
        if person is None or may_translate(person, item.edition):
            return True
        bury(item, f"{person} may not translate {item.edition} any more. Somebody who may can try it again.")
        return False


def _put_aside(item: Item, error: Exception) -> None:
    if isinstance(error, Refused):
        bury(item, str(error))
        return
    logger.error("%s: %s", _named(item), error, exc_info=error)
    # The connection may be what failed; inside somebody's transaction there is none to take its place.
    if not connection.in_atomic_block:
        close_old_connections()
    postpone(item, f"{type(error).__name__}: {error}")


def _named(item: Item) -> str:
    return f"{item.kind} {item.object_key} in {item.edition}"
