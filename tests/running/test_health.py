"""Load balancers ask whether a process lives and whether it can serve."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.functions import Now
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.webhooks.models import Delivery, Endpoint
from cms.webhooks.outbox import ping
from pages.models import Organisation
from tests.publishing.builders import World
from translation_workflow.jobs.models import Item

STRANGER = {"host": "10.0.0.7:8000"}


def test_a_process_that_lives_says_so_without_its_database() -> None:
    """To anybody, by whatever name they call it; a database that is away is no reason to kill it."""
    answer = Client(headers=STRANGER).get("/healthz")
    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (200, b"ok\n", "no-store")


QUIET = {
    "ready": True,
    "database": "ok",
    "migrations": "ok",
    "oldest_waiting_seconds": None,
    "failed_items": 0,
    "dirty_documents": 0,
    "oldest_outbox_seconds": None,
}


@pytest.mark.django_db
def test_who_can_serve_says_how_far_the_worker_is(settings: Any) -> None:
    """Nothing waits: null. Something does: for how long; what was given up is counted."""
    settings.SECURE_SSL_REDIRECT = True
    client = Client(headers=STRANGER)
    assert client.get("/readyz").json() == QUIET
    world = World()
    world.page.refresh_from_db()
    world.page.save_revision().publish()
    assert client.get("/readyz").json()["oldest_waiting_seconds"] >= 0
    world.work()
    assert client.get("/readyz").json() == QUIET
    Item.objects.update(state="dead")
    assert client.get("/readyz").json()["failed_items"] == Item.objects.count() > 0
    with CaptureQueriesContext(connection) as queries:
        client.get("/readyz")
    assert len(queries) == 3


@pytest.mark.django_db
def test_documents_are_dirty_until_the_worker_has_built_them() -> None:
    """What Wagtail publishes by itself, and what a changed snippet is shown by."""
    world = World()
    world.work()
    world.page.refresh_from_db()
    world.page.save_revision().publish()
    assert _told()["dirty_documents"] == 2, "The page's event, and its document."
    world.work()
    Organisation.objects.create(programme=world.programme, name="Town hall")
    assert _told()["dirty_documents"] == 1
    Item.objects.filter(state="waiting").update(state="running")
    assert _told()["dirty_documents"] == 1


@pytest.mark.django_db
def test_messages_are_late_when_nobody_sends_them() -> None:
    """Not those that pause after a receiver's failure, or wait for who is off."""
    world = World()
    endpoint = Endpoint.objects.create(programme=world.programme, url="https://partner.example/")
    ping(endpoint)
    Delivery.objects.update(written_at=Now() - timedelta(minutes=5))
    assert 300 <= _told()["oldest_outbox_seconds"] < 400
    Delivery.objects.update(not_before=Now() + timedelta(minutes=1))
    assert _told()["oldest_outbox_seconds"] is None
    Delivery.objects.update(not_before=Now() - timedelta(minutes=1))
    assert 60 <= _told()["oldest_outbox_seconds"] < 120
    Endpoint.objects.update(is_on=False)
    assert _told()["oldest_outbox_seconds"] is None
    assert _told()["ready"]


def _told() -> dict[str, Any]:
    told: dict[str, Any] = Client().get("/readyz").json()
    return told


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
