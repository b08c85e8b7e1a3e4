"""A programme whose editions somebody follows."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.db.models.functions import Now

from cms.webhooks.models import Delivery, Endpoint, State
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition

A_MOMENT = timedelta(seconds=1)


def follow(edition: Edition, url: str = "https://partner.example/hooks", **fields: Any) -> Endpoint:
    """Return an endpoint that is told of one edition."""
    return Endpoint.objects.create(programme=edition.programme, edition=edition, url=url, **fields)


def follow_all(world: World, url: str = "https://partner.example/all", **fields: Any) -> Endpoint:
    """Return an endpoint that is told of every edition of the programme."""
    return Endpoint.objects.create(programme=world.programme, url=url, **fields)


def published_world() -> World:
    """The programme `towns` with two live pages in `sv`, and nothing left to do."""
    world = World()
    world.publish()
    world.work()
    return world


def change(world: World, words: str = "Another text.") -> None:
    """Publish the page's other words in the edition."""
    world.type("About this site.", words)
    world.confirm("About this site.")
    world.publish()


def told(**where: Any) -> list[Any]:
    """Return what the outbox says, oldest first."""
    return [json.loads(row.body) for row in Delivery.objects.filter(**where).order_by("pk")]


def come_due() -> None:
    """Let the database's time pass that deliveries wait after a failure."""
    Delivery.objects.filter(state=State.WAITING).update(not_before=Now() - A_MOMENT)


def end_leases() -> None:
    """Let the database's time pass for which deliveries are leased."""
    Delivery.objects.filter(state=State.SENDING).update(lease_until=Now() - A_MOMENT)


def states() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))
