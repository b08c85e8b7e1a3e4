"""The database: can it be reached, and is its structure up to date?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error

from .progress import lines_as_bar

SECONDS_TO_ANSWER = "10"


class DatabaseUnreachable(Exception):
    """The database does not answer; the text says which one, why, and what to look at. Never a password."""


def reach() -> None:
    """Open a connection. Raises DatabaseUnreachable."""
    connection = connections[DEFAULT_DB_ALIAS]
    settings = connection.settings_dict
    try:
        if connection.vendor == "sqlite":
            Path(str(settings["NAME"])).parent.mkdir(parents=True, exist_ok=True)
        else:
            settings["OPTIONS"].setdefault("connect_timeout", SECONDS_TO_ANSWER)
        connection.ensure_connection()
    except (Error, OSError, ValueError) as error:
        raise DatabaseUnreachable(unreachable(settings, str(error))) from None


def unreachable(settings: dict[str, Any], reason: str) -> str:
    """Return the sentence about a database that does not answer, without its password."""
    password = str(settings.get("PASSWORD") or "")
    if password:
        reason = reason.replace(password, "…")
    reason = " ".join(reason.split())
    return (
        f"The database {named(settings)} cannot be reached: {reason}. "
        "Look at DATABASE_URL and CMS_DATA_DIR, and whether the server runs."
    )


def named(settings: dict[str, Any]) -> str:
    """Return a database's name for people: a file, or name, host and port."""
    if settings["ENGINE"].endswith("sqlite3"):
        return str(settings["NAME"])
    host = settings.get("HOST") or settings.get("OPTIONS", {}).get("host") or "the local socket"
    return f"“{settings['NAME']}” at {host}" + (f":{settings['PORT']}" if settings.get("PORT") else "")


def migrate() -> None:
    """Apply the migrations that are missing; do nothing, quickly, when none is."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    # One line a migration, and a few about the rest.
    with lines_as_bar("migrations", total=len(plan)) as lines:
        call_command("migrate", interactive=False, stdout=lines)
