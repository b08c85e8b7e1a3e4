"""Whether this process lives, and whether it can serve: for load balancers and those who watch.

They ask by address and not by name, many times a minute: so these two are answered before anything else, and
write nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce, Now
from django.http import HttpRequest, HttpResponse, JsonResponse

from cms.webhooks.leases import due as due_deliveries
from translation_workflow.jobs.models import FOLLOWING, Item, Kind, State

Answer = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger(__name__)


class HealthMiddleware:
    """`/healthz`: the process answers. `/readyz`: its database does, and has every table; else 503."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        # A process keeps its code: tables that were there once are enough for it.
        self.is_migrated = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == "/healthz":
            return _unkept(HttpResponse("ok\n", content_type="text/plain"))
        if request.path_info == "/readyz":
            told = readiness(is_migrated=self.is_migrated)
            self.is_migrated = told.get("migrations") == "ok"
            status = HTTPStatus.OK if told["ready"] else HTTPStatus.SERVICE_UNAVAILABLE
            return _unkept(JsonResponse(told, status=status))
        return self.get_response(request)


def readiness(*, is_migrated: bool = False) -> dict[str, Any]:
    """Return `ready` and why not, and how far the worker is behind: in seconds, null where nothing waits.

    `is_migrated`: somebody knows that every table is there; to find out means to read all migrations.
    """
    try:
        lacking = 0 if is_migrated else _missing_migrations()
        if lacking:
            return {"ready": False, "database": "ok", "migrations": f"{lacking} to run"}
        return {"ready": True, "database": "ok", "migrations": "ok", **_work()}
    except DatabaseError:
        # What it says may hold names of hosts and users: that is for the log.
        logger.exception("The database does not answer")
        return {"ready": False, "database": "does not answer"}


def _missing_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _work() -> dict[str, Any]:
    """Return what waits for the worker, and what it gave up, in three queries.

    A document is dirty from the moment that Wagtail published its page by itself, or that something which it
    shows changed, until the worker has built it anew.
    """
    due = Q(state=State.WAITING) & (Q(not_before=None) | Q(not_before__lte=Now()))
    # Errands wait for others, and nobody waits for them.
    found = Item.objects.filter(state__in=[State.WAITING, State.RUNNING], kind__in=FOLLOWING).aggregate(
        oldest=Min("job__asked_at", filter=due),
        dirty=Count("pk", filter=~Q(kind=Kind.FOLLOW)),
        now=Min(Now()),
    )
    # A failure of a receiver is none of the worker's: a message is late from when it was to be tried.
    outbox = due_deliveries().aggregate(oldest=Min(Coalesce("not_before", "written_at")), now=Min(Now()))
    return {
        "oldest_waiting_seconds": _seconds(found["oldest"], found["now"]),
        "failed_items": Item.objects.filter(state=State.DEAD).count(),
        "dirty_documents": found["dirty"],
        "oldest_outbox_seconds": _seconds(outbox["oldest"], outbox["now"]),
    }


def _seconds(since: datetime | None, now: datetime | None) -> int | None:
    if since is None or now is None:
        return None
    return max(0, int((now - since) / timedelta(seconds=1)))


def _unkept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
