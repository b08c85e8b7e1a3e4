"""Reading costs the same however much there is to read."""

from __future__ import annotations

from typing import Any

import pytest

from cms.delivery.documents.store import rebuild_edition
from pages.models import Programme

from .builders import a_module, a_theme, edition, first_page, in_edition, words
from .reading import SWEDISH, Reader


@pytest.fixture(params=[1, 6])
def module(request: pytest.FixtureRequest, programme: Programme) -> Any:
    """One module of few themes, or of many."""
    for number in range(request.param):
        module = a_module(a_theme(first_page(programme), f"Theme {number}"))
        in_edition(module, "sv")
    rebuild_edition(edition(programme, "sv"), coverage=words())
    return module


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("", 0),
        ("programmes/", 1),
        ("programmes/covenant-capacity/editions/", 2),
        ("programmes/covenant-capacity/alternates/", 2),
        # The edition, its documents, what it adapts, and how fresh they are (one more with published words).
        (SWEDISH, 4),
        (f"{SWEDISH}documents/{{key}}", 1),
        (f"{SWEDISH}by-path/", 1),
        ("openapi.json", 0),
    ],
)
def test_an_address_has_its_budget(
    read: Reader, module: Any, django_assert_num_queries: Any, address: str, queries: int
) -> None:
    """Counted exactly, so that a query more is a decision."""
    with django_assert_num_queries(queries):
        assert read(address.format(key=module.translation_key)).status_code == 200


def test_content_by_hash_is_one_row(read: Reader, module: Any, django_assert_num_queries: Any) -> None:
    """Nothing but its bytes is looked at."""
    url = read.json(SWEDISH)["documents"][0]["url"]
    with django_assert_num_queries(1):
        read(url)
