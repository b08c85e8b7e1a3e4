"""What the guard costs, and what it tells."""

from __future__ import annotations

import logging

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from tests.catalogues.screening import first_page, world_with_pages
from tests.people import client_of, person
from translation_workflow.editions.roles import Role
from translation_workflow.guard.middleware import GuardMiddleware

pytestmark = pytest.mark.django_db


def asked(url: str, user: object) -> int:
    """Return how many queries the guard makes before a view."""
    request = RequestFactory().get(url)
    request.user = user  # type: ignore[assignment]
    request.resolver_match = resolve(url)
    guard = GuardMiddleware(lambda request: None)  # type: ignore[arg-type, return-value]
    with CaptureQueriesContext(connection) as queries:
        assert guard.process_view(request, None, (), request.resolver_match.kwargs) is None
        first = len(queries)
        guard.process_view(request, None, (), request.resolver_match.kwargs)
    return first


def test_outside_of_the_admin_nothing_is_asked() -> None:
    """Not even who it is: a visitor's session is not opened."""
    with CaptureQueriesContext(connection) as queries:
        request = RequestFactory().get("/api/v1/openapi.json")
        assert GuardMiddleware(lambda request: None).process_view(request, None, (), {}) is None  # type: ignore[arg-type, return-value]
    assert len(queries) == 0
    assert not hasattr(request, "user")


def test_roles_cost_one_query_and_an_object_another() -> None:
    """However many editions somebody has; the policy asks no second time in the same request."""
    world = world_with_pages("fi")
    editions = [world.edition, world.programme.editions.get(code="fi")]
    few = person(Role.TRANSLATOR, editions[0], name="few")
    many = person(Role.TRANSLATOR, *editions, name="many")
    for user in (few, many):
        fresh = get_user_model().objects.get(pk=user.pk)
        assert asked(reverse("catalogues:home"), fresh) == 1
        assert asked(reverse("catalogues:home"), fresh) == 0
        page = reverse("wagtailadmin_pages:edit", args=[first_page(world.edition).pk])
        assert asked(page, fresh) == 1


def test_refusals_and_what_superusers_send_are_told_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """With the account's number and the address's name; looking is nobody's business."""
    caplog.set_level(logging.INFO, "translation_workflow.guard.middleware")
    world = world_with_pages()
    boss = get_user_model().objects.create_superuser("boss", "boss@example.org", "p")
    translator = person(Role.TRANSLATOR, world.edition)
    client_of(boss).get(reverse("wagtailusers_users:index"))
    assert caplog.messages == []
    client_of(boss).post(reverse("wagtailadmin_collections:add"), {"name": ""})
    client_of(translator).get(reverse("wagtailusers_users:index"))
    assert f"Superuser {boss.pk} sent POST to “wagtailadmin_collections:add”" in caplog.messages[0]
    assert (
        f"Refused GET to “wagtailusers_users:index” (refused) for user {translator.pk}." in caplog.messages[1]
    )


def test_who_is_refused_is_told_what_to_do() -> None:
    """On the first page, where the refusal leads; a program gets a status."""
    world = world_with_pages()
    client = client_of(person(Role.TRANSLATOR, world.edition))
    url = reverse("wagtailusers_users:index")
    assert "Your role does not include this." in client.get(url, follow=True).content.decode()
    assert client.get(url, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


def test_menus_offer_nothing_that_is_refused() -> None:
    """Wagtail's own rights would show a partner the history of the whole site."""
    world = world_with_pages()
    home = client_of(person(Role.REVIEWER, world.edition)).get(reverse("wagtailadmin_home")).content.decode()
    for name in (
        "wagtailadmin_reports:site_history",
        "wagtail_localize:translations_report",
        "wagtailsnippets:index",
    ):
        assert f'"{reverse(name)}"' not in home
    assert reverse("wagtailimages:index") in home
