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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=sorted(KINDS),
        default="sqlite",
        help="The database to run on (default: sqlite).",
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


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip on another database what the first has told already."""
    if os.environ["DATABASE_URL"].startswith("sqlite"):
        return
    for mark in item.iter_markers("alike"):
        pytest.skip(f"alike on every database: {mark.args[0]}")


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
