"""What is noted waits once, whole, at a price that does not depend on how many editions there are."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.log_actions import LogContext

from tests.publishing.builders import World
from translation_workflow.editions.models import Edition
from translation_workflow.jobs.leases import bury, claim, new_worker
from translation_workflow.jobs.models import Item, Job, Kind, State
from translation_workflow.jobs.schedule import follow

from .editions import twelve_editions

pytestmark = pytest.mark.django_db
KEY = uuid4()


@pytest.fixture
def editions() -> list[Edition]:
    return twelve_editions()


def units() -> list[Any]:
    return list(Item.objects.order_by("pk").values_list("units", flat=True))


def test_twelve_editions_are_noted_in_three_queries(
    editions: list[Edition], django_assert_num_queries: Any
) -> None:
    """A job, its items, and the look at what stood there already."""
    with django_assert_num_queries(3):
        follow(KEY, editions)
    assert [item.edition_id for item in Job.objects.get().items.order_by("pk")] == [
        row.pk for row in editions
    ]


def test_noting_again_costs_the_same_for_one_edition_as_for_twelve(editions: list[Edition]) -> None:
    """Merging is done for all of them at once."""
    follow(KEY, editions)
    costs = []
    for rows in (editions[:1], editions):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            follow(KEY, rows)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 6
    assert Job.objects.count() == 1
    assert Item.objects.count() == 12


def test_units_of_what_waits_are_put_together(editions: list[Edition]) -> None:
    """Two changes of different parts are followed in one go."""
    follow(KEY, editions[:1], units=["title"])
    follow(KEY, editions[:1], units=["recommended_steps.7", "title"])
    assert units() == [["recommended_steps.7", "title"]]


@pytest.mark.parametrize("whole_first", [True, False])
def test_everything_and_a_part_is_everything(editions: list[Edition], whole_first: bool) -> None:
    """A part never narrows what was to be done as a whole."""
    for part in (None, ["title"]) if whole_first else (["title"], None):
        follow(KEY, editions[:1], units=part)
    assert units() == [None]


def test_what_runs_is_not_merged_into(editions: list[Edition]) -> None:
    """The worker may have read the old state already, so the change waits as an item of its own."""
    follow(KEY, editions[:1], units=["title"])
    claim(new_worker(), kinds=list(Kind), limit=12)
    follow(KEY, editions[:1], units=["lead"])
    assert list(Item.objects.order_by("pk").values_list("state", "units")) == [
        ("running", ["title"]),
        ("waiting", ["lead"]),
    ]
    assert claim(new_worker(), kinds=list(Kind), limit=12) == [], "Not while the older one runs."


def test_a_new_change_revives_what_was_given_up(editions: list[Edition]) -> None:
    """The reason to give up may be gone with it: attempts begin anew."""
    follow(KEY, editions[:1], units=["title"])
    bury(claim(new_worker(), kinds=list(Kind), limit=12)[0], "too long")
    assert Item.objects.get().state == State.DEAD
    follow(KEY, editions[:1], units=["lead"])
    item = Item.objects.get()
    assert (item.state, item.attempts, item.fault, item.units) == ("waiting", 0, "", ["lead", "title"])


def test_another_object_waits_by_itself(editions: list[Edition]) -> None:
    """Only the same work for the same object in the same edition is merged."""
    follow(KEY, editions[:2])
    follow(uuid4(), editions[:1])
    assert Item.objects.count() == 3


def test_the_job_knows_who_published() -> None:
    """Whoever is at work in the admin asked for it, and for what follows from it."""
    world = World()
    world.publish()
    world.work()
    anna = get_user_model().objects.create_superuser("anna", "anna@example.org", "secret")
    world.page.title = "Legal notice"
    with LogContext(user=anna):
        world.page.save_revision().publish()
    world.work()
    assert [job.asked_by for job in Job.objects.order_by("-pk")[:2]] == [anna, anna]
