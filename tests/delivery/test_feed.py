"""A reader that keeps a copy: the whole edition, what changed since, and what went."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client as Visitor

from cms.client import Client, Mirror
from cms.delivery.documents.schema import Document
from cms.reader.inside import HOST, Inside
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition
from translation_workflow.review.publish import publish_edition

from .reading import BASE, Reader

pytestmark = pytest.mark.django_db

HERE = "programmes/towns/editions/"


class Copy(Mirror):
    """What the client has that is fed by `changes` only. `read` asks for the same without it."""

    def __init__(self, code: str = "sv") -> None:
        self.edition = Client(f"{HOST}{BASE}", transport=Inside()).edition("towns", code)
        super().__init__(self.edition)
        self.read = Reader(Visitor())
        self.address = f"{HERE}{code}/"

    @property
    def bundle(self) -> dict[UUID, Document]:
        found = self.edition.bundle()
        assert found.cursor == self.cursor
        return {document.key: document for document in found.documents}


@pytest.fixture
def world() -> World:
    world = World()
    world.publish()
    return world


def test_the_bundle_is_every_document_as_it_is_stored(world: World) -> None:
    """In the order of paths, the same bytes as one by one, with a cursor to go on from."""
    read = Reader(Visitor())
    answer = read(f"{HERE}sv/bundle")
    bundle = answer.json()
    assert [one["path"] for one in bundle["documents"]] == ["/", "/legal/"]
    assert answer["Content-Type"] == "application/json"
    for one in bundle["documents"]:
        alone = read(f"{HERE}sv/documents/{one['key']}").content
        assert alone in answer.content
    assert read.json(f"{HERE}sv/changes?since={bundle['cursor']}")["documents"] == []
    assert read(f"{HERE}sv/bundle", If_None_Match=answer["ETag"]).status_code == 304


def test_changes_tell_what_changed_and_nothing_else(world: World) -> None:
    """One document by a sentence, none by a publication that says the same; a tombstone where one went."""
    copy = Copy()
    assert copy.follow() == 2
    assert copy.follow() == 0
    world.type("About this site.", "Om webbplatsen.")
    world.publish()
    assert copy.follow() == 1
    world.publish()
    assert copy.follow() == 0
    world.page.refresh_from_db()
    world.page.unpublish()
    world.work()
    assert copy.follow() == 1
    assert [one.path for one in copy.documents.values()] == ["/"]
    assert copy.documents == copy.bundle
    world.page.refresh_from_db()
    world.page.save_revision().publish()
    world.work()
    assert copy.follow() == 1
    assert copy.documents == copy.bundle


def test_a_publication_between_two_questions_is_told(world: World) -> None:
    """Who has everything is given a cursor that nothing slips past, whoever publishes while it is made."""
    copy = Copy()
    copy.follow()
    world.type("About this site.", "Om webbplatsen.")
    to_come = [world.publish]

    def meanwhile(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = execute(sql, params, many, context)
        if to_come and '"content_id"' in sql and '"change" >' in sql:
            to_come.pop()()
        return found

    with connection.execute_wrapper(meanwhile):
        told = copy.follow()
    assert not to_come
    assert told + copy.follow() == 1
    assert "Om webbplatsen." in str(copy.read.json(f"{HERE}sv/bundle"))
    assert copy.documents == copy.bundle


def test_an_order_in_the_navigation_is_no_change_of_a_document(world: World) -> None:
    """It is the manifest's; a path that changes is one."""
    world.add_page("Contact", "Write to us.")
    world.submit()
    world.work()
    world.publish()
    copy = Copy()
    copy.follow()
    world.page.refresh_from_db()
    world.page.move(world.first, pos="last-child")
    world.work()
    assert copy.follow() == 0


def test_long_feeds_come_in_parts_that_do_not_cut_a_publication(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks on until it is complete has what the bundle has."""
    for number in range(7):
        world.add_page(f"Page{number}", f"Sentence {number}.")
        world.submit()
        world.work()
        world.publish()
    monkeypatch.setattr("cms.delivery.feed.A_PAGE", 3)
    copy = Copy()
    assert copy.follow() >= 9
    assert copy.documents == copy.bundle
    for number in range(7):
        world.type(f"Sentence {number}.", f"Mening {number}.")
    world.publish()
    found = copy.read.json(f"{copy.address}changes?since={copy.cursor}")
    assert (len(found["documents"]), found["complete"]) == (7, True)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("since=x", "wrong-cursor"),
        ("since=", "wrong-cursor"),
        ("since=MTow", "wrong-cursor"),
        ("since=" + "A" * 5000, "wrong-cursor"),
        ("since=%00", "wrong-cursor"),
        ("since=å", "wrong-cursor"),
        ("until=1", "unknown-parameter"),
        ("since=x&since=y", "repeated-parameter"),
    ],
)
def test_what_is_no_cursor_is_refused(world: World, asked: str, code: str) -> None:
    """With a sentence that says what to do."""
    status, problem = Reader(Visitor()).problem(f"{HERE}sv/changes?{asked}")
    assert (status, problem["code"]) == (400, code)


def test_a_cursor_of_another_edition_or_of_the_future_is_refused(world: World) -> None:
    """Going on from it would lose what it does not know."""
    fi = add_edition(world.programme, code="fi", status="published", maximum_missing=None)
    world.submit()
    publish_edition(fi, progress=lambda *_: None)
    copy = Copy("fi")
    copy.follow()
    status, problem = copy.read.problem(f"{HERE}sv/changes?since={copy.cursor}")
    assert (status, problem["code"]) == (400, "wrong-cursor")
    assert "another edition" in problem["detail"]
    from cms.delivery.feed import cursor_of

    later = cursor_of(world.edition, 10**9)
    assert "later state" in copy.read.problem(f"{HERE}sv/changes?since={later}")[1]["detail"]


def test_an_edition_that_is_not_published_has_neither(world: World) -> None:
    """Whatever cursor somebody kept."""
    copy = Copy()
    copy.follow()
    Edition.objects.filter(pk=world.edition.pk).update(status="draft")
    for address in ("bundle", "changes", f"changes?since={copy.cursor}"):
        assert copy.read.problem(f"{copy.address}{address}")[0] == 404


def test_the_feed_costs_few_queries(world: World, django_assert_max_num_queries: Any) -> None:
    """However many documents there are; the bundle is read once for each state."""
    read = Reader(Visitor())
    cursor = read.json(f"{HERE}sv/bundle")["cursor"]
    with django_assert_max_num_queries(1):
        read(f"{HERE}sv/bundle")
    with django_assert_max_num_queries(3):
        read(f"{HERE}sv/changes?since={cursor}")
