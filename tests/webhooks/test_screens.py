"""Coordinators keep the endpoints of their editions, see what was answered, and send again."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.webhooks.deliver import deliver_due
from cms.webhooks.models import Delivery, Endpoint
from cms.webhooks.outbox import ping
from cms.webhooks.screens.forms import MOST
from tests.catalogues.screening import client_of, partner_of, world_with_pages
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition

from .receiver import Receiver, answering
from .subscribed import follow, follow_all, states

pytestmark = pytest.mark.django_db
SENTENCE = "which is not on the public internet"


@pytest.fixture
def world() -> World:
    return world_with_pages("fi")


@pytest.fixture
def client(world: World) -> Client:
    """Rut's, who publishes `towns/sv` and nothing else."""
    return client_of(partner_of(world.edition, name="rut", role="reviewer"))


@pytest.fixture
def keeper(world: World) -> Client:
    """A superuser's."""
    return client_of(get_user_model().objects.create_superuser("ada", "ada@example.org", "word"))


def url(name: str, endpoint: Endpoint | None = None, number: int | None = None) -> str:
    args = [one for one in (endpoint and endpoint.pk, number) if one is not None]
    return reverse(f"webhooks:{name}", args=args)


def words(answer: Any) -> str:
    text: str = answer.content.decode()
    return text.replace("&#x27;", "'")


def test_an_endpoint_is_added_and_its_secret_shown_once(world: World, client: Client) -> None:
    """To nobody else, and not again when the page is loaded anew."""
    sent = {"about": f"edition-{world.edition.pk}", "url": "https://partner.example/h", "note": "Their site"}
    answer = client.post(url("add"), sent)
    endpoint = Endpoint.objects.get()
    assert (endpoint.edition, endpoint.url, endpoint.is_on) == (world.edition, sent["url"], True)
    assert getattr(endpoint.made_by, "username", "") == "rut"
    shown = client.get(answer["location"])
    assert endpoint.secret in words(shown)
    assert "no-store" in shown["cache-control"]
    again = words(client.get(answer["location"]))
    assert endpoint.secret not in again
    assert "make a new one" in again
    for name in ("endpoint", "change"):
        assert endpoint.secret not in words(client.get(url(name, endpoint)))


def test_a_new_secret_is_shown_once_and_the_old_one_is_good_for_a_day(world: World, client: Client) -> None:
    """So that the receiver can change in its own time."""
    endpoint = follow(world.edition)
    old = endpoint.secret
    assert "24 hours" in words(client.get(url("rotate", endpoint)))
    shown = words(client.post(url("rotate", endpoint), follow=True))
    endpoint.refresh_from_db()
    assert endpoint.secret != old == endpoint.former_secret
    assert endpoint.secret in shown
    assert old not in shown
    assert "the former one signs, too" in words(client.get(url("endpoint", endpoint)))


@pytest.mark.parametrize("address", ["https://127.0.0.1/h", "https://0x7f.1/", "https://[::ffff:10.0.0.1]/"])
def test_an_inner_address_is_refused_and_nothing_typed_is_lost(
    world: World, client: Client, address: str
) -> None:
    """With the reason beside the field; nothing is stored."""
    sent = {"about": f"edition-{world.edition.pk}", "url": address, "note": "Their own site"}
    answer = words(client.post(url("add"), sent))
    assert SENTENCE in answer
    assert 'value="Their own site"' in answer
    assert address in answer
    assert not Endpoint.objects.exists()


def test_a_changed_address_is_judged_as_a_new_one(world: World, client: Client) -> None:
    """What was stored stays."""
    endpoint = follow(world.edition)
    refused = words(client.post(url("change", endpoint), {"url": "http://partner.example/"}))
    assert "An address begins with https://." in refused
    endpoint.refresh_from_db()
    assert endpoint.url == "https://partner.example/hooks"
    client.post(
        url("change", endpoint), {"url": "https://new.example/", "note": "New", "about": "programme-1"}
    )
    endpoint.refresh_from_db()
    assert (endpoint.url, endpoint.note, endpoint.edition) == ("https://new.example/", "New", world.edition)


