"""What bulk writing skips is right afterwards; what says the same already is not written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.signals import page_published, published

from pages.models import InfoPage
from tests.programme.starter import block
from tests.publishing.builders import World, quiet
from translation_workflow.editions.registry import add_edition
from translation_workflow.review.publish import publish_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = World()
    for text in ("Legal", "Towns", "About this site."):
        world.type(text, f"sv {text}")
    world.publish()
    world.work()
    return world


def show(world: World, *blocks: dict[str, Any], title: str = "") -> None:
    """Let the author publish these blocks, and the worker follow."""
    world.page.refresh_from_db()
    world.page.body = list(blocks)
    world.page.title = title or world.page.title
    world.page.save_revision().publish()
    world.work()


def first_block(world: World) -> dict[str, Any]:
    world.page.refresh_from_db()
    return dict(world.page.body.raw_data[0])


@contextmanager
def heard() -> Iterator[list[tuple[str, int, int]]]:
    """What Wagtail's own signals tell of pages: which signal, page, revision."""
    told: list[tuple[str, int, int]] = []

    def page_was_published(instance: Page, revision: Any, **_: Any) -> None:
        told.append(("page_published", instance.pk, revision.pk))

    def was_published(instance: Any, revision: Any, **_: Any) -> None:
        told.append(("published", instance.pk, revision.pk))

    page_published.connect(page_was_published)
    published.connect(was_published)
    yield told
    page_published.disconnect(page_was_published)
    published.disconnect(was_published)


def test_a_page_that_says_the_same_is_not_written(world: World) -> None:
    """A changed sentence whose words stay: no revision, no line in the history, no time of publication."""
    page = world.translated(world.page)
    before = (page.latest_revision_id, page.last_published_at, PageLogEntry.objects.filter(page=page).count())
    old = first_block(world)
    show(world, old | {"value": "<p>About this site and its authors.</p>"})
    page = world.translated(world.page)
    assert world.segment("About this site and its authors.").made_from == "About this site."
    after = (page.latest_revision_id, page.last_published_at, PageLogEntry.objects.filter(page=page).count())
    assert after == before


def test_a_written_page_has_its_revision_and_its_history(world: World) -> None:
    """The live row is its live and latest revision, and the history says that the page followed."""
    show(world, first_block(world), block("two", "text", "<p>More.</p>"))
    page = world.translated(world.page)
    assert page.live_revision == page.latest_revision
    assert not page.has_unpublished_changes
    saved = page.latest_revision.as_object()
    assert [str(child.value) for child in saved.body] == [str(child.value) for child in page.body]
    line = PageLogEntry.objects.filter(page=page).order_by("pk").last()
    assert (line.action, line.revision_id) == ("editions.follow", page.live_revision_id)


def test_who_listens_to_wagtail_hears_of_it_once_it_is_committed(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    """Both signals, with the page and its live revision, and only for pages that were written."""
    with heard() as told:
        with django_capture_on_commit_callbacks(execute=False) as callbacks:
            show(world, first_block(world), block("two", "text", "<p>More.</p>"))
        page = world.translated(world.page)
        assert [one for one in told if one[1] == page.pk] == []
        for callback in callbacks:
            callback()
    about = [one for one in told if one[1] == page.pk]
    assert about == [(name, page.pk, page.live_revision_id) for name in ("page_published", "published")]


def test_a_renamed_page_has_its_new_title_in_the_explorer(world: World) -> None:
    """The title of the draft is a column of its own."""
    world.type("Legal", "Juridik")
    world.publish()
    page = Page.objects.get(pk=world.translated(world.page).pk)
    assert (page.title, page.draft_title) == ("Juridik", "Juridik")


def test_search_and_references_know_what_was_written(world: World) -> None:
    """New words are found, and a link is known to the page that it leads to."""
    link = f'<p>Zebra crossing, see <a linktype="page" id="{world.first.pk}">the start</a>.</p>'
    show(world, first_block(world), block("two", "text", link))
    page = world.translated(world.page)
    assert page in [found.specific for found in Page.objects.filter(locale=page.locale).search("zebra")]
    assert ReferenceIndex.get_references_to(world.first).filter(object_id=str(page.pk)).exists()


def test_an_alias_follows_the_page_that_it_stands_for(world: World) -> None:
    """Wagtail's aliases do not hear of bulk writing by themselves."""
    page = world.translated(world.page)
    CreatePageAliasAction(page, parent=page.get_parent(), update_slug="copy", user=None).execute()
    show(world, first_block(world), block("two", "text", "<p>More.</p>"))
    alias = InfoPage.objects.get(alias_of=page)
    assert [str(child.value) for child in alias.body] == [
        str(child.value) for child in world.translated(world.page).body
    ]


@pytest.mark.parametrize("codes", [["fi"], ["fi", "fr", "de", "pl"]])
def test_following_costs_the_same_for_any_number_of_editions(world: World, codes: list[str]) -> None:
    """Two editions or five: the worker asks the database as often."""
    for code in codes:
        add_edition(world.programme, code=code, status="published", maximum_missing=None)
    world.submit()
    for edition in world.programme.editions.exclude(code="en"):
        publish_edition(edition, progress=quiet)
    world.work()
    world.page.refresh_from_db()
    world.page.body = [first_block(world), block("two", "text", "<p>More.</p>")]
    world.page.save_revision().publish()
    with CaptureQueriesContext(connection) as queries:
        world.work()
    written = InfoPage.objects.filter(translation_key=world.page.translation_key).exclude(
        locale__language_code="en"
    )
    assert all(len(page.body) == 2 for page in written)
    assert len(queries) <= 100, "The master's document and the look for more work among them."
