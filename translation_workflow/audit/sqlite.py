"""Triggers for SQLite: one for each row. Pure: what is watched in, names and statements out.

They ask functions of the connection who acts, see `connecting`: a program that opens the file by itself and
writes to a watched table is refused by the database, because nobody says who it is.
"""

# ruff: noqa: S608 - names and expressions are those of `watched`, and nothing comes from people.
from __future__ import annotations

from collections.abc import Iterator, Mapping

from .watched import Column, Kind, Said, Watch

ENTRIES = "audit_entry"
PREFIX = "audit_"
REFUSAL = "An entry of the log is never changed and never deleted."
_NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
_ALWAYS = {
    "at": _NOW,
    "user_id": "audit_user()",
    "user_name": "audit_name()",
    "by": "audit_by()",
}


def triggers(watches: tuple[Watch, ...]) -> dict[str, str]:
    """Return name → statement of every trigger, the guard of the log among them."""
    found = dict(_guard())
    for watch in watches:
        found |= dict(_of(watch))
    return found


def _guard() -> Iterator[tuple[str, str]]:
    refuse = f"SELECT RAISE(ABORT, '{REFUSAL}');"
    yield _trigger("entry_update", f"BEFORE UPDATE ON {ENTRIES}", refuse)
    yield _trigger("entry_delete", f"BEFORE DELETE ON {ENTRIES} WHEN NOT audit_emptying()", refuse)


def _trigger(name: str, when: str, body: str) -> tuple[str, str]:
    return f"{PREFIX}{name}", f"CREATE TRIGGER {PREFIX}{name} {when} BEGIN {body} END"


def _of(watch: Watch) -> Iterator[tuple[str, str]]:
    name, table = watch.name, watch.table
    before, after = _said(watch, "OLD"), _said(watch, "NEW")
    gone = _entry(watch, row="OLD", before=before)
    came, went = (f'{row}."{watch.counts}"' if watch.counts else "" for row in ("NEW", "OLD"))
    yield _trigger(
        f"{name}_insert",
        f"AFTER INSERT ON {table}{f' WHEN {came}' if came else ''}",
        _entry(watch, row="NEW", after=after),
    )
    yield _trigger(
        f"{name}_delete",
        f"AFTER DELETE ON {table} WHEN {f'{went} AND ' if went else ''}NOT audit_emptying()",
        gone,
    )
    columns = tuple(column.name for column in watch.columns)
    moved = f"NULLIF(OLD.{watch.moved}, NEW.{watch.moved})" if watch.moved else ""
    yield _trigger(
        f"{name}_update",
        _updating(table, columns),
        _entry(watch, row="NEW", before=before, after=after, moved=moved),
    )
    if watch.place:
        yield _trigger(f"{name}_leave", _updating(table, watch.place), gone)


def _updating(table: str, columns: tuple[str, ...]) -> str:
    of = ", ".join(f'"{column}"' for column in columns)
    differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)
    return f"AFTER UPDATE OF {of} ON {table} WHEN {differs}"


def _entry(watch: Watch, *, row: str, before: str = "", after: str = "", moved: str = "") -> str:
    others = {"old_string_id": moved, "before": before, "after": after}
    values: Mapping[str, str] = {
        **_ALWAYS,
        "topic": f"'{watch.topic.value}'",
        **{column: _about(column, said.format(row=row)) for column, said in watch.about.items()},
        **{name: said for name, said in others.items() if said},
    }
    columns = ", ".join(f'"{column}"' for column in values)
    chosen = ", ".join(values.values())
    if watch.joined:
        joined = watch.joined.format(row=row)
        return f"INSERT INTO {ENTRIES} ({columns}) SELECT {chosen} FROM (SELECT 1) LEFT JOIN {joined};"
    return f"INSERT INTO {ENTRIES} ({columns}) VALUES ({chosen});"


def _about(column: str, said: str) -> str:
    return f"CAST({said} AS TEXT)" if column == "object" else said


def _said(watch: Watch, row: str) -> str:
    if watch.text:
        return watch.text.format(row=row)
    pairs = [f"'{one.name}', {_json(one, row)}" for one in watch.told]
    return f"json_object({', '.join(pairs)})"


def _json(one: Column | Said, row: str) -> str:
    value = one.expression.format(row=row) if isinstance(one, Said) else f'{row}."{one.name}"'
    match one.kind:
        case Kind.FLAG:
            return f"json(CASE WHEN {value} THEN 'true' ELSE 'false' END)"
        case Kind.JSON:
            return f"json({value})"
        case _:
            return value
