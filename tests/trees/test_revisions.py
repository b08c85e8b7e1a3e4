"""Revisions and log entries that are written in bulk are those that Wagtail writes one by one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.log_actions import LogContext, log
from wagtail.models import PageLogEntry, Revision

from tests.publishing.builders import World
from translation_workflow.trees import revisions
from translation_workflow.trees.revisions import LogEntry, NewRevision, save_revisions, take_schedules

from .rich import Bare

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return Bare()


@pytest.fixture
def user() -> Any:
    return get_user_model().objects.create_user("anna")


def fields(row: models.Model, *, but: tuple[str, ...] = ("id",)) -> dict[str, Any]:
    fresh = type(row)._base_manager.get(pk=row.pk)
    return {f.attname: getattr(fresh, f.attname) for f in row._meta.concrete_fields if f.attname not in but}


def test_a_revision_is_the_one_that_wagtail_saves(world: World, user: Any) -> None:
    """Field by field, with a schedule and a user."""
    at = timezone.now() + timedelta(days=1)
    own = world.page.save_revision(user=user, approved_go_live_at=at)
    draft = NewRevision(world.page, own.content, at)
    ours = save_revisions([draft], user=user, now=own.created_at)
    assert fields(ours[0]) == fields(own)
    assert ours[0].as_object().title == "Legal"


def test_many_revisions_are_one_insert(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """A dozen pages cost what one costs, and come back in the order in which they went in."""
    drafts = [NewRevision(world.page, {"pk": world.page.pk, "title": str(n)}) for n in range(12)]
    save_revisions(drafts[:1], user=None, now=timezone.now())
    with django_assert_num_queries(1):
        made = save_revisions(drafts, user=None, now=timezone.now())
    assert [row.content["title"] for row in made] == [str(n) for n in range(12)]
    assert made[-1].is_latest_revision()


def test_a_new_schedule_replaces_an_older_one(world: World) -> None:
    """The older revision leaves the schedule; that of a page without a new schedule stays."""
    at = timezone.now() + timedelta(days=1)
    old = world.page.save_revision(approved_go_live_at=at)
    other = world.first.save_revision(approved_go_live_at=at)
    drafts = [NewRevision(world.page, old.content, at), NewRevision(world.first, other.content)]
    new = save_revisions(drafts, user=None, now=timezone.now())
    take_schedules(new)
    scheduled = Revision.objects.filter(approved_go_live_at__isnull=False)
    assert set(scheduled.values_list("pk", flat=True)) == {new[0].pk, other.pk}


def test_a_log_entry_is_the_one_that_wagtail_writes(world: World, user: Any) -> None:
    """Field by field; the context of the request fills in who and which action it belongs to."""
    revision, now = world.page.save_revision(), timezone.now()
    data = {"page": {"id": world.page.pk, "changed": now}}
    entry = LogEntry(world.page, "wagtail.publish", revision, content_changed=True, data=data)
    with LogContext(user=user):
        log(world.page, "wagtail.publish", data=data, revision=revision, content_changed=True, timestamp=now)
        revisions.log([entry], user=None, now=now)
    own, ours = PageLogEntry.objects.order_by("-pk")[:2]
    assert ours.uuid is not None
    assert fields(ours) == fields(own)


def test_an_unknown_action_is_refused_as_wagtail_does(world: World) -> None:
    """Nothing is written."""
    before = PageLogEntry.objects.count()
    with pytest.raises(ValidationError, match="invented"):
        revisions.log([LogEntry(world.page, "workflow.invented")], user=None, now=timezone.now())
    assert PageLogEntry.objects.count() == before
