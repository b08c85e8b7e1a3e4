"""Whether the database writes the log, as far as a look at it can tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import Error
from django.db import DatabaseError, connections

from .sqlite import ENTRIES
from .triggers import is_complete


def check_triggers(databases: Sequence[str] | None = None, **_: Any) -> list[Error]:
    """Tell of databases whose triggers are not those of this version."""
    return [
        Error(
            f"The database “{using}” does not write down every change.",
            hint="Run `manage.py migrate`: it puts the triggers of the log in place.",
            id="audit.E001",
        )
        for using in databases or ()
        if not _is_right(using)
    ]


def _is_right(using: str) -> bool:
    try:
        if ENTRIES not in connections[using].introspection.table_names():
            # Not migrated yet, which is told by others.
            return True
        return is_complete(using)
    except DatabaseError:
        return True
