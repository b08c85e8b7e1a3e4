"""An edition's own snippets take the place of the master's wherever they are shown."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from pages.models import ContactPoint, ProgrammePage
from pages.progress import unwatched
from tests.delivery.snippet_builders import a_snippet
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.jobs.models import Item, State
from translation_workflow.review.publish import publish_edition
from translation_workflow.review.sweep import find_drift

pytestmark = pytest.mark.django_db


class Reachable(World):
    """With a contact point on its first page."""

    contact: ContactPoint

    def open_desk(self) -> None:
        self.contact = a_snippet(ContactPoint, self.programme)
        page = ProgrammePage.objects.get(pk=self.first.pk)
        page.contacts = [block("helpdesk", "contact_point", self.contact.pk)]
        page.save_revision().publish()
        self.work()


@pytest.fixture
def world() -> Reachable:
    """Two published pages, one of which shows a contact point that the edition has not published yet."""
    world = Reachable()
    world.publish()
    world.open_desk()
    return world


def shown(world: Reachable) -> int:
    return int(world.translated(world.first).contacts.raw_data[0]["value"])


def own(world: Reachable) -> int:
    rows = ContactPoint.objects.filter(locale=world.edition.locale)
    return int(rows.get(translation_key=world.contact.translation_key).pk)


def test_pages_show_a_snippet_from_its_first_publication_on(world: Reachable) -> None:
    """Also where the page itself is not published again; nothing else is written."""
    assert shown(world) == world.contact.pk
    before = world.translated(world.page).latest_revision_id
    publish_edition(world.edition, keys={world.contact.translation_key}, progress=unwatched)
    assert shown(world) == own(world)
    assert world.translated(world.page).latest_revision_id == before
    assert find_drift([world.edition]) == []
    assert not Item.objects.exclude(state=State.DONE).exists()


def test_the_sweep_finds_pages_that_show_the_masters(world: Reachable) -> None:
    """Where publishing did not reach them."""
    world.publish()
    page = world.translated(world.first)
    masters = json.dumps([{**page.contacts.raw_data[0], "value": world.contact.pk}])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE pages_programmepage SET contacts = %s WHERE page_ptr_id = %s", [masters, page.pk]
        )
    [drift] = find_drift([world.edition], mend=True)
    assert drift.changes.live == ("contacts",)
    assert shown(world) == own(world)
