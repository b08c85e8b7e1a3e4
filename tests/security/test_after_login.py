"""Whoever signs in goes on to a page of ours, whatever the address says that led them there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import PASSWORD, client_of, person
from translation_workflow.editions.roles import Role

pytestmark = pytest.mark.django_db

ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "https:///evil.example",
    "http://testserver@evil.example",
    "http://testserver.evil.example",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\tscript:alert(1)",
    "\x08//evil.example",
    "data:text/html,<script>alert(1)</script>",
    " //evil.example",
    "\t//evil.example",
    "/\t/evil.example",
    "%2F%2Fevil.example",
    "/%09/evil.example",
    "/%5cevil.example",
    "//evil.example/%2e%2e",
    "ftp://testserver/",
]


@pytest.fixture
def siv() -> Any:
    return person(Role.COORDINATOR, name="siv")


def is_ours(location: str) -> bool:
    """Whether a browser stays on our host that is sent there: browsers read a backslash as a slash."""
    parts = urlsplit(urljoin("http://testserver/admin/login/", location.replace("\\", "/")))
    return (parts.scheme, parts.netloc) == ("http", "testserver") and location.isprintable()


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_signing_in_leads_nowhere_else(siv: Any, elsewhere: str) -> None:
    """Sent with the form, said in the address, or asked by somebody who is signed in already."""
    url, sent = reverse("wagtailadmin_login"), {"username": "siv", "password": PASSWORD}
    answers = [
        Client().post(url, {**sent, "next": elsewhere}),
        Client().post(url, sent, query_params={"next": elsewhere}),
        client_of(siv).get(url, {"next": elsewhere}),
    ]
    for answer in answers:
        assert answer.status_code == 302
        assert is_ours(answer["Location"])


def test_signing_in_leads_to_where_somebody_wanted_to_be(siv: Any) -> None:
    """A page of ours is gone to."""
    sent = {"username": "siv", "password": PASSWORD, "next": "/admin/account/?tab=1"}
    assert Client().post(reverse("wagtailadmin_login"), sent)["Location"] == "/admin/account/?tab=1"


@pytest.mark.parametrize("elsewhere", ELSEWHERE[:12])
def test_the_form_carries_no_address_that_runs(elsewhere: str) -> None:
    """What the address says stands in the form as a value, and is nothing else."""
    told = Client().get(reverse("wagtailadmin_login"), {"next": f'{elsewhere}"><script>alert(1)</script>'})
    assert b"<script>alert(1)" not in told.content
