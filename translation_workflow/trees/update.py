"""Some columns of many rows, written at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models


def update_rows(rows: Sequence[models.Model], names: Collection[str]) -> None:
    """Write these fields of rows of one model, one statement a table (a page has two).

    Fields are written as they are: neither `save` nor signals run, and nothing is validated.
    """
    if not rows:
        return
    tables: dict[type[models.Model], list[Any]] = defaultdict(list)
    for name in sorted(names):
        field = rows[0]._meta.get_field(name)
        tables[field.model].append(field)
    for table, fields in tables.items():
        _update(table, fields, rows)


def write_rows(
    table: type[models.Model],
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    unique: Sequence[str] = (),
    where: str = "",
) -> None:
    """Insert rows, and write over those that stand there under the same `unique` fields, in one statement.

    Without `unique`, a row that breaks a uniqueness is left out, and so is one whose `where` is false: SQL
    on the table's row and `excluded`, the new one, with nothing in it that somebody typed. A row holds raw
    values in the order of `names`; foreign keys are ids. `bulk_create` makes an instance of each, and on
    SQLite many queries.
    """
    if not rows:
        return
    quote, fields = connection.ops.quote_name, [_field(table, name) for name in names]
    columns = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    # Names come from the model, values go as parameters.
    sql = f"INSERT INTO {quote(table._meta.db_table)} ({columns}) VALUES ({marks}) "  # noqa: S608
    known = dict[tuple[int, Any], Any]()
    with connection.cursor() as cursor:
        cursor.executemany(
            sql + _on_conflict(table, fields, unique) + (f" WHERE {where}" if where else ""),
            [_prepared(fields, row, known) for row in rows],
        )


def _on_conflict(table: type[models.Model], fields: Sequence[Any], unique: Sequence[str]) -> str:
    if not unique:
        return "ON CONFLICT DO NOTHING"
    quote = connection.ops.quote_name
    key = ", ".join(quote(_field(table, name).column) for name in unique)
    others = [quote(field.column) for field in fields if field.name not in unique]
    told = ", ".join(f"{column} = excluded.{column}" for column in others)
    return f"ON CONFLICT ({key}) DO UPDATE SET {told}"


def _prepared(fields: Sequence[Any], row: Sequence[Any], known: dict[tuple[int, Any], Any]) -> list[Any]:
    """Return a row as the database takes it. `known` keeps values that rows share, such as the time."""
    values = []
    for number, value in enumerate(row):
        if isinstance(value, str | int | None):
            values.append(value)
        elif isinstance(value, datetime):
            if (number, value) not in known:
                known[number, value] = fields[number].get_db_prep_save(value, connection)
            values.append(known[number, value])
        else:
            values.append(fields[number].get_db_prep_save(value, connection))
    return values


def _field(table: type[models.Model], name: str) -> Any:
    return table._meta.get_field(name)


def _update(table: type[models.Model], fields: Sequence[Any], rows: Sequence[models.Model]) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    key: Any = table._meta.pk
    # Names come from the model, values go as parameters.
    sql = f"UPDATE {quote(table._meta.db_table)} SET {columns} WHERE {quote(key.column)} = %s"  # noqa: S608
    with connection.cursor() as cursor:
        # Many statements in one call cost the database less than one statement with many cases.
        cursor.executemany(
            sql,
            [
                [
                    *(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields),
                    row.pk,
                ]
                for row in rows
            ],
        )
