"""The matrix of thirteen editions and sixteen modules: whole answers, with what the admin asks besides."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse

from tests.people import client_of, person
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition
from translation_workflow.editions.roles import Role

from . import world
from .measuring import BOTH, Values, cpu, measure, queries

EDITIONS = 13
TIMES = 5


@measure(
    "matrix_queries",
    databases=BOTH,
    matrix_queries="queries",
    keeper="queries",
    home="queries",
    ms="ms of CPU",
)
def matrix_queries() -> Values:
    """A coordinator looks at all, with their rights and the whole of the page around the matrix.

    `keeper` is a superuser, who needs no rights; `home` is the home of one of the editions, with what is new
    and what waits.
    """
    programme = world.go_to(world.PUBLISHED)
    for code in ("bg", "sl")[: EDITIONS - len(programme.editions)]:
        add_edition(programme.programme, code=code, status=Edition.Status.PUBLISHED)
    keeper = client_of(get_user_model().objects.create_superuser("keeper", "keeper@example.org", "x" * 20))
    coordinator = client_of(person(Role.COORDINATOR, name="cora"))
    matrix = reverse("overview:matrix")
    home = reverse("overview:home", args=[programme.editions[0].pk])

    def shown(client: Any, address: str) -> None:
        answer = client.get(address, headers={"host": "localhost"})
        assert answer.status_code == 200
        if address == matrix:
            table = answer.content.count(b'class="overview-cell ')
            assert table >= EDITIONS * len(programme.modules), f"{table} cells only"

    for client, address in ((keeper, matrix), (coordinator, matrix), (coordinator, home)):
        shown(client, address)
    return {
        "matrix_queries": queries(lambda: shown(coordinator, matrix)),
        "keeper": queries(lambda: shown(keeper, matrix)),
        "home": queries(lambda: shown(coordinator, home)),
        "ms": 1e3 * cpu(lambda: shown(coordinator, matrix), times=TIMES),
    }
