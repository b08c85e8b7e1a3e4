"""How many values one statement may hold, so that writing in bulk is one statement on SQLite too."""

from __future__ import annotations

import sqlite3
from typing import Any

from django.db.backends.signals import connection_created


def connect() -> None:
    """Ask each connection to SQLite that is opened."""
    connection_created.connect(_ask, dispatch_uid="batches")


def _ask(sender: object, connection: Any, **_: Any) -> None:
    """Take SQLite's own limit where Django 5.2 supposes the 999 of 2020; from 6.0 on Django asks itself."""
    if connection.vendor == "sqlite":
        limit = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        connection.features.max_query_params = limit
