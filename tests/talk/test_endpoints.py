"""The endpoints of talk take JSON, answer with JSON, and let in only who has a part in it."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.people import client_of, person, take
from translation_workflow.talk.models import Remark, Thread

from .town import ODD, TalkTown, post

pytestmark = pytest.mark.django_db


def ask_url(town: TalkTown) -> str:
    return town.url("ask", town.sv.pk, town.whole.key)


def test_a_question_is_asked_and_comes_back_as_html() -> None:
    """The answer is the whole thread as it is now, ready to be put into a page, and markup in it is text."""
    town = TalkTown()
    place = town.place()
    answer = post(town.client(town.siv), ask_url(town), text=ODD, context=place.context, string=place.string)
    assert answer.status_code == 200
    thread = Thread.objects.get()
    assert answer.json()["thread"] == thread.pk
    html = answer.json()["html"]
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html
    assert thread.is_question
    said = post(town.client(town.ann), town.url("answer", thread.pk), text="Lime trees.")
    assert "Lime trees." in said.json()["html"]
    assert post(town.client(town.siv), town.url("reply", thread.pk), text="Thanks.").status_code == 200
    assert post(town.client(town.siv), town.url("close", thread.pk)).status_code == 200
    thread.refresh_from_db()
    assert thread.closed_by == town.siv
    assert Remark.objects.count() == 3


def test_a_comment_is_no_question() -> None:
    """`kind` says which of the two it is; of a page as a whole the place is left out."""
    town = TalkTown()
    assert post(town.client(town.siv), ask_url(town), text="Lind.", kind="comment").status_code == 200
    assert not Thread.objects.get().is_question


def test_what_belongs_to_another_edition_is_not_found() -> None:
    """With swapped ids, without a role, after its loss, logged out: nothing is said, and nothing told."""
    town = TalkTown()
    thread = town.asked()
    fia, nobody = town.client(town.fia), client_of(person(None))
    siv = town.client(town.siv)
    urls = [ask_url(town), *(town.url(name, thread.pk) for name in ("reply", "answer", "close"))]
    for url in urls:
        answer = post(fia, url, text="Mine?")
        assert answer.status_code == 404, url
        assert "Which trees" not in answer.content.decode()
        # Wagtail's admin sends who may not enter it to its login.
        assert post(nobody, url, text="Mine?").status_code in (302, 403), url
        assert post(Client(), url, text="Mine?").status_code == 302, url
    assert post(siv, town.url("answer", thread.pk), text="As an author.").status_code == 404
    take(town.siv, "translator", town.sv)
    assert post(siv, town.url("reply", thread.pk), text="Still here?").status_code in (302, 403)
    assert Remark.objects.count() == 1
    assert Thread.objects.get().closed_at is None


def test_no_other_site_can_speak_for_somebody() -> None:
    """Without the token of the page nothing is taken."""
    town = TalkTown()
    thread = town.asked()
    siv = client_of(town.siv, enforce_csrf_checks=True)
    for url in (ask_url(town), *(town.url(name, thread.pk) for name in ("reply", "answer", "close"))):
        assert post(siv, url, text="Me.").status_code == 403
    assert Remark.objects.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        '"text"',
        '{"text": 5}',
        '{"text": "a", "context": "1"}',
        '{"text": "a", "context": true, "string": true}',
        '{"text": "a", "context": 99999999999999999999, "string": 1}',
        '{"text": "a", "context": -1, "string": 1}',
        '{"text": "a", "kind": "answer"}',
        '{"text": "a", "kind": ["question"]}',
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(body: str) -> None:
    """Other shapes than the promised one end in a sentence, and nothing is written."""
    town = TalkTown()
    answer = town.client(town.siv).post(ask_url(town), body, content_type="application/json")
    assert answer.status_code == 400
    assert "Load the page again" in answer.json()["detail"]
    assert not Thread.objects.exists()


def test_what_cannot_be_said_is_refused_in_a_sentence() -> None:
    """Nothing to say, too much, and a text that is gone: 422, with what to do."""
    town = TalkTown()
    place, siv = town.place(), town.client(town.siv)
    for sent, told in (
        ({"text": " "}, "write what you want to say"),
        ({"text": "x" * 2001}, "Shorten it by 1 character."),
        ({"text": "Hm?", "context": place.context, "string": 10**9}, "Load the page again"),
    ):
        answer = post(siv, ask_url(town), **sent)
        assert answer.status_code == 422
        assert told in answer.json()["detail"]
    assert not Thread.objects.exists()


def test_nothing_is_said_by_looking() -> None:
    """The endpoints take POST only."""
    town = TalkTown()
    thread = town.asked()
    for name in ("reply", "answer", "close"):
        assert town.client(town.ann).get(town.url(name, thread.pk)).status_code == 405


@pytest.mark.parametrize("sent", [b"[" * 100_000, b'{"text":' * 50_000, b"\xff", b"[]"])
def test_what_cannot_be_read_is_said(sent: bytes) -> None:
    """However deep or broken it is, the answer is a sentence."""
    town = TalkTown()
    answer = town.client(town.siv).post(ask_url(town), sent, content_type="application/json")
    assert answer.status_code == 400
    assert "cannot be read" in answer.json()["detail"]
