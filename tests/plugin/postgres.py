"""PostgreSQL: the template is a database on the server, a copy is `CREATE DATABASE … TEMPLATE`."""

from __future__ import annotations

import atexit
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

from . import cache
from .server import Server

GIVEN = "TEST_DATABASE_URL"
TEMPLATE = "TESTS_POSTGRESQL_TEMPLATE"


def prepare_postgres(scratch: Path) -> dict[str, str]:
    """Return the variables that lead to a server with a migrated template on it.

    The server is the one that TEST_DATABASE_URL names (its user may create databases), or one of our own,
    started here and stopped when this process ends.
    """
    key = cache.key()
    with cache.alone():
        url = os.environ.get(GIVEN) or own_server(scratch, key=key)
        template = ensure_template(url, key=key, data=scratch)
    return {"DATABASE_URL": url, "CMS_DATA_DIR": str(scratch / "data"), TEMPLATE: template}


def own_server(scratch: Path, *, key: str) -> str:
    """Start a server on a copy of the kept cluster; it is made, with the template in it, when missing."""
    server = Server(scratch)
    kept = cache.folder() / f"postgresql-{key}"
    atexit.register(server.stop)
    if kept.exists():
        server.restore(kept)
        os.utime(kept)
        return server.start()
    server.create()
    ensure_template(server.start(), key=key, data=scratch)
    server.stop()
    server.keep(kept)
    cache.keep_newest("postgresql-*")
    return server.start()


def ensure_template(url: str, *, key: str, data: Path) -> str:
    """Return the name of the migrated template database at `url`, which is made when it is missing."""
    name = f"capacity_template_{key}"
    try:
        with connect(url) as server:
            if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                return name
            # Made under another name: a template that was left half migrated must not be taken for one.
            draft = f"{name}_draft"
            run(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", draft)
            run(server, "CREATE DATABASE {}", draft)
            cache.migrate(address(url, draft), data=data)
            run(server, "ALTER DATABASE {} RENAME TO {}", draft, name)
    except psycopg.OperationalError as error:
        raise pytest.UsageError(
            f"{GIVEN}: the PostgreSQL server cannot be used: {str(error).strip()}"
        ) from None
    return name


def connect(url: str) -> psycopg.Connection[Any]:
    return psycopg.connect(url, autocommit=True, connect_timeout=10)


def run(server: psycopg.Connection[Any], statement: str, *names: str) -> None:
    """Execute a statement with quoted names in it."""
    server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def address(url: str, name: str) -> str:
    """Return `url` with another database's name."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


class PostgresCopies:
    """Copies of the template database on the server that DATABASE_URL names."""

    def __init__(self) -> None:
        self._server = os.environ["DATABASE_URL"]

    def make(self, name: str) -> dict[str, Any]:
        self.remove(name)
        with connect(self._server) as server:
            run(server, "CREATE DATABASE {} TEMPLATE {}", name, os.environ[TEMPLATE])
        return {"NAME": name}

    def remove(self, name: str) -> None:
        with connect(self._server) as server:
            run(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def url(self, name: str) -> str:
        return address(self._server, name)
