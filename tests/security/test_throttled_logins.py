"""Signing in: after too many wrong passwords from an address, whoever is there waits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.db.models import F
from django.test import Client
from django.urls import reverse

from cms.security.throttle import MOST_OF_AN_ADDRESS
from tests.people import PASSWORD, person
from translation_workflow.editions.roles import Role

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE, OFFICE = "192.0.2.7", "198.51.100.9", "8.8.8.8"


@pytest.fixture
def siv() -> Any:
    return person(Role.COORDINATOR, name="siv")


def sign_in(name: str, password: str, *, whence: str = HERE, **headers: Any) -> Any:
    sent = {"username": name, "password": password}
    return Client().post(reverse("wagtailadmin_login"), sent, REMOTE_ADDR=whence, **headers)


def fail(name: str, *, times: int, **options: Any) -> list[int]:
    return [sign_in(name, f"wrong {number}", **options).status_code for number in range(times)]


def comes_in(answer: Any) -> bool:
    return answer.status_code == 302 and bool(answer.wsgi_request.user.is_authenticated)


def test_the_fifth_wrong_password_closes_signing_in(siv: Any) -> None:
    """Then the right one is refused too, with a page that says why, how long, and what to do."""
    assert fail("siv", times=5) == [200, 200, 200, 200, 429]
    answer = sign_in("siv", PASSWORD)
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    told = answer.content.decode()
    assert "closed for 15 minutes. Then try again." in told
    assert "have a new one sent to you" in told
    assert "javascript:" not in told
    assert "siv" not in told


def test_the_page_speaks_the_visitors_language(siv: Any) -> None:
    """As the page does where they sign in; and it looks like that one."""
    fail("siv", times=5)
    answer = sign_in("siv", PASSWORD, HTTP_ACCEPT_LANGUAGE="sv")
    assert '<html lang="sv"' in answer.content.decode()
    assert "wagtailadmin/css/core" in answer.content.decode()


def test_a_stranger_elsewhere_locks_nobody_out(siv: Any) -> None:
    """Who fails as Siv at another address has to wait there; Siv comes in at hers."""
    assert fail("siv", times=8, whence=ELSEWHERE)[-1] == 429
    assert comes_in(sign_in("siv", PASSWORD))


def test_another_person_at_the_same_address_comes_in(siv: Any) -> None:
    """An office shares its address."""
    person(Role.COORDINATOR, name="per")
    assert fail("siv", times=5)[-1] == 429
    assert comes_in(sign_in("per", PASSWORD))


def test_one_password_is_not_tried_on_everybody(siv: Any) -> None:
    """All failures of a public address count together; those of our own proxy do not."""
    for whence in (OFFICE, "10.0.0.1"):
        AccessAttempt.objects.create(
            username="many", ip_address=whence, user_agent="x", failures_since_start=MOST_OF_AN_ADDRESS
        )
    assert sign_in("siv", PASSWORD, whence=OFFICE).status_code == 429
    assert comes_in(sign_in("siv", PASSWORD, whence="10.0.0.1"))


def test_success_forgets_failures(siv: Any) -> None:
    """Whoever comes in with the fourth password has five again."""
    fail("siv", times=4)
    assert comes_in(sign_in("siv", PASSWORD))
    assert fail("siv", times=4) == [200] * 4


def test_waiting_helps_and_trying_on_does_not_prolong_it(siv: Any) -> None:
    """A quarter of an hour after the fifth failure signing in is open again, whatever was tried meanwhile."""
    fail("siv", times=5)
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=14))
    assert fail("siv", times=3) == [429] * 3
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=2))
    assert comes_in(sign_in("siv", PASSWORD))


def test_another_browser_does_not_start_anew(siv: Any) -> None:
    """What a browser calls itself is its own saying."""
    codes = [sign_in("siv", "wrong", HTTP_USER_AGENT=f"browser {number}").status_code for number in range(5)]
    assert codes[-1] == 429


@pytest.mark.parametrize(
    ("proxies", "last"),
    [(0, 429), (1, 200)],
    ids=["nobody said that there is a proxy", "its own proxy says where they come from"],
)
def test_forwarded_addresses_count_as_the_deployment_says(
    siv: Any, settings: Any, proxies: int, last: int
) -> None:
    """Without proxies of ours the header is what a visitor says, and no new address for each attempt."""
    settings.PROXIES = proxies
    codes = [
        sign_in("siv", "wrong", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}").status_code for number in range(5)
    ]
    assert codes[-1] == last


def test_what_a_visitor_puts_before_the_proxys_address_is_not_believed(siv: Any, settings: Any) -> None:
    """The proxy adds at the end; who writes others before stays where they are."""
    settings.PROXIES = 1
    codes = [
        sign_in("siv", "wrong", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, {HERE}").status_code
        for number in range(5)
    ]
    assert codes[-1] == 429


def test_addresses_of_one_network_are_one(siv: Any) -> None:
    """Whoever has IPv6 has a network of addresses, and cannot go through it."""
    codes = [sign_in("siv", "wrong", whence=f"2001:db8:1:2::{number}").status_code for number in range(1, 6)]
    assert codes[-1] == 429
    assert comes_in(sign_in("siv", PASSWORD, whence="2001:db8:1:3::1"))


@pytest.mark.parametrize("whence", ["", "unix:", "not an address"])
def test_without_an_address_the_name_is_counted(siv: Any, whence: str) -> None:
    """Over a socket there is none; nothing breaks by it."""
    assert fail("siv", times=5, whence=whence)[-1] == 429


def test_nothing_secret_is_kept_of_a_failure(siv: Any) -> None:
    """No password, and no token; the name is what is counted by."""
    sign_in("siv", "hunter2 hunter2")
    kept = AccessAttempt.objects.get()
    assert "hunter2" not in f"{kept.post_data}{kept.get_data}"
