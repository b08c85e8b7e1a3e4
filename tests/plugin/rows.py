"""Rows of a database's tables, taken out as they are and put back as they were, on SQLite and PostgreSQL.

Triggers stay silent meanwhile: what they once wrote is among the rows.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, cast

from django.db import connection

from translation_workflow.audit import triggers


class Tables(Protocol):
    """What a kind of database has to know. Contents are whatever it likes, and can be compared."""

    def contents(self) -> dict[str, Any]:
        """Return what each table holds."""

    def replace(self, contents: dict[str, Any]) -> None:
        """Let tables hold something else."""


def tables() -> Tables:
    """Return the tables of Django's connection."""
    return cast("Tables", PostgresTables() if connection.vendor == "postgresql" else SqliteTables())


class SqliteTables:
    """Search in words has tables of its own, which their triggers keep; they are left alone."""

    def __init__(self) -> None:
        self._columns = {name: self._columns_of(name) for name in self._names()}

    def contents(self) -> dict[str, Any]:
        # A sign before a column keeps it from being converted to what its declaration says.
        return {
            name: self._run(f'SELECT {", ".join(f"+{one}" for one in columns)} FROM "{name}"').fetchall()
            for name, columns in self._columns.items()
        }

    def replace(self, contents: dict[str, Any]) -> None:
        with self._without_triggers(contents):
            for name, rows in contents.items():
                columns = self._columns[name]
                self._run(f'DELETE FROM "{name}"')
                marks = ", ".join("?" for _ in columns)
                connection.connection.executemany(
                    f'INSERT INTO "{name}" ({", ".join(columns)}) VALUES ({marks})', rows
                )

    @contextmanager
    def _without_triggers(self, names: Container[str]) -> Iterator[None]:
        rows = self._run("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = [
            (name, made)
            for name, table, made in rows.fetchall()
            if name.startswith(triggers.sqlite.PREFIX) and table in names
        ]
        for name, _ in found:
            self._run(f'DROP TRIGGER "{name}"')
        yield
        for _, made in found:
            self._run(made)

    def _names(self) -> list[str]:
        rows = self._run("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        virtual = [name for name, made in rows if made and made.startswith("CREATE VIRTUAL")]
        beside = ("sqlite_", *(f"{name}_" for name in virtual))
        return [name for name, _ in rows if name not in virtual and not name.startswith(beside)]

    def _columns_of(self, name: str) -> list[str]:
        rows = self._run(f'PRAGMA table_xinfo("{name}")').fetchall()
        return [f'"{column}"' for _, column, _, _, _, _, hidden in rows if not hidden]

    def _run(self, statement: str, *values: Any) -> Any:
        return connection.connection.execute(statement, values)


class PostgresTables:
    """Contents are what COPY gives."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name, string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) "
                "FROM information_schema.columns "
                "JOIN information_schema.tables USING (table_schema, table_name) "
                "WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' "
                "AND is_generated = 'NEVER' GROUP BY table_name"
            )
            self._columns = dict(cursor.fetchall())

    def contents(self) -> dict[str, Any]:
        found = {}
        with connection.connection.cursor() as cursor:
            for name, columns in self._columns.items():
                with cursor.copy(f'COPY (SELECT {columns} FROM "{name}") TO STDOUT') as copy:
                    found[name] = b"".join(copy)
        return found

    def replace(self, contents: dict[str, Any]) -> None:
        with connection.connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for name, rows in contents.items():
                cursor.execute(f'DELETE FROM "{name}"')
                with cursor.copy(f'COPY "{name}" ({self._columns[name]}) FROM STDIN') as copy:
                    copy.write(rows)
            cursor.execute("SET LOCAL session_replication_role = origin")
