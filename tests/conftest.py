"""Fixtures for every test. Databases, programs and the network are the plugin's: see `tests/plugin`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection

from tests.plugin.databases import Databases
from tests.plugin.remembered import BUILDERS


# Here and not in the plugin: pytest-django defines it too, and only a conftest is stronger than any plugin.
@pytest.fixture(scope="session")
def django_db_setup(databases: Databases, django_db_blocker: Any) -> Iterator[None]:
    """Give this process a database of its own, copied from the template instead of migrated."""
    with django_db_blocker.unblock(), databases.for_this_process():
        connection.execute_wrappers.append(BUILDERS.watch)
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """A test that has written nothing yet may have what another test's builder left behind."""
    BUILDERS.has_written = False


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Forget what one test cached before the next: the rows behind it are gone."""
    yield
    cache.clear()
