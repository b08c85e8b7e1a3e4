"""Load balancers ask whether a process lives and whether it can serve."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.publishing.builders import World
from translation_workflow.jobs.models import Item

STRANGER = {"host": "10.0.0.7:8000"}


def test_a_process_that_lives_says_so_without_its_database() -> None:
    """To anybody, by whatever name they call it; a database that is away is no reason to kill it."""
    answer = Client(headers=STRANGER).get("/healthz")
    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (200, b"ok\n", "no-store")


@pytest.mark.django_db
def test_who_can_serve_says_how_far_the_worker_is(settings: Any) -> None:
    """Nothing waits: null. Something does: for how long; what was given up is counted."""
    settings.SECURE_SSL_REDIRECT = True
    client = Client(headers=STRANGER)
    quiet = {"ready": True, "database": "ok", "migrations": "ok", "failed_items": 0}
    assert client.get("/readyz").json() == {**quiet, "oldest_waiting_seconds": None}
    world = World()
    world.page.refresh_from_db()
    world.page.save_revision().publish()
    assert client.get("/readyz").json()["oldest_waiting_seconds"] >= 0
    world.work()
    assert client.get("/readyz").json() == {**quiet, "oldest_waiting_seconds": None}
    Item.objects.update(state="dead")
    assert client.get("/readyz").json()["failed_items"] == Item.objects.count() > 0
    with CaptureQueriesContext(connection) as queries:
        client.get("/readyz")
    assert len(queries) == 2


@pytest.mark.django_db
def test_who_lacks_a_table_cannot_serve() -> None:
    """A newer version was installed, and nobody migrated."""
    MigrationRecorder.Migration.objects.filter(app="delivery").order_by("-id").first().delete()
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "database": "ok", "migrations": "1 to run"}


@pytest.mark.django_db
def test_who_has_no_database_cannot_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the database said stays in the log."""

    def away(*_: Any, **__: Any) -> Any:
        raise OperationalError("no route to host db.internal, user capacity")

    monkeypatch.setattr(connection, "cursor", away)
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "database": "does not answer"}
