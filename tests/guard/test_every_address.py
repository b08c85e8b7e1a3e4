"""Every address of the admin, with each role, looked at and sent to, with things of each edition."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from tests.people import client_of
from translation_workflow.guard.table import OWN as ROOMS
from translation_workflow.guard.table import TABLE, rule_for

from .addresses import addresses
from .stage import OTHER, SECRET, Stage, fingerprint
from .walk import (
    LOG_IN,
    NOT_FOUND,
    PARTNERS,
    REACH,
    REFUSED,
    THROUGH,
    WITHOUT_ACCOUNT,
    Asked,
    all_asked,
    answered,
    expected,
    place_of,
    writes,
)

pytestmark = pytest.mark.django_db

GUARD = "translation_workflow.guard.middleware"
# One ends the session, the other is an error on purpose.
NOT_SENT = ("wagtailadmin_logout", "wagtailadmin_error_test")
# Who is here, and since when: written by whoever looks.
OF_VISITS = {"django_session", "wagtailadmin_editingsession", "overview_visit"}


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_every_address_is_in_the_table() -> None:
    """Also those of Wagtail's and the engine's next version; and the table has none that is not there."""
    names = {address.name for address in addresses() if address.name}
    assert [name for name in sorted(names) if rule_for(name) is None] == []
    plain = {name for name in TABLE if "*" not in name}
    optional = {name for name in plain if name.startswith(("wagtailsnippets", "wagtailadmin_"))}
    assert sorted(plain - names - optional) == []
    rooms = {name.partition(":")[0] for name in names}
    assert {name.partition(":")[0] for name in ROOMS if name.endswith("*")} >= rooms & {
        "desk",
        "talk",
        "audit",
    }


def test_a_name_that_nobody_wrote_down_is_refused() -> None:
    """However much it looks like one that somebody did."""
    for name in (
        "wagtail_localize:new",
        "wagtailsnippets_pages_tool:new",
        "wagtailadmin_pages:new",
        "new:home",
    ):
        assert rule_for(name) is None


@pytest.mark.alike("who may come where is decided before a database is asked")
@pytest.mark.parametrize("who", [*WITHOUT_ACCOUNT, *REACH])
def test_each_role_comes_where_the_table_lets_it(
    stage: Stage, who: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Refused requests change nothing, and nothing of another edition is shown to a partner."""
    caplog.set_level(logging.WARNING, GUARD)
    client, user = _client(stage, who)
    wrong, before = [], fingerprint()
    sent = set(NOT_SENT)
    places: set[tuple[str, ...]] = set()
    for asked in all_asked(stage):
        awaited, answer = expected(who, asked), answered(user, asked)
        if answer != awaited:
            wrong.append(f"{who} {asked}: {answer}, not {awaited}")
        place = place_of(asked, answer)
        if place not in places and asked.name not in sent:
            places.add(place)
            wrong += [f"{who} {asked}: {what}" for what in _amiss(client, who, asked, awaited, caplog)]
    assert "\n".join(wrong) == ""
    after = fingerprint()
    assert {table for table in before if before[table] != after[table]} == set()


def _client(stage: Stage, who: str) -> tuple[Client, Any]:
    if who == "anonymous":
        return Client(raise_request_exception=False), AnonymousUser()
    user = stage.people["reviewer" if who == "deactivated" else who]
    client = client_of(user, raise_request_exception=False)
    if who == "deactivated":
        user.is_active = False
        user.save()
    return client, get_user_model().objects.get(pk=user.pk)


def _amiss(client: Client, who: str, asked: Asked, awaited: str, caplog: Any) -> Iterator[str]:
    """Send a whole request, take back what it did, and yield what is wrong with its answer."""
    caplog.clear()
    with writes() as tables:
        answer = getattr(client, asked.method)(asked.url)
        words = "" if answer.streaming else answer.content.decode(errors="replace")
    told = [record for record in caplog.records if record.name == GUARD]
    if _seen(answer, told) != awaited:
        yield f"seen as {_seen(answer, told)} ({answer.status_code}), not {awaited}"
    # Without things of an edition in its address, a room shows each the own ones.
    is_foreign = awaited != THROUGH or (who in PARTNERS and asked.is_ours and asked.target == OTHER)
    if is_foreign and tables - OF_VISITS:
        yield f"writes {sorted(tables - OF_VISITS)}"
    if is_foreign and awaited == THROUGH and answer.status_code < 300:
        yield f"comes into another edition's room ({answer.status_code})"
    if answer.status_code == 500 and asked.method == "get":
        yield "an error"
    if awaited == THROUGH and who not in ("coordinator", "stranger", *WITHOUT_ACCOUNT) and SECRET in words:
        yield "shows the other edition"


def _seen(answer: Any, told: list[Any]) -> str:
    """What a request was answered, as its sender sees it, and whether that was the guard."""
    if answer.status_code == 302 and answer["Location"].startswith(reverse("wagtailadmin_login")):
        return LOG_IN
    if not told:
        return THROUGH
    assert answer.status_code in (302, 403, 404)
    return NOT_FOUND if answer.status_code == 404 else REFUSED
