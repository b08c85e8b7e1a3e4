"""Writing in bulk: in one statement on SQLite too, and without long lists to spell for PostgreSQL."""

from __future__ import annotations

import sqlite3
from typing import Any

from django.db.backends.signals import connection_created


def connect() -> None:
    """Prepare each connection that is opened."""
    connection_created.connect(_prepare, dispatch_uid="batches")


def _prepare(sender: object, connection: Any, **_: Any) -> None:
    """Take SQLite's own limit of values where Django 5.2 supposes the 999 of 2020 (from 6.0 on Django asks
    itself), and write PostgreSQL's lists faster than psycopg does.
    """
    if connection.vendor == "sqlite":
        limit = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        connection.features.max_query_params = limit
    elif connection.vendor == "postgresql":
        from .arrays import FlatListDumper

        connection.connection.adapters.register_dumper(list, FlatListDumper)
