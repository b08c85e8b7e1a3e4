"""Who may see a page of an edition is who may see the master's."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from pages.progress import unwatched
from tests.publishing.builders import World
from translation_workflow.editions.registry import add_edition
from translation_workflow.review.publishing import own_publishing
from translation_workflow.trees.create import create_missing
from translation_workflow.trees.restrict import follow_restrictions

from .rich import Bare

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = Bare()
    add_edition(world.programme, code="fr")
    create_missing(world.programme, list(world.programme.editions.all()), progress=unwatched)
    return world


def follow(world: World) -> list[Any]:
    editions = list(world.programme.editions.all())
    # As the service does it: what it writes is no change that somebody has to follow.
    with own_publishing(), CaptureQueriesContext(connection) as queries:
        changed = follow_restrictions(world.programme, [world.page.translation_key], editions)
    assert len(queries) <= (14 if changed else 6)
    return changed


def rules(page: Page) -> list[tuple[str, str, list[str]]]:
    return [
        (rule.restriction_type, rule.password, [group.name for group in rule.groups.order_by("name")])
        for rule in page.view_restrictions.order_by("pk")
    ]


def copies(world: World) -> list[Page]:
    return list(Page.objects.filter(slug="legal").exclude(pk=world.page.pk))


@pytest.mark.parametrize("type_", ["password", "groups", "login"])
def test_editions_ask_what_the_master_asks(world: World, type_: str) -> None:
    """For a password, for membership in groups, or for a login; in every edition."""
    rule = PageViewRestriction.objects.create(page=world.page, restriction_type=type_, password="sesame")
    rule.groups.set([Group.objects.create(name="mayors"), Group.objects.create(name="planners")])
    assert follow(world) == [world.page.translation_key]
    assert len(copies(world)) == 2
    for page in copies(world):
        assert rules(page) == rules(world.page) == [(type_, "sesame", ["mayors", "planners"])]


def test_an_edition_is_freed_with_its_master(world: World) -> None:
    """What came with the master's rule goes with it."""
    rule = PageViewRestriction.objects.create(page=world.page, restriction_type="login")
    follow(world)
    rule.delete()
    follow(world)
    assert [rules(page) for page in copies(world)] == [[], []]


def test_a_changed_rule_is_changed(world: World) -> None:
    """Another password, other groups: the old ones open nothing."""
    rule = PageViewRestriction.objects.create(page=world.page, restriction_type="password", password="old")
    follow(world)
    rule.password = "new"
    rule.save()
    follow(world)
    assert [rules(page) for page in copies(world)] == [[("password", "new", [])]] * 2


def test_what_is_the_same_is_not_written(world: World) -> None:
    """No row, and no line in the history."""
    rule = PageViewRestriction.objects.create(page=world.page, restriction_type="groups")
    rule.groups.set([Group.objects.create(name="mayors")])
    follow(world)
    before = list(PageViewRestriction.objects.values_list("pk", flat=True)), PageLogEntry.objects.count()
    assert follow(world) == []
    after = list(PageViewRestriction.objects.values_list("pk", flat=True)), PageLogEntry.objects.count()
    assert before == after


def test_the_history_says_it_as_wagtail_says_it(world: World) -> None:
    """Which kind of rule came or went."""
    rule = PageViewRestriction.objects.create(page=world.page, restriction_type="login")
    rule.save()
    follow(world)
    rule.delete()
    follow(world)
    entries = PageLogEntry.objects.filter(page=copies(world)[0]).order_by("pk")
    told = list(entries.filter(action__contains="restriction").values_list("action", "data"))
    data = PageLogEntry.objects.get(page=world.page, action="wagtail.view_restriction.edit").data
    assert told == [("wagtail.view_restriction.create", data), ("wagtail.view_restriction.delete", data)]


def test_what_an_edition_restricts_by_itself_stays(world: World) -> None:
    """Beside the master's rule, and after the master is freed; also an inherited one that it changed."""
    page, changed = copies(world)[:2]
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="own")
    PageViewRestriction.objects.create(page=world.page, restriction_type="login")
    follow(world)
    assert rules(page) == [("password", "own", []), ("login", "", [])]
    changed.view_restrictions.update(restriction_type="password", password="stricter")
    PageViewRestriction.objects.filter(page=world.page).delete()
    follow(world)
    assert rules(page) == [("password", "own", [])]
    assert rules(changed) == [("password", "stricter", [])]
