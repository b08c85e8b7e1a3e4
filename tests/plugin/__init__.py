"""The project's pytest plugin: which database, what may be skipped, and no way out to the network.

`pytest` alone runs on SQLite; `pytest --database postgresql` on PostgreSQL, a server of its own or the
one that TEST_DATABASE_URL names.
"""

from __future__ import annotations

import atexit
import os
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from . import network
from .databases import KINDS, Databases, databases_from_environment

FIRST = "sqlite"
WITH_DATABASE = frozenset({"databases", "database_url", "db", "transactional_db", "live_server"})


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=sorted(KINDS),
        default=FIRST,
        help="The database to run on (default: sqlite). What has to do with none runs on that one only.",
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Have a migrated template ready, and its address in the environment, before Django reads its settings.

    Once only: workers of xdist are born later and inherit the environment.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ:
        scratch = tempfile.TemporaryDirectory(prefix="tests-", ignore_cleanup_errors=True)
        # Those who run the server as another user must be able to get through.
        Path(scratch.name).chmod(0o755)
        # Registered first, so that it happens last: a server in this folder is stopped before.
        atexit.register(scratch.cleanup)
        os.environ |= KINDS[early_config.known_args_namespace.database](Path(scratch.name))
    return (yield)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out on another database what the first has told already."""
    if config.getoption("database") == FIRST:
        return
    told = {item for item in items if is_alike(item)}
    config.hook.pytest_deselected(items=[*told])
    items[:] = [item for item in items if item not in told]


def is_alike(item: pytest.Item) -> bool:
    """Whether a test is the same on every database: it says so, looks at screens, or has to do with none."""
    if item.get_closest_marker("everywhere"):
        return False
    if item.get_closest_marker("alike") or _needs_a_browser(item):
        return True
    return not (item.get_closest_marker("django_db") or WITH_DATABASE.intersection(_fixtures(item)))


def _needs_a_browser(item: pytest.Item) -> bool:
    return any("chromium" in marker.args for marker in item.iter_markers("needs"))


def _fixtures(item: pytest.Item) -> list[str]:
    return list(getattr(item, "fixturenames", ()))


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.getoption('database')}"


@pytest.fixture(scope="session")
def databases() -> Databases:
    """Copies of the migrated template, on the database that this run is about."""
    return databases_from_environment()


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """The address (as for DATABASE_URL) of a fresh migrated database, for a program that the test starts."""
    with databases.copy() as url:
        yield url


@pytest.fixture(autouse=True, scope="session")
def loopback_only() -> Iterator[None]:
    """Refuse connections to anything but this machine."""
    with network.loopback_only():
        yield
