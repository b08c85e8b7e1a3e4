"""A session ends: without its person, in any case after two weeks, and with its password or account."""

from __future__ import annotations

from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from cms.security.sessions import BEGAN, EVERY, SEEN
from tests.people import PASSWORD, client_of, person
from translation_workflow.editions.roles import Role
from translation_workflow.jobs.work import duties

pytestmark = pytest.mark.django_db


@pytest.fixture
def siv() -> Any:
    return person(Role.COORDINATOR, name="siv")


def signed_in(name: str = "siv", **sent: str) -> Client:
    client = Client()
    answer = client.post(reverse("wagtailadmin_login"), {"username": name, "password": PASSWORD, **sent})
    assert answer.status_code == 302
    return client


def passes(client: Client, *, began: timedelta = timedelta(), seen: timedelta = timedelta()) -> None:
    """Let a session have begun, and its person have been there, so long ago."""
    session = client.session
    session[BEGAN] -= began.total_seconds()
    session[SEEN] -= seen.total_seconds()
    session.save()


def is_in(client: Client) -> bool:
    answer = client.get(reverse("wagtailadmin_home"))
    assert answer.status_code in (200, 302)
    if answer.status_code == 302:
        assert answer["Location"].startswith(reverse("wagtailadmin_login"))
    return bool(answer.status_code == 200)


@pytest.mark.parametrize("remember", ["", "on"])
def test_the_cookie_is_for_this_site_and_no_script(siv: Any, remember: str) -> None:
    """It holds until the browser is closed, or half a day where somebody wants to be remembered."""
    cookie = signed_in(remember=remember).cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie["max-age"] == (12 * 3600 if remember else "")


def test_what_is_stored_ends_half_a_day_later(siv: Any) -> None:
    """Also where the browser keeps its cookie: the server forgets it."""
    signed_in()
    left = Session.objects.get().expire_date - now()
    assert timedelta(hours=11) < left <= timedelta(hours=12)


def test_half_a_day_without_its_person_ends_a_session(siv: Any) -> None:
    """Whoever comes back is told so where they sign in, and comes to where they were."""
    client = signed_in()
    passes(client, began=timedelta(hours=13), seen=timedelta(hours=12))
    answer = client.get(reverse("wagtailadmin_account"), follow=True)
    assert answer.redirect_chain[0][0] == f"{reverse('wagtailadmin_login')}?next=/admin/account/"
    assert "Your session has ended. Sign in again to go on." in answer.content.decode()
    assert not Session.objects.filter(session_key=client.session.session_key, session_data__gt="").exists()


def test_work_keeps_a_session(siv: Any) -> None:
    """Somebody who does something each hour stays; what is noted then holds for half a day again."""
    client = signed_in()
    for _hour in range(30):
        passes(client, began=timedelta(hours=1), seen=timedelta(hours=1))
        assert is_in(client)
    assert now().timestamp() - client.session[SEEN] < 60


def test_two_weeks_end_a_session_in_any_case(siv: Any) -> None:
    """However much is done in it."""
    client = signed_in()
    passes(client, began=timedelta(days=13, hours=23))
    assert is_in(client)
    passes(client, began=timedelta(hours=1))
    assert not is_in(client)


def test_an_open_page_by_itself_keeps_no_session(siv: Any) -> None:
    """Wagtail's editor asks every few seconds who else is there, also when its person went home."""
    client = signed_in()
    passes(client, seen=timedelta(hours=11))
    before = client.session[SEEN]
    client.post(reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", 1, 1]))
    assert client.session[SEEN] == before


def test_a_session_from_before_begins_now(siv: Any) -> None:
    """One that knows nothing of its beginning, from an older version, gets one."""
    client = signed_in()
    session = client.session
    del session[BEGAN], session[SEEN]
    session.save()
    assert is_in(client)
    assert BEGAN in client.session


def test_a_new_password_ends_the_sessions_of_the_old_one(siv: Any) -> None:
    """Of all browsers but those in which it is changed."""
    client = signed_in()
    assert is_in(client)
    siv.set_password("another long enough password")
    siv.save()
    assert not is_in(client)


def test_a_closed_account_ends_its_sessions(siv: Any) -> None:
    """At the next request, looked at or sent to."""
    client = signed_in()
    siv.is_active = False
    siv.save()
    assert not is_in(client)
    assert client.post(reverse("people:home"), {"mail": "x@example.org"}).status_code == 302


def test_a_session_costs_no_statement_of_its_own(siv: Any) -> None:
    """But one in ten minutes, that its person is there."""
    client = client_of(siv)
    url = reverse("wagtailadmin_sprite")
    with CaptureQueriesContext(connection) as at_once:
        client.get(url)
    assert not [one for one in at_once if one["sql"].startswith("UPDATE")]
    passes(client, seen=EVERY)
    with CaptureQueriesContext(connection) as later:
        client.get(url)
    assert len([one for one in later if one["sql"].startswith("UPDATE")]) == 1


def test_readers_have_no_session() -> None:
    """Nothing is looked up for them, and nothing set: neither on pages nor in the API."""
    client = Client()
    with CaptureQueriesContext(connection) as asked:
        answers = [client.get("/"), client.get("/api/v1/")]
    assert not [one for one in asked if "session" in one["sql"] or "axes" in one["sql"]]
    assert not any(answer.cookies for answer in answers)


def test_what_is_stored_of_ended_sessions_goes(siv: Any) -> None:
    """The worker deletes once a day what nobody can use any more, and nothing else."""
    here, gone = signed_in(), signed_in()
    ended = Session.objects.filter(pk=gone.session.session_key)
    ended.update(expire_date=now() - timedelta(seconds=1))
    next(duty.act for duty in duties(Event()) if duty.alone == "sessions")()
    assert not ended.exists()
    assert here.get(reverse("wagtailadmin_home")).status_code == 200
