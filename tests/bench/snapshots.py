"""States of the database that measures begin with, kept beside it and returned to in a moment.

Rolling back would not do: the engine publishes when its transaction is committed.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection

from tests.plugin import postgres, sqlite
from tests.plugin.databases import databases_from_environment


def keep(name: str) -> None:
    """Keep the present state of the database as `name`."""
    connection.close()
    own = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        # Its write-ahead log was folded in when the last connection closed.
        shutil.copyfile(own, _file(name))
        return
    with postgres.connect(os.environ["DATABASE_URL"]) as server:
        postgres.run(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", _database(name))
        postgres.run(server, "CREATE DATABASE {} TEMPLATE {}", _database(name), own)


def is_kept(name: str) -> bool:
    """Whether a state of this name was kept in this run."""
    if connection.vendor == "sqlite":
        return _file(name).exists()
    with postgres.connect(os.environ["DATABASE_URL"]) as server:
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_database(name)])
        return bool(found.fetchone())


def go_to(name: str) -> None:
    """Make the database what it was when `name` was kept; nothing remembered in memory survives it.

    Content types are known again at once, as they are in a process that did anything before.
    """
    variable, value = (
        (sqlite.TEMPLATE, str(_file(name)))
        if connection.vendor == "sqlite"
        else (postgres.TEMPLATE, _database(name))
    )
    before = os.environ[variable]
    os.environ[variable] = value
    try:
        databases_from_environment().renew()
    finally:
        os.environ[variable] = before
    cache.clear()
    ContentType.objects.clear_cache()
    ContentType.objects.get_for_models(*apps.get_models(), for_concrete_models=False)


def database_of(name: str) -> str:
    """Return the database of a kept state, as Django's settings name it: for those who only read there."""
    return str(_file(name)) if connection.vendor == "sqlite" else _database(name)


def work_in(name: str) -> None:
    """Go on in the kept state itself, which changes by it: a large one is not worth a copy. SQLite only."""
    connection.close()
    connection.settings_dict["NAME"] = str(_file(name))
    cache.clear()
    ContentType.objects.clear_cache()
    connection.ensure_connection()


def _file(name: str) -> Path:
    return Path(os.environ[sqlite.SCRATCH], f"kept-{name}.sqlite3")


def _database(name: str) -> str:
    return f"kept_{os.getpid()}_{name}"


def forget_all() -> None:
    """Remove every kept state: a server that was given to us keeps none of them."""
    connection.close()
    if connection.vendor == "sqlite":
        for path in Path(os.environ[sqlite.SCRATCH]).glob("kept-*"):
            path.unlink()
        return
    with postgres.connect(os.environ["DATABASE_URL"]) as server:
        kept = server.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [_database("")]
        )
        for (name,) in kept.fetchall():
            postgres.run(server, "DROP DATABASE {} WITH (FORCE)", name)
