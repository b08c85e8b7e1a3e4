"""Who acts: in requests, in commands, and where nobody said so."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.functional import SimpleLazyObject

from tests.audit.reading import last
from translation_workflow.audit.acting import NOBODY, Actor, acting, actor
from translation_workflow.audit.commands import let_commands_say_who_acts
from translation_workflow.audit.middleware import WhoMiddleware
from translation_workflow.audit.models import Topic

ANNA = User(pk=7, username="anna")


def fail() -> None:
    assert actor() == Actor(7, "anna", "a test")
    raise ValueError("on purpose")


def test_nobody_acts_until_somebody_says_so() -> None:
    """And nobody does any more when the block ends, however it ends."""
    assert actor() == NOBODY
    with pytest.raises(ValueError, match="on purpose"), acting(user=ANNA, by="a test"):
        fail()
    assert actor() == NOBODY


def test_what_is_not_said_stays() -> None:
    """A step inside of somebody's work is theirs; the system's is nobody's."""
    with acting(user=ANNA, by="request x"):
        with acting(by="import 3"):
            assert actor() == Actor(7, "anna", "import 3")
        with acting(user=None, by="worker follow"):
            assert actor() == Actor(None, "", "worker follow")
        with acting(user=AnonymousUser()):
            assert actor() == Actor(None, "", "request x")


def test_threads_have_an_actor_of_their_own() -> None:
    """What one does is never written down as another's."""
    seen: list[Actor] = []
    with acting(user=ANNA):
        thread = threading.Thread(target=lambda: seen.append(actor()))
        thread.start()
        thread.join()
    assert seen == [NOBODY]


def test_a_request_looks_nobody_up() -> None:
    """Who is not known yet is not asked for: reading must cost no query."""
    asked: list[str] = []

    def look_up() -> Any:
        asked.append("user")
        return ANNA

    def answer(request: Any) -> HttpResponse:
        assert actor() == Actor(None, "", "request")
        assert not asked
        request._cached_user = request.user = ANNA
        assert actor() == Actor(7, "anna", "request")
        return HttpResponse()

    request = RequestFactory().get("/")
    visitor: Any = SimpleLazyObject(look_up)
    request.user = visitor
    WhoMiddleware(answer)(request)
    assert actor() == NOBODY


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/api/v1/", "/health/live", "/admin/login/"])
def test_visitors_cost_no_query_more(address: str, client: Client, settings: Any) -> None:
    """With and without the middleware, an address asks the database the same."""
    client.get(address)

    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return [query["sql"] for query in found]

    watched = asked()
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "audit" not in one]
    assert watched == asked()


@pytest.mark.django_db
def test_commands_are_wrapped_once() -> None:
    """However often the system is set up in a process."""
    let_commands_say_who_acts()
    with acting(user=User.objects.create_user("anna")):
        call_command("createsuperuser", interactive=False, username="root", email="", verbosity=0)
    entry = last(Topic.PERSON)
    assert (entry.user_name, entry.by) == ("anna", "command createsuperuser")


@pytest.mark.django_db
def test_long_names_are_cut() -> None:
    """Whatever a caller says, an entry is written."""
    with acting(user=User(pk=7, username="ö" * 150), by="ж*" * 300):
        Group.objects.create(name="a")
    assert last(Topic.GROUP).by == ("ж*" * 300)[:150]
    assert last(Topic.GROUP).user_name == "ö" * 150
