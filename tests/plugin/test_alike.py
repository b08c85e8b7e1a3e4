"""What is the same on every database runs on the first one only."""

from __future__ import annotations

import pytest
from django.db import connection

from . import is_alike


@pytest.mark.alike("this test says so")
def test_what_says_that_it_is_alike_runs_once() -> None:
    """Where this runs, it is on SQLite."""
    assert connection.vendor == "sqlite"


def test_what_has_to_do_with_no_database_runs_once(request: pytest.FixtureRequest) -> None:
    """A test without mark and fixture of a database is one."""
    assert is_alike(request.node)
    assert connection.vendor == "sqlite"


@pytest.mark.django_db
def test_what_reads_a_database_runs_on_each(request: pytest.FixtureRequest) -> None:
    """Its mark says so."""
    assert not is_alike(request.node)


def test_what_starts_programs_on_a_database_runs_on_each(request: pytest.FixtureRequest) -> None:
    """So does a fixture, whoever else asks for it."""
    request.node.fixturenames.append("database_url")
    assert not is_alike(request.node)
    request.node.fixturenames.remove("database_url")