@pytest.mark.parametrize("other", ["fi", "en", "all"])
def test_nobody_adds_an_endpoint_for_what_is_not_theirs(world: World, client: Client, other: str) -> None:
    """Neither another edition, nor the master's, nor the whole programme."""
    assert Edition.objects.count() == 3
    about = (
        f"programme-{world.programme.pk}"
        if other == "all"
        else f"edition-{Edition.objects.get(code=other).pk}"
    )
    answer = client.post(url("add"), {"about": about, "url": "https://partner.example/"})
    assert answer.status_code == 200
    assert not Endpoint.objects.exists()
    assert about not in words(client.get(url("add")))


def test_what_is_not_theirs_is_not_found(world: World, client: Client, receiver: Receiver) -> None:
    """No screen and no button, of another edition's endpoint or the programme's; nothing comes of it."""
    foreign = [follow(Edition.objects.get(code="fi"), receiver.url), follow_all(world, receiver.url)]
    for endpoint in foreign:
        row = ping(endpoint)
        for name in ("endpoint", "change", "delete", "rotate", "secret"):
            assert client.get(url(name, endpoint)).status_code == 404
            assert client.post(url(name, endpoint), {"url": "https://mine.example/"}).status_code in (
                404,
                405,
            )
        for name in ("ping", "switch", "replay"):
            assert client.post(url(name, endpoint), {"all": "1", "on": "0"}).status_code == 404
        assert client.get(url("delivery", endpoint, row.pk)).status_code == 404
        assert endpoint.url not in words(client.get(url("home")))
    assert Endpoint.objects.filter(is_on=True, former_secret="").count() == 2
    assert Delivery.objects.count() == 2


def test_a_delivery_is_found_below_its_own_endpoint_only(world: World, client: Client) -> None:
    """A number of another's is none of ours: neither shown nor sent again."""
    own, foreign = follow(world.edition), follow(Edition.objects.get(code="fi"))
    row = ping(foreign)
    Delivery.objects.update(state="dead")
    assert client.get(url("delivery", own, row.pk)).status_code == 404
    client.post(url("replay", own), {"delivery": row.pk})
    client.post(url("replay", own), {"all": "1"})
    assert states() == ["dead"]


def test_who_only_translates_does_not_come_in(world: World) -> None:
    """Nor sees the menu; somebody without an account is asked for one."""
    translator = client_of(partner_of(world.edition))
    home = reverse("wagtailadmin_home")
    assert translator.get(url("home")).status_code == 302
    assert translator.get(url("home"), follow=True).redirect_chain[-1][0] == home
    assert url("home") not in words(translator.get(home))
    assert "/login/" in Client().get(url("home"))["location"]


def test_a_superuser_sees_all_and_may_follow_a_whole_programme(world: World, keeper: Client) -> None:
    """The master's own edition, too."""
    for about in (f"programme-{world.programme.pk}", f"edition-{world.master.pk}"):
        keeper.post(url("add"), {"about": about, "url": "https://partner.example/"})
    assert [endpoint.about for endpoint in Endpoint.objects.order_by("pk")] == ["towns/*", "towns/en"]
    home = words(keeper.get(url("home")))
    assert "towns/*" in home
    assert url("home") in words(keeper.get(reverse("wagtailadmin_home")))


def test_an_edition_has_so_many_endpoints_and_no_more(world: World, client: Client) -> None:
    """Every publication writes a row for each."""
    for number in range(MOST):
        follow(world.edition, f"https://partner.example/{number}")
    sent = {"about": f"edition-{world.edition.pk}", "url": "https://partner.example/more"}
    assert "Delete one." in words(client.post(url("add"), sent))
    assert Endpoint.objects.count() == MOST


def test_a_test_message_and_its_answer_are_shown(world: World, client: Client, receiver: Receiver) -> None:
    """As the receiver said it, and as a text only."""
    endpoint = follow(world.edition, receiver.url)
    receiver.behave = answering(200, b"<script>alert(1)</script>")
    sent = client.post(url("ping", endpoint))
    assert "It was not sent yet." in words(client.get(sent["location"]))
    deliver_due()
    shown = words(client.get(sent["location"]))
    assert "It answered 200." in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "webhook.ping" in shown


