"""What readers look for in their language, and what they find first: rows of `queries.yaml`, each a test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from cms.delivery.documents.schema.search import SearchResults
from cms.delivery.search.query import search
from translation_workflow.editions.registry import REGISTRY

from .pages import an_edition

ROWS: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("queries.yaml"))


@pytest.fixture(params=ROWS)
def code(request: pytest.FixtureRequest) -> Iterator[str]:
    return request.param


@pytest.mark.django_db
def test_a_language(code: str) -> None:
    """Every query finds its page first; what readers tell apart finds nothing. On either database."""
    row = ROWS[code]
    edition = an_edition(code, row["pages"])
    wrong = {}
    for query, name in row["finds"].items():
        paths = [hit.path.strip("/") for hit in search(edition, str(query)).hits]
        if paths[:1] != [name]:
            wrong[query] = paths
    for query in row["nothing"]:
        if paths := [hit.path for hit in search(edition, query).hits]:
            wrong[query] = paths
    assert wrong == {}


def test_every_edition_has_rows() -> None:
    """Of both programmes that ship: the twelve editions, and the Dutch one."""
    shipped = {
        edition["code"]
        for file in REGISTRY.glob("*.yaml")
        for edition in YAML(typ="safe").load(file)["editions"]
    }
    assert shipped - set(ROWS) == {"en"}, "its words are those of en-GB"


def marked(results: SearchResults) -> list[str]:
    return [run.text for run in results.hits[0].excerpt.runs if run.match]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "query", "expected"),
    [
        ("sv", "skola värmen", ["skolorna", "värme"]),
        ("el", "ενεργεια", ["ενέργεια"]),
        ("pl", "zrodlo", ["źródłach"]),
        ("fr", "energie", ["énergie"]),
    ],
)
def test_what_was_looked_for_is_marked(code: str, query: str, expected: list[str]) -> None:
    """In the words of the page, whatever form of them somebody typed."""
    assert marked(search(an_edition(code, ROWS[code]["pages"]), query)) == expected
