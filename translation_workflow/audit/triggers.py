"""Puts the triggers into a database, and takes them out while its tables are made anew.

Django's migrations make SQLite's tables anew and change PostgreSQL's: before there is something to migrate
the triggers go, after every `migrate` and `flush` they are there and what `watched` says. Where that is so
already, one look is all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import connections, transaction

from . import postgresql, sqlite
from .watched import WATCHED, Watch


def install(using: str) -> bool:
    """Have all triggers there; return whether anything was to be done."""
    there = _watches_there(using)
    if not there:
        return False
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        if connections[using].vendor == "postgresql":
            return _install_on_postgresql(cursor, there)
        return _install_on_sqlite(cursor, there)


def remove(using: str) -> None:
    """Have no trigger of ours there."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        if connections[using].vendor == "postgresql":
            _drop_on_postgresql(cursor)
        else:
            _drop_on_sqlite(cursor, _on_sqlite(cursor))


def is_complete(using: str) -> bool:
    """Return whether every trigger is there as it should be."""
    there = _watches_there(using)
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "postgresql":
            return _is_done_on_postgresql(cursor, postgresql.statements(there))
        return _on_sqlite(cursor) == sqlite.triggers(there)


def _watches_there(using: str) -> tuple[Watch, ...]:
    """Return what is watched of the tables that exist, nothing where the log itself does not."""
    tables = set(connections[using].introspection.table_names())
    if sqlite.ENTRIES not in tables:
        return ()
    return tuple(watch for watch in WATCHED if watch.table in tables)


def _install_on_sqlite(cursor: Any, watches: tuple[Watch, ...]) -> bool:
    wanted, present = sqlite.triggers(watches), _on_sqlite(cursor)
    _drop_on_sqlite(cursor, [name for name, text in present.items() if wanted.get(name) != text])
    missing = [text for name, text in wanted.items() if present.get(name) != text]
    for text in missing:
        cursor.execute(text)
    return bool(missing)


def _on_sqlite(cursor: Any) -> dict[str, str]:
    cursor.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, 6) = %s",
        [sqlite.PREFIX],
    )
    return dict(cursor.fetchall())


def _drop_on_sqlite(cursor: Any, names: Iterable[str]) -> None:
    for name in names:
        cursor.execute(f'DROP TRIGGER "{name}"')


def _install_on_postgresql(cursor: Any, watches: tuple[Watch, ...]) -> bool:
    wanted = postgresql.statements(watches)
    if _is_done_on_postgresql(cursor, wanted):
        return False
    _drop_on_postgresql(cursor)
    for text in wanted:
        cursor.execute(text)
    cursor.execute(f"COMMENT ON FUNCTION audit_who() IS '{_digest(wanted)}'")
    return True


def _is_done_on_postgresql(cursor: Any, wanted: list[str]) -> bool:
    """Whether they were made from the same statements, and none was dropped or switched off since."""
    cursor.execute(
        "SELECT (SELECT obj_description(oid, 'pg_proc') FROM pg_proc WHERE proname = 'audit_who' "
        "        AND pronamespace = current_schema()::regnamespace), "
        "       (SELECT count(*) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "        WHERE relnamespace = current_schema()::regnamespace AND tgenabled = 'O' "
        "        AND NOT tgisinternal AND starts_with(tgname, %s))",
        [sqlite.PREFIX],
    )
    digest, count = cursor.fetchone()
    made = sum(text.startswith("CREATE TRIGGER") for text in wanted)
    return bool(digest == _digest(wanted) and count == made)


def _drop_on_postgresql(cursor: Any) -> None:
    cursor.execute(
        "SELECT proname FROM pg_proc WHERE starts_with(proname, %s) AND proname <> 'audit_who' "
        "AND pronamespace = current_schema()::regnamespace",
        [sqlite.PREFIX],
    )
    for [name] in cursor.fetchall():
        # With the triggers that call it.
        cursor.execute(f'DROP FUNCTION "{name}"() CASCADE')
    cursor.execute("DROP FUNCTION IF EXISTS audit_who()")


def _digest(texts: list[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()
