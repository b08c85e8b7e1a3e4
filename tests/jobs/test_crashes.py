"""Workers that die, and that compete: an edition is wholly old or wholly new, and nothing comes twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db.models.functions import Now

from cms.delivery.models import Document
from pages.models import InfoPage
from pages.progress import unwatched
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition
from translation_workflow.jobs.leases import sweep
from translation_workflow.jobs.models import Item, State
from translation_workflow.jobs.runner import drain
from translation_workflow.jobs.schedule import follow
from translation_workflow.review.publish import publish_edition

from .editions import CODES, ended, line, start, twelve_editions, written

pytestmark = pytest.mark.django_db(transaction=True)

MARKS = [
    ("before the effect", 1),
    ("before the effect", 3),
    ("in the effect", 1),
    ("in the effect", 2),
    ("before done", 3),
    ("before the commit", 3),
    ("after the commit", 1),
    ("after the commit", 3),
]


@pytest.fixture
def world() -> World:
    """A page that was published in six editions."""
    world = World()
    for code in CODES[1:6]:
        add_edition(world.programme, code=code, status="published", maximum_missing=None)
    world.submit()
    for edition in editions():
        publish_edition(edition, progress=unwatched)
    drain()
    return world


def editions() -> list[Edition]:
    rows = Edition.objects.exclude(code="en").select_related("programme__master_locale", "locale")
    return list(rows.order_by("pk"))


def shape(page: InfoPage) -> list[str]:
    return [str(child.id) for child in page.body]


def live(world: World) -> Iterator[tuple[InfoPage, Document]]:
    """Each edition's page and document."""
    for edition in editions():
        page = InfoPage.objects.get(translation_key=world.page.translation_key, locale=edition.locale)
        yield page, Document.objects.get(edition=edition, key=world.page.translation_key)


def revisions(world: World) -> list[int]:
    return [page.revisions.count() for page, _ in live(world)]


@pytest.mark.parametrize(("mark", "times"), MARKS)
def test_a_killed_worker_leaves_nothing_half_done(world: World, mark: str, times: int) -> None:
    """kill -9 in the middle; then the leases end, another worker resumes, and each page was written once."""
    world.page.refresh_from_db()
    old = shape(world.page)
    world.page.body = [*world.page.body.raw_data, block("added", "text", "<p>One more.</p>")]
    world.page.save_revision().publish()
    new, before = shape(InfoPage.objects.get(pk=world.page.pk)), revisions(world)
    contents = [document.content_id for _, document in live(world)]

    assert ended([start("tests.jobs.dying", mark, str(times), "4")]) == [-9]
    for (page, document), content in zip(live(world), contents, strict=True):
        assert shape(page) in (old, new)
        assert (shape(page) == new) == (document.content_id != content), "Page and document go together."

    Item.objects.filter(state=State.RUNNING).update(lease_until=Now() - timedelta(seconds=1))
    sweep()
    Item.objects.update(not_before=None)
    drain()
    assert {tuple(shape(page)) for page, _ in live(world)} == {tuple(new)}
    assert revisions(world) == [count + 1 for count in before]
    assert set(Item.objects.values_list("state", flat=True)) == {"done"}


def test_several_workers_do_everything_once(tmp_path: Path) -> None:
    """Two processes on one database share what waits; no line is written twice, and none is missing."""
    rows = twelve_editions()
    keys = [uuid4() for _ in range(40)]
    for key in keys:
        follow(key, rows)
    assert ended([start("tests.jobs.writing", str(tmp_path), "2") for _ in range(2)]) == [0, 0]
    assert written() == {line(key, edition) for key in keys for edition in rows}
    done: dict[str, Any] = {"state": State.DONE, "attempts": 0}
    assert Item.objects.filter(**done).count() == len(keys) * len(rows)
    assert Item.objects.values("worker").distinct().count() == 2
