"""What the search finds: the entries of many objects, in a few queries."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.search.backends import get_search_backends_with_name
from wagtail.search.index import AutocompleteField, FilterField, class_is_indexed
from wagtail.search.models import IndexEntry

logger = logging.getLogger(__name__)

# PostgreSQL takes 65,535 parameters a statement; an object has a few dozen.
MOST_AT_ONCE = 500

Key = tuple[int, str]
"""The content type and the primary key of an object."""


@dataclass(frozen=True)
class Entry:
    """What the index holds of one object."""

    title: str
    autocomplete: str
    body: str


def write_entries(objects: Sequence[models.Model]) -> None:
    """Bring every search index that follows changes up to date with specific instances of any models."""
    indexed = [
        instance
        for instance in objects
        if class_is_indexed(type(instance)) and getattr(instance, "search_auto_update", True)
    ]
    for name, backend in get_search_backends_with_name(with_auto_update=True):
        try:
            _write(backend, indexed)
        except Exception:
            logger.exception("The search index “%s” was not brought up to date.", name)
            # A service outside may be away; a database is part of the transaction.
            if not backend.catch_indexing_errors:
                raise


def _write(backend: Any, objects: Sequence[models.Model]) -> None:
    index = backend.get_index_for_model(IndexEntry)
    if getattr(getattr(index, "write_connection", None), "vendor", "") == "sqlite":
        _write_to_sqlite(index, objects)
        return
    by_model: dict[Any, list[models.Model]] = defaultdict(list)
    for instance in objects:
        by_model[type(instance)].append(instance)
    for model, instances in by_model.items():
        for first in range(0, len(instances), MOST_AT_ONCE):
            some = instances[first : first + MOST_AT_ONCE]
            with _asked_once(some):
                backend.add_bulk(model, some)


@contextmanager
def _asked_once(objects: Sequence[Any]) -> Iterator[None]:
    """Put values in the place of methods that are indexed: the indexer asks each ten times."""
    names = {
        type(instance): [
            field.field_name
            for field in instance.get_search_fields()
            if callable(getattr(type(instance), field.field_name, None))
        ]
        for instance in objects
    }
    for instance in objects:
        vars(instance).update({name: getattr(instance, name)() for name in names[type(instance)]})
    try:
        yield
    finally:
        for instance in objects:
            for name in names[type(instance)]:
                vars(instance).pop(name, None)


def _write_to_sqlite(index: Any, objects: Sequence[models.Model]) -> None:
    """Do what Wagtail does with a query for each object, in four: it writes one entry a statement."""
    entries = {_key(instance): _entry(index.backend, instance) for instance in objects}
    types, keys = {key[0] for key in entries}, {key[1] for key in entries}
    rows = IndexEntry._default_manager.filter(content_type__in=types, object_id__in=keys)
    columns = ("content_type_id", "object_id", "title", "autocomplete", "body")
    known = {(kind, pk): Entry(*texts) for kind, pk, *texts in rows.values_list(*columns)}
    changed = {key: entry for key, entry in entries.items() if known.get(key, entry) != entry}
    new = {key: entry for key, entry in entries.items() if key not in known}
    if changed:
        with index.write_connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {IndexEntry._meta.db_table} SET title = %s, autocomplete = %s, body = %s "  # noqa: S608
                "WHERE content_type_id = %s AND object_id = %s",
                [(*astuple(entry), *key) for key, entry in changed.items()],
            )
    if new:
        IndexEntry._default_manager.bulk_create(
            IndexEntry(
                content_type_id=kind,
                object_id=pk,
                title=entry.title,
                autocomplete=entry.autocomplete,
                body=entry.body,
            )
            for (kind, pk), entry in new.items()
        )
        index._refresh_title_norms()


def _entry(backend: Any, instance: Any) -> Entry:
    """Return what Wagtail's own indexer would write, computing each field's text once."""
    from modelsearch.backends.database.sqlite.sqlite import ObjectIndexer

    indexer = ObjectIndexer(instance, backend)
    title: list[str] = []
    autocomplete: list[str] = []
    body: list[str] = []
    texts: dict[str, list[Any]] = {}
    for field in indexer.search_fields:
        if isinstance(field, FilterField):
            continue
        if field.field_name not in texts:
            texts[field.field_name] = [value for _, value in indexer.prepare_field(instance, field)]
        if isinstance(field, AutocompleteField):
            autocomplete += texts[field.field_name]
        else:
            (title if field.field_name == "title" else body).extend(texts[field.field_name])
    return Entry(" ".join(title), " ".join(autocomplete), " ".join(body))


def _key(instance: models.Model) -> Key:
    return (ContentType.objects.get_for_model(type(instance)).pk, str(instance.pk))