def test_a_switched_off_endpoint_gets_no_test_message(world: World, client: Client) -> None:
    """Said, and not written; once on again it does."""
    endpoint = follow(world.edition, off_because="It answered 410.")
    client.post(url("switch", endpoint), {"on": "0"})
    assert "Switch it on" in words(client.post(url("ping", endpoint), follow=True))
    assert not Delivery.objects.exists()
    client.post(url("switch", endpoint), {"on": "1"})
    endpoint.refresh_from_db()
    assert (endpoint.is_on, endpoint.off_because) == (True, "")


def test_one_or_all_are_sent_again(world: World, client: Client, receiver: Receiver) -> None:
    """What was given up, what was delivered, and at once what pauses."""
    endpoint = follow(world.edition, receiver.url)
    rows = [ping(endpoint) for _ in range(4)]
    Delivery.objects.update(state="dead", attempts=9)
    Delivery.objects.filter(pk=rows[3].pk).update(state="delivered")
    assert "all 3 messages" in words(client.get(url("endpoint", endpoint)))
    client.post(url("replay", endpoint), {"delivery": rows[3].pk})
    assert states() == ["dead", "dead", "dead", "waiting"]
    told = words(client.post(url("replay", endpoint), {"all": "1"}, follow=True))
    assert "3 messages are sent again." in told
    assert set(Delivery.objects.values_list("state", "attempts")) == {("waiting", 0)}
    deliver_due()
    deliver_due()
    assert {one.message for one in receiver.received} == {row.message for row in rows}
    receiver.behave = answering(500)
    last = ping(endpoint)
    deliver_due()
    assert "Try now" in words(client.get(url("endpoint", endpoint)))
    client.post(url("replay", endpoint), {"delivery": last.pk})
    assert deliver_due() == 1


@pytest.mark.parametrize("number", ["", "x", "-1", "²", "9" * 18, "9" * 40])
def test_a_wrong_number_sends_nothing(world: World, client: Client, number: str) -> None:
    """And is no error of ours."""
    endpoint = follow(world.edition)
    answer = client.post(url("replay", endpoint), {"delivery": number}, follow=True)
    assert "There is nothing to send again." in words(answer)


def test_deliveries_are_filtered(world: World, client: Client) -> None:
    """By state and by message; what there is no such state of, is not heard."""
    endpoint = follow(world.edition)
    ping(endpoint)
    Delivery.objects.update(state="dead")
    world.edition.status = "retired"
    world.edition.save()

    def shown(**asked: str) -> int:
        return words(client.get(url("endpoint", endpoint), asked)).count("webhooks-row")

    assert (shown(), shown(state="dead"), shown(state="waiting"), shown(state="delivered")) == (2, 1, 1, 0)
    assert shown(state="dead", event="edition.unpublished") == 0
    assert (shown(state="nonsense"), shown(event="edition.unpublished")) == (2, 1)


def test_an_endpoint_is_deleted_after_a_question(world: World, client: Client) -> None:
    """With what was sent to it."""
    endpoint = follow(world.edition)
    ping(endpoint)
    assert "does not come back" in words(client.get(url("delete", endpoint)))
    assert Endpoint.objects.exists()
    client.post(url("delete", endpoint))
    assert not Endpoint.objects.exists()
    assert not Delivery.objects.exists()


def test_who_lost_the_edition_lost_its_endpoints(world: World, client: Client) -> None:
    """At once, in the same session."""
    endpoint = follow(world.edition)
    assert client.get(url("endpoint", endpoint)).status_code == 200
    get_user_model().objects.get(username="rut").groups.clear()
    assert client.get(url("endpoint", endpoint)).status_code in (302, 403, 404)


def test_screens_ask_the_database_as_often_for_many_as_for_one(world: World, client: Client) -> None:
    """Endpoints on the first, deliveries with their answers on the second."""
    endpoint = follow(world.edition)
    ping(endpoint)
    counts = []
    for _ in range(2):
        counted = []
        for address in (url("home"), url("endpoint", endpoint)):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counted.append(len(queries))
        counts.append(counted)
        for number in range(10):
            ping(endpoint)
            follow(world.edition, f"https://partner.example/{number}")
    assert counts[0] == counts[1]
