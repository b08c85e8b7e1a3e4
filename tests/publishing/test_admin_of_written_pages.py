"""Wagtail's admin finds nothing odd on pages that our writer made: translated, followed, published."""

from __future__ import annotations

from io import StringIO
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from wagtail.models import GroupApprovalTask as ApprovalTask
from wagtail.models import PageLogEntry, Workflow, WorkflowState, WorkflowTask

from pages.models import InfoPage
from pages.progress import unwatched
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.review.publish import publish_edition

pytestmark = pytest.mark.django_db


WITHOUT_TITLE = ["privacy", "workflow_history", "view_draft"]
VIEWS = [*WITHOUT_TITLE, "edit", "history", "usage", "unpublish", "delete", "move", "copy"]


@pytest.fixture
def anna() -> Any:
    return get_user_model().objects.create_superuser("anna")


@pytest.fixture
def client(anna: Any) -> Client:
    client = Client()
    client.force_login(anna)
    return client


@pytest.fixture
def world(anna: Any) -> World:
    """A page that was created, translated, published, has followed its master and has a draft."""
    world = World()
    world.type("Legal", "Juridik")
    world.type("About this site.", "Om webbplatsen.")
    publish_edition(world.edition, progress=unwatched, user=anna)
    page = InfoPage.objects.get(pk=world.page.pk)
    page.body = [*page.body.raw_data, block("more", "text", "<p>More words.</p>")]
    page.save_revision().publish()
    world.work()
    world.type("More words.", "Mer.")
    world.publish()
    page.body = page.body.raw_data[:1]
    page.save_revision().publish()
    world.work()
    return world


@pytest.mark.parametrize("view", VIEWS)
def test_views_of_a_page(world: World, client: Client, view: str) -> None:
    """Each answers, with the page's own title where it has one to show."""
    page = world.translated(world.page)
    answer = client.get(f"/admin/pages/{page.pk}/{view}/", follow=True)
    assert answer.status_code == 200
    assert "Juridik" in answer.content.decode() or view in WITHOUT_TITLE


def test_revisions_can_be_compared(world: World, client: Client) -> None:
    """Any two of them, the first with the last."""
    page = world.translated(world.page)
    ids = list(page.revisions.order_by("pk").values_list("pk", flat=True))
    assert len(ids) > 2
    for older, newer in pairwise(ids):
        assert client.get(f"/admin/pages/{page.pk}/revisions/compare/{older}...{newer}/").status_code == 200
        assert client.get(f"/admin/pages/{page.pk}/revisions/{older}/revert/", follow=True).status_code == 200


def test_history_is_readable(world: World, client: Client) -> None:
    """Every line says what was done; none shows the name of an action."""
    page = world.translated(world.page)
    told = client.get(f"/admin/pages/{page.pk}/history/").content.decode()
    entries = list(PageLogEntry.objects.filter(page=page))
    assert {"wagtail.publish", "editions.follow"} & {entry.action for entry in entries}
    for entry in entries:
        assert entry.formatter is not None, entry.action
        assert str(entry.formatter.label) not in ("", entry.action)
        assert entry.action not in str(entry.message)
    assert "Follow the master" in told


@pytest.mark.parametrize("report", ["locked", "workflow", "site-history", "aging-pages", "page-types-usage"])
def test_reports(world: World, client: Client, report: str) -> None:
    """Those that list pages list ours."""
    assert client.get(f"/admin/reports/{report}/").status_code == 200


def test_the_explorer_shows_titles_and_states(world: World, client: Client) -> None:
    """By the page's name in the edition."""
    page = world.translated(world.page)
    assert "Juridik" in client.get(f"/admin/pages/{page.get_parent().pk}/").content.decode()


def test_the_tree_needs_no_mending(world: World) -> None:
    """Paths, depths and numbers of children are right."""
    told = StringIO()
    call_command("fixtree", stdout=told)
    assert "No problems found" in told.getvalue()


def test_the_latest_revision_says_what_the_row_says(world: World) -> None:
    """Where a page has no draft; and where it has, the live revision does."""
    for page in (world.translated(world.page), world.translated(world.first)):
        live = page.live_revision.as_object()
        for name in ("title", "slug", "body", "live", "seo_title"):
            assert getattr(live, name) == getattr(page, name), name
        if not page.has_unpublished_changes:
            assert page.latest_revision_id == page.live_revision_id
            assert page.get_latest_revision_as_object().title == page.title


def test_a_publication_ends_the_workflow_that_runs_for_a_page(world: World, anna: Any) -> None:
    """As Wagtail's own does; one for another page goes on."""
    page, other = world.translated(world.page), world.translated(world.first)
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(
        workflow=workflow, task=ApprovalTask.objects.create(name="Look"), sort_order=1
    )
    for one in (page, other):
        one.save_revision()
        workflow.start(one, anna)
    publish_edition(world.edition, keys={page.translation_key}, user=anna, progress=unwatched)
    status = {state.object_id: state.status for state in WorkflowState.objects.all()}
    assert status == {str(page.pk): "cancelled", str(other.pk): "in_progress"}
