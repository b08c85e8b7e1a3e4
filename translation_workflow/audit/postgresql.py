"""Triggers for PostgreSQL: one for each statement, or for each row whose flag changes. Pure: what is watched
in, statements out.

Who acts stands at the end of every statement that changes something, see `connecting`.
"""

# ruff: noqa: S608 - names and expressions are those of `watched`, and nothing comes from people.
from __future__ import annotations

from collections.abc import Iterator

from .sqlite import ENTRIES, PREFIX, REFUSAL
from .watched import Column, Said, Watch

LONGEST_NOTE = 4000
"""So much of a statement's end is read; a note of who acts is shorter."""
_WHO = f"""
CREATE FUNCTION audit_who() RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        substring(right(current_query(), {LONGEST_NOTE}) FROM '/[*]audit:([{{][^*]*[}}])[*]/\\s*$'), '{{}}'
    )::jsonb
$$"""
_REFUSE = f"""
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP IN ('DELETE', 'TRUNCATE') AND (audit_who() ->> 'emptying')::boolean THEN
        RETURN NULL;
    END IF;
    IF TG_TABLE_NAME <> '{ENTRIES}' THEN
        RAISE EXCEPTION 'What is watched is not truncated: delete its rows, so that the log tells of them.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation';
END $$"""
_COLUMNS = ("at", "user_id", "user_name", "by", "topic")
_TRANSITIONS = {
    "INSERT": "REFERENCING NEW TABLE AS new_rows",
    "UPDATE": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "REFERENCING OLD TABLE AS old_rows",
}


def statements(watches: tuple[Watch, ...]) -> list[str]:
    """Return the statements that make the functions and the triggers, the guard of the log among them."""
    guard = [
        f"CREATE TRIGGER {PREFIX}entry_{event.lower()} BEFORE {event} ON {ENTRIES} "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
        for event in ("UPDATE", "DELETE", "TRUNCATE")
    ]
    return [_WHO, _REFUSE, *guard, *(one for watch in watches for one in _of(watch))]


def _of(watch: Watch) -> Iterator[str]:
    yield from _by_row(watch) if watch.counts else _by_statement(watch)
    yield (
        f"CREATE TRIGGER {PREFIX}{watch.name}_truncate BEFORE TRUNCATE ON {watch.table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
    )


def _by_row(watch: Watch) -> Iterator[str]:
    """Yield triggers whose condition the database looks at before it calls anything."""
    flag, before, after = f'"{watch.counts}"', _said(watch, "OLD"), _said(watch, "NEW")
    for event, row, texts, condition in (
        ("INSERT", "NEW", {"after": after}, f"NEW.{flag}"),
        ("DELETE", "OLD", {"before": before}, f"OLD.{flag}"),
        ("UPDATE", "NEW", {"before": before, "after": after}, f"OLD.{flag} IS DISTINCT FROM NEW.{flag}"),
    ):
        name = f"{PREFIX}{watch.name}_{event.lower()}"
        of = f" OF {flag}" if event == "UPDATE" else ""
        yield _function(name, _entry(watch, row=row, source="(SELECT 1) AS once", **texts))
        yield (
            f"CREATE TRIGGER {name} AFTER {event}{of} ON {watch.table} "
            f"FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {name}()"
        )


def _function(name: str, body: str) -> str:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$\n"
        f"DECLARE who CONSTANT jsonb := audit_who();\nBEGIN\n{body}\nRETURN NULL;\nEND $$"
    )


def _by_statement(watch: Watch) -> Iterator[str]:
    for event, inserts in (
        ("INSERT", [_entry(watch, row="n", source="new_rows n", after=_said(watch, "n"))]),
        ("DELETE", [_entry(watch, row="o", source="old_rows o", before=_said(watch, "o"))]),
        ("UPDATE", _changes(watch)),
    ):
        name = f"{PREFIX}{watch.name}_{event.lower()}"
        yield _function(name, "\n".join(inserts))
        yield (
            f"CREATE TRIGGER {name} AFTER {event} ON {watch.table} {_TRANSITIONS[event]} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )


def _changes(watch: Watch) -> list[str]:
    both = f"old_rows o JOIN new_rows n ON n.{watch.key} = o.{watch.key}"
    before, after = _said(watch, "o"), _said(watch, "n")
    moved = f"NULLIF(o.{watch.moved}, n.{watch.moved})" if watch.moved else ""
    differs = _differs(tuple(column.name for column in watch.columns))
    found = [_entry(watch, row="n", source=both, before=before, after=after, moved=moved, where=differs)]
    if watch.place:
        found.append(_entry(watch, row="o", source=both, before=before, where=_differs(watch.place)))
    return found


def _entry(
    watch: Watch,
    *,
    row: str,
    source: str,
    before: str = "",
    after: str = "",
    moved: str = "",
    where: str = "",
) -> str:
    about = {column: _about(column, said.format(row=row)) for column, said in watch.about.items()}
    others = {"old_string_id": moved, "before": before, "after": after}
    values = about | {name: said for name, said in others.items() if said}
    columns = ", ".join(f'"{name}"' for name in (*_COLUMNS, *values))
    always = (
        "statement_timestamp(), (who ->> 'user')::bigint, coalesce(who ->> 'name', ''), "
        f"coalesce(who ->> 'by', ''), '{watch.topic.value}'"
    )
    joined = f" LEFT JOIN {watch.joined.format(row=row)}" if watch.joined else ""
    return (
        f"INSERT INTO {ENTRIES} ({columns})\n"
        f"SELECT {', '.join((always, *values.values()))}\n"
        f"FROM {source}{joined}{f' WHERE {where}' if where else ''};"
    )


def _about(column: str, said: str) -> str:
    # Keys as SQLite has them, too.
    return f"replace(({said})::text, '-', '')" if column == "object" else said


def _differs(columns: tuple[str, ...]) -> str:
    old, new = (", ".join(f'{row}."{column}"' for column in columns) for row in "on")
    return f"({old}) IS DISTINCT FROM ({new})"


def _said(watch: Watch, row: str) -> str:
    if watch.text:
        return watch.text.format(row=row)
    pairs = [f"'{one.name}', {_json(one, row)}" for one in watch.told]
    return f"jsonb_build_object({', '.join(pairs)})::text"


def _json(one: Column | Said, row: str) -> str:
    if isinstance(one, Said):
        return one.expression.format(row=row)
    return f'{row}."{one.name}"'
