"""What happens to an edition is written into the outbox, in the transaction that did it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.delivery.documents.write import Change
from cms.delivery.feed import changes_of, cursor_of, number_in, number_of
from cms.webhooks.messages import MOST_NAMED, documents_changed
from cms.webhooks.models import Delivery
from cms.webhooks.outbox import tell_of_changes
from tests.catalogues.screening import client_of
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition

from .subscribed import change, follow, follow_all, published_world, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return published_world()


def test_a_publication_tells_what_changed_and_where_to_read_on(world: World) -> None:
    """Keys and paths, and the cursor after which `changes` has nothing more."""
    follow(world.edition)
    before = number_of(world.edition)
    change(world)
    [message] = told()
    assert message["type"] == "documents.changed"
    data = message["data"]
    assert data["published"] == [{"key": str(world.page.translation_key), "path": "/legal/"}]
    assert (data["programme"], data["edition"], data["unpublished"]) == ("towns", "sv", [])
    assert (data["count"], data["complete"]) == (1, True)
    number = number_in(data["cursor"], world.edition)
    assert number == number_of(world.edition) > before
    assert changes_of(world.edition, since=number).bodies == []


def test_one_publication_is_one_message(world: World) -> None:
    """The master's, by Wagtail's own button; the edition's words, and so its document, are as before."""
    change(world)
    follow_all(world)
    world.page.refresh_from_db()
    world.page.body = [block("Legal", "text", "<p>About this other site.</p>")]
    world.page.save_revision().publish()
    world.work()
    assert [(one["type"], one["data"]["edition"]) for one in told()] == [("documents.changed", "en")]


def test_what_is_unpublished_is_told(world: World) -> None:
    """By the key that it had, and the path."""
    follow(world.edition)
    world.page.refresh_from_db()
    world.page.unpublish()
    world.work()
    gone = [one for message in told() for one in message["data"]["unpublished"]]
    assert gone == [{"key": str(world.page.translation_key), "path": "/legal/"}]


def test_everybody_who_subscribed_is_told_the_same(world: World) -> None:
    """The one of the edition and the one of the programme; who is off, or follows another, is not."""
    other = add_edition(world.programme, code="fi", status="published")
    one, two = follow(world.edition), follow_all(world)
    follow(other)
    follow(world.edition, is_on=False)
    change(world)
    rows = Delivery.objects.order_by("endpoint_id")
    assert [row.endpoint for row in rows] == [one, two]
    assert len(set(rows.values_list("message", "body"))) == 1


def test_a_publication_taken_back_tells_nothing(world: World) -> None:
    """The outbox is of the same transaction."""
    follow(world.edition)
    with transaction.atomic():
        change(world)
        assert Delivery.objects.exists()
        transaction.set_rollback(True)
    assert not Delivery.objects.exists()


def test_nobody_is_told_of_an_edition_that_nobody_may_read(world: World) -> None:
    """What a draft edition prepares is its own business, until it is published."""
    follow(world.edition)
    Edition.objects.filter(pk=world.edition.pk).update(status="draft")
    change(world)
    assert told() == []
    world.edition.refresh_from_db()
    world.edition.status = "published"
    world.edition.save()
    [message] = told()
    assert (message["type"], message["data"]) == (
        "edition.published",
        {
            "programme": "towns",
            "edition": "sv",
            "cursor": cursor_of(world.edition, number_of(world.edition)),
        },
    )


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_an_edition_that_goes_is_told(world: World, status: str) -> None:
    """Once: to save it again, or to save something else, tells nothing."""
    follow(world.edition)
    world.edition.partner = "Somebody"
    world.edition.save()
    assert told() == []
    world.edition.status = status
    world.edition.save()
    world.edition.save()
    [message] = told()
    assert message["type"] == "edition.unpublished"
    assert message["data"] == {"programme": "towns", "edition": "sv"}


def test_a_status_set_in_the_admin_is_told(world: World, admin_user: object) -> None:
    """By the form that coordinators have."""
    follow(world.edition)
    client = client_of(admin_user)
    url = f"/admin/editions/edit/{world.edition.pk}/"
    form = client.get(url).context["form"]
    sent = {name: "" if value is None else value for name, value in form.initial.items()}
    answer = client.post(url, sent | {"status": "retired"})
    assert answer.status_code == 302
    assert [message["type"] for message in told()] == ["edition.unpublished"]


def test_a_new_edition_and_one_that_is_deleted_are_told(world: World) -> None:
    """To who follows the whole programme; rows of the outbox outlive an edition's."""
    follow_all(world)
    other = add_edition(world.programme, code="fi", status="published")
    other.delete()
    assert [(message["type"], message["data"]["edition"]) for message in told()] == [
        ("edition.published", "fi"),
        ("edition.unpublished", "fi"),
    ]


def test_a_status_that_is_not_saved_tells_nothing(world: World) -> None:
    """A save of other columns leaves the status as it is."""
    follow(world.edition)
    world.edition.status = "retired"
    world.edition.save(update_fields=["partner"])
    assert told() == []


def test_an_edition_and_what_is_told_of_it_go_together(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the outbox cannot be written, the edition is not retired, by whatever saved it."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no outbox")

    follow(world.edition)
    monkeypatch.setattr(Delivery.objects, "bulk_create", broken)
    world.edition.status = "retired"
    with pytest.raises(RuntimeError):
        world.edition.save()
    assert Edition.objects.get(pk=world.edition.pk).status == "published"


def a_change(edition: Edition, number: int) -> Change:
    return Change(edition.pk, uuid4(), f"/{'long-' * 100}{number}/", is_live=number % 2 == 0, number=7)


def test_a_great_publication_makes_a_short_message(world: World) -> None:
    """The first hundred are named; `complete` says that there are more, which `changes` has."""
    changes = [a_change(world.edition, number) for number in range(5000)]
    message = documents_changed(world.edition, changes, at=timezone.now())
    assert len(message.body) < 100_000
    follow(world.edition)
    tell_of_changes(changes, {world.edition.pk: world.edition})
    data = told()[0]["data"]
    assert len(data["published"]) + len(data["unpublished"]) == MOST_NAMED
    assert (data["complete"], data["count"]) == (False, 5000)


def test_publishing_pays_one_query_where_nobody_listens_and_two_where_somebody_does(world: World) -> None:
    """However many documents and subscribers."""
    editions = {edition.pk: edition for edition in (world.edition, world.master)}
    changes = [a_change(edition, number) for edition in editions.values() for number in range(50)]
    with CaptureQueriesContext(connection) as queries:
        tell_of_changes(changes, editions)
    assert len(queries) == 1
    for number in range(20):
        follow(world.edition, f"https://partner.example/{number}")
    follow_all(world)
    with CaptureQueriesContext(connection) as queries:
        tell_of_changes(changes, editions)
    assert len(queries) == 2
    assert Delivery.objects.count() == 22
