"""What readers of the API are told, and what they are not: rows of the specification, each under its name."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test import Client

from cms.delivery.models import Document
from pages.models import ProgrammePage, Tool
from tests.delivery.test_feed import Copy
from tests.programme.starter import block
from tests.publishing.builders import World, quiet
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition, add_programme
from translation_workflow.review.publish import publish_edition
from translation_workflow.review.submit import submit_programme

from .stage import ROWS

BASE = "/api/v1/programmes/"


def published(world: World, code: str) -> Edition:
    edition = add_edition(world.programme, code=code, status="published", maximum_missing=None)
    world.submit()
    world.work()
    assert publish_edition(edition, progress=quiet).refused == []
    return edition


@pytest.mark.django_db
def test_other_edition_silent() -> None:
    """Neither another edition's publication nor a master's change that no word follows is news in sv."""
    world = World()
    world.publish()
    finnish = published(world, "fi")
    world.type("About this site.", "Om webbplatsen.")
    world.publish()
    copy = Copy("sv")
    copy.follow()
    publish_edition(finnish, progress=quiet)
    world.page.refresh_from_db()
    world.page.body = [block("Legal", "text", "<p>About this site and its makers.</p>")]
    world.page.save_revision().publish()
    world.work()
    publish_edition(finnish, progress=quiet)
    assert copy.follow() == 0
    assert copy.documents == copy.bundle


@pytest.mark.django_db
def test_shared_language_two_programmes() -> None:
    """A snippet of one programme is nothing to the other, though both are in Polish."""
    world = World("pl")
    world.publish()
    mayors = add_programme("mayors", name="Mayors in Action", master="en")
    add_edition(mayors, code="en", status="published")
    theirs = add_edition(mayors, code="pl", status="published", maximum_missing=None)
    tool = Tool.objects.create(
        programme=mayors, locale=mayors.master_locale, name="Template", description="It saves time."
    )
    first = ProgrammePage(title="Mayors", slug="mayors", live=False)
    first.lead = [block("m", "text", "<p>For mayors.</p>")]
    world.first.get_parent().add_child(instance=first)
    first.save_revision().publish()
    mayors.master_page = first
    mayors.save()
    submit_programme(mayors, progress=quiet)
    world.work()
    publish_edition(theirs, progress=quiet)
    copy = Copy("pl")
    copy.follow()
    tool.description = "It saves much time."
    tool.save()
    submit_programme(mayors, progress=quiet)
    world.work()
    publish_edition(theirs, progress=quiet)
    assert copy.follow() == 0
    assert Document.objects.filter(edition=theirs, is_live=True).exists()


@pytest.mark.django_db(transaction=True)
def test_out_of_order_commits() -> None:
    """Who publishes second waits for the first; a client at any cursor is told of both."""
    world = World()
    other = world.add_page("Contact", "Write to us.")
    world.submit()
    world.work()
    world.publish()
    copy = Copy("sv")
    copy.follow()
    world.type("About this site.", "Om webbplatsen.")
    world.type("Write to us.", "Skriv till oss.")
    keys = [world.page.translation_key, other.translation_key]
    begun, may_end = threading.Event(), threading.Event()
    faults: list[BaseException] = []

    def publish(key: Any, *, waits: bool) -> None:
        try:
            with transaction.atomic():
                edition = Edition.objects.get(pk=world.edition.pk)
                publish_edition(edition, keys={key}, progress=quiet)
                begun.set()
                if waits:
                    may_end.wait(20)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    first = threading.Thread(target=publish, args=(keys[0],), kwargs={"waits": True})
    first.start()
    assert begun.wait(20)
    second = threading.Thread(target=publish, args=(keys[1],), kwargs={"waits": False})
    second.start()
    second.join(1)
    assert second.is_alive(), "The second waits for the first."
    assert copy.follow() == 0
    may_end.set()
    first.join(30)
    second.join(30)
    assert faults == []
    assert copy.follow() == 2
    assert copy.documents == copy.bundle
    numbers = Document.objects.filter(edition=world.edition, key__in=keys).values_list("change", flat=True)
    assert len(set(numbers)) == 2, connection.vendor


@pytest.mark.django_db
def test_unpublished_everywhere_gone() -> None:
    """By key, by path, from the bundle, the alternates, the navigation, search; a tombstone says so."""
    world = World()
    world.publish()
    copy = Copy("sv")
    copy.follow()
    key, here = str(world.page.translation_key), f"{BASE}towns/editions/sv/"
    client = Client()
    listed = {one["key"]: one["url"] for one in client.get(here).json()["documents"]}
    assert key in listed
    assert [one["key"] for one in client.get(f"{here}search?q=site").json()["hits"]] == [key]
    world.page.refresh_from_db()
    world.page.unpublish()
    world.work()
    assert client.get(f"{here}documents/{key}").status_code == 410
    assert client.get(f"{here}by-path/legal/").status_code == 410
    manifest = client.get(here).json()
    assert key not in {one["key"] for one in manifest["documents"]}
    assert key not in str(manifest["navigation"])
    assert listed[key] not in {one["url"] for one in manifest["documents"]}
    assert key not in client.get(f"{here}bundle").content.decode()
    assert client.get(f"{here}search?q=site").json()["hits"] == []
    assert "sv" not in client.get(f"{BASE}towns/alternates/").json()["documents"].get(key, {})
    found = client.get(f"{here}changes?since={copy.cursor}").json()
    assert found["gone"] == [{"key": key, "path": "/legal/"}]
    copy.follow()
    assert key not in copy.documents


def test_every_row_is_played() -> None:
    """A row that nobody plays is a promise that nobody keeps."""
    played = {name.removeprefix("test_").replace("_", "-") for name in globals() if name.startswith("test_")}
    assert {name for name, row in ROWS.items() if row["of"] == "delivery"} <= played
