"""Databases for tests: copies of one migrated template, made in a moment.

The process that starts the run makes the template ready and puts what is needed to copy it into the
environment; it and every worker of xdist then make `Databases` from that.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from .postgres import PostgresCopies, prepare_postgres
from .sqlite import SqliteCopies, prepare_sqlite

KINDS: dict[str, Callable[[Path], dict[str, str]]] = {
    "postgresql": prepare_postgres,
    "sqlite": prepare_sqlite,
}
"""What --database may be -> how it is made ready in a scratch folder; returns environment variables."""


class Copies(Protocol):
    """What a kind of database has to know: how to make and remove a copy of the template."""

    def make(self, name: str) -> dict[str, Any]:
        """Make or renew the copy called `name`; return what differs in Django's settings for it."""

    def remove(self, name: str) -> None:
        """Remove it, whoever is connected."""

    def url(self, name: str) -> str:
        """Return its address, as for DATABASE_URL."""


class Databases:
    """Copies of the template for this process and for programs that its tests start."""

    def __init__(self, copies: Copies) -> None:
        self._copies = copies
        self._numbers = itertools.count(1)
        self._process = f"{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
        self._own = f"tests_{self._process}"

    @contextmanager
    def for_this_process(self) -> Iterator[None]:
        """Point Django at a copy, and renew it after each test that commits."""
        from django.db import connection
        from django.test import TransactionTestCase

        self.renew()
        # Emptying the tables, which is Django's own way, would also lose what migrations put there.
        emptying = TransactionTestCase._fixture_teardown
        TransactionTestCase._fixture_teardown = lambda _: self.renew()  # type: ignore[method-assign]
        try:
            yield
        finally:
            TransactionTestCase._fixture_teardown = emptying  # type: ignore[method-assign]
            connection.close()
            self._copies.remove(self._own)

    def renew(self) -> None:
        """Give this process a fresh copy in place of its present one."""
        from django.db import connection

        from translation_workflow.memory.known import forget

        connection.close()
        forget()
        connection.settings_dict |= self._copies.make(self._own)

    @contextmanager
    def copy(self) -> Iterator[str]:
        """Yield the address of a fresh copy."""
        name = f"copy_{self._process}_{next(self._numbers)}"
        self._copies.make(name)
        try:
            yield self._copies.url(name)
        finally:
            self._copies.remove(name)


def databases_from_environment() -> Databases:
    """Return the databases that the starting process made ready."""
    kind = SqliteCopies if os.environ["DATABASE_URL"].startswith("sqlite") else PostgresCopies
    return Databases(kind())
