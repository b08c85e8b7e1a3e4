"""Tells each connection who acts, at no price: no query more, and nothing that a rollback could undo.

SQLite's triggers call functions of the connection. On PostgreSQL a statement that may change something gets
a comment at its end, which the triggers read from the statement's own text. No value that is sent along can
stand after it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from .acting import Actor, actor, is_emptying

# What only looks, or only moves between transactions; the first letters of a statement.
_CHANGES_NOTHING = ("SELEC", "SAVEP", "RELEA", "ROLLB", "BEGIN", "COMMI", "SET T", "SET C", "SHOW ")


def listen(connection: Any, **_: Any) -> None:
    """Prepare a connection that was just opened."""
    if connection.vendor == "sqlite":
        _give_functions(connection.connection)
    elif connection.vendor == "postgresql" and _with_a_note not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _with_a_note)


def _give_functions(raw: Any) -> None:
    raw.create_function("audit_user", 0, lambda: actor().user_id)
    raw.create_function("audit_name", 0, lambda: actor().name)
    raw.create_function("audit_by", 0, lambda: actor().by)
    raw.create_function("audit_emptying", 0, is_emptying)
    # What REPLACE puts in the place of another row is a deletion, too.
    raw.execute("PRAGMA recursive_triggers = ON")


def _with_a_note(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    if not isinstance(sql, str):
        sql = sql.as_string(context["connection"].connection)
    if sql.startswith(_CHANGES_NOTHING):
        return execute(sql, params, many, context)
    return execute(sql + _note(actor(), is_emptying()), params, many, context)


@lru_cache(maxsize=256)
def _note(who: Actor, empties: bool) -> str:
    said: dict[str, Any] = {"user": who.user_id, "name": who.name, "by": who.by}
    if empties:
        said["emptying"] = True
    # No sign in it that ends the comment, or that the driver takes for a place of a value.
    text = json.dumps(said).replace("*", "\\u002a").replace("%", "\\u0025").replace("\\u0000", "")
    return f" /*audit:{text}*/"
