"""An edition's own snippets take the place of the master's wherever they are shown."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import ReferenceIndex
from wagtail.search import index
from wagtail.search.models import IndexEntry

from pages.models import ContactPoint, ProgrammePage, Tool
from pages.progress import unwatched
from tests.delivery.snippet_builders import a_snippet
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.jobs.models import Item, State
from translation_workflow.review.drift.sweep import find_drift
from translation_workflow.review.publish import publish_edition

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


def test_a_snippet_that_is_refused_leaves_no_row(world: Reachable) -> None:
    """The edition gets its own with the first publication that passes the gate, and no sooner."""
    key = world.contact.translation_key
    world.edition.maximum_missing = 0
    world.edition.save()
    outcome = publish_edition(world.edition, keys={key}, progress=unwatched)
    assert (len(outcome.refused), outcome.published, outcome.snippets_made) == (1, 0, set())
    assert not ContactPoint.objects.filter(translation_key=key, locale=world.edition.locale).exists()
    assert shown(world) == world.contact.pk
    world.edition.maximum_missing = None
    world.edition.save()
    outcome = publish_edition(world.edition, keys={key}, progress=unwatched)
    assert (outcome.published, outcome.snippets_made) == (1, {key})
    assert shown(world) == own(world)


def indexed(row: Tool) -> list[Any]:
    """What search and references hold of a row, but for what depends on the order of writing."""
    kind = {"content_type": ContentType.objects.get_for_model(Tool), "object_id": str(row.pk)}
    columns = [field.attname for field in IndexEntry._meta.concrete_fields]
    entries = IndexEntry.objects.filter(**kind).values_list(
        *(name for name in columns if name not in ("id", "title_norm"))
    )
    references = ReferenceIndex.objects.filter(**kind).order_by("content_path_hash")
    return [*entries, *references.values_list("to_content_type", "to_object_id", "content_path")]


def test_an_own_snippet_is_in_both_indexes_though_it_says_what_the_master_says(world: Reachable) -> None:
    """With what Wagtail's own indexing writes of it."""
    tool = a_snippet(
        Tool, world.programme, description=f'<p>See <a linktype="page" id="{world.page.pk}">that</a>.</p>'
    )
    world.work()
    world.publish()
    row = Tool.objects.get(translation_key=tool.translation_key, locale=world.edition.locale)
    assert row.name == tool.name
    ours = indexed(row)
    index.insert_or_update_object(row)
    ReferenceIndex.create_or_update_for_object(row)
    assert ours == indexed(row)
    assert len(ours) >= 2
