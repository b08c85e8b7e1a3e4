"""Tests that say that they are alike on every database run on the first one only."""

from __future__ import annotations

import pytest
from django.db import connection

is_first = connection.vendor == "sqlite"


@pytest.mark.alike("this test says so")
def test_what_is_alike_runs_on_the_first_database_only() -> None:
    """Where this runs, it is SQLite."""
    assert is_first
