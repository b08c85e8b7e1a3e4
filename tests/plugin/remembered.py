"""Worlds are built once: the next test that begins with the same finds its rows put back.

Most tests begin with a programme and its people, and took longer to make these than to try anything.
"""

from __future__ import annotations

import functools
import io
import pickle
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from django.db import connection, models
from django.test import Client

from .rows import Tables, tables

P = ParamSpec("P")
T = TypeVar("T")

READING = ("SELECT", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "SHOW", "EXPLAIN")
COUNTED = ("editions_edition", "wagtailcore_page", "auth_user", "pages_programme", "wagtailcore_locale")


@dataclass(frozen=True)
class Kept:
    """What a builder left behind: the tables it changed, and what it returned, with models by their keys."""

    rows: Mapping[str, Any]
    result: bytes
    known: Known


class Builders:
    """What was built in this process, by recipe; and whether the present test has written anything yet."""

    def __init__(self) -> None:
        self.kept: dict[Hashable, Kept | None] = {}
        self.has_written = True
        self._tables: Tables | None = None
        self._first: dict[str, Any] = {}

    def watch(self, execute: Any, statement: str, params: Any, many: bool, context: Any) -> Any:
        """Notice writing; for `execute_wrappers` of a connection."""
        if not self.has_written and not statement.lstrip(" (").startswith(READING):
            self.has_written = True
        return execute(statement, params, many, context)

    def make(self, recipe: Hashable, build: Callable[[], T]) -> T:
        """Return what `build` returns, built or put back."""
        if not self._is_new():
            return build()
        if recipe not in self.kept:
            return self._build(recipe, build)
        kept = self.kept[recipe]
        if kept is None:
            return build()
        self.has_written = True
        self._all().replace(dict(kept.rows))
        return restored(kept)

    def _build(self, recipe: Hashable, build: Callable[[], T]) -> T:
        if not self._first:
            self._first = self._all().contents()
        result = build()
        self.kept[recipe] = None
        known = Known()
        try:
            told = known.told(result)
        except (TypeError, AttributeError, pickle.PicklingError):
            return result
        now = self._all().contents()
        changed = {name: rows for name, rows in now.items() if rows != self._first[name]}
        self.kept[recipe] = Kept(changed, told, known)
        return result

    def _is_new(self) -> bool:
        if self.has_written or not connection.in_atomic_block:
            return False
        with connection.cursor() as cursor:
            cursor.execute("SELECT " + ", ".join(f"(SELECT count(*) FROM {name})" for name in COUNTED))
            return cursor.fetchone() == (0, 1, 0, 0, 1)

    def _all(self) -> Tables:
        self._tables = self._tables or tables()
        return self._tables


class Known:
    """The rows that a result has in its hands, each with the related rows that it remembers."""

    def __init__(self) -> None:
        self.relations: dict[tuple[type[models.Model], Any], dict[str, tuple[type[models.Model], Any]]] = {}

    def told(self, result: Any) -> bytes:
        """Return a result with its models replaced by their keys. Raises what pickle raises."""
        target = io.BytesIO()
        pickler = pickle.Pickler(target)
        pickler.persistent_id = self._name  # type: ignore[method-assign]
        pickler.dump(result)
        return target.getvalue()

    def _name(self, value: Any) -> Any:
        if isinstance(value, models.Model):
            return "row", self._row(value)
        if isinstance(value, Client):
            return "client", {name: morsel.value for name, morsel in value.cookies.items()}, value.defaults
        return None

    def _row(self, row: models.Model) -> tuple[type[models.Model], Any]:
        key = (type(row), row.pk)
        if row._state.adding:
            raise pickle.PicklingError
        if key not in self.relations:
            self.relations[key] = {}
            self.relations[key] |= {
                name: self._row(other)
                for name, other in row._state.fields_cache.items()
                if isinstance(other, models.Model)
            }
        return key


def restored(kept: Kept) -> Any:
    """Return what a builder once returned, with rows as they are now."""
    rows: dict[tuple[type[models.Model], Any], models.Model] = {}
    for kind in {kind for kind, _ in kept.known.relations}:
        wanted = [pk for one, pk in kept.known.relations if one is kind]
        rows |= {(kind, row.pk): row for row in kind._base_manager.filter(pk__in=wanted)}
    for key, related in kept.known.relations.items():
        rows[key]._state.fields_cache |= {name: rows[other] for name, other in related.items()}

    def load(told: Any) -> Any:
        if told[0] == "row":
            return rows[told[1]]
        client = Client()
        client.cookies.load(told[1])
        client.defaults = dict(told[2])
        return client

    unpickler = pickle.Unpickler(io.BytesIO(kept.result))
    unpickler.persistent_load = load  # type: ignore[method-assign]
    return unpickler.load()


BUILDERS = Builders()


def remembered(build: Callable[P, T]) -> Callable[P, T]:
    """Build once a process for each set of arguments: a result, or what `__init__` puts into self."""

    @functools.wraps(build)
    def made(*args: P.args, **options: P.kwargs) -> T:
        whose = args[0] if build.__name__ == "__init__" else None
        given = args[1:] if whose is not None else args
        recipe = (build.__module__, build.__qualname__, type(whose), given, tuple(sorted(options.items())))
        try:
            hash(recipe)
        except TypeError:
            return build(*args, **options)
        if whose is None:
            return BUILDERS.make(recipe, lambda: build(*args, **options))

        def fill() -> dict[str, Any]:
            build(*args, **options)
            return vars(whose)

        vars(whose).update(BUILDERS.make(recipe, fill))
        return None  # type: ignore[return-value]

    return made
