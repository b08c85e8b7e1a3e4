"""Bring the engine's segments of a master object up to date: only what changed is extracted.

The engine extracts everything again, and writes each segment by itself.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import TranslatableObject, TranslationSource, get_schema_version

from .content import Content, changed_units, fields_of, frozen, units_of
from .extract import Piece, Sort, extract
from .links import Links
from .merge import Stored, merge
from .rows import Ids, apply_merge, ids_of, stored_segments
from .succession import Places, Text


@dataclass(frozen=True)
class Refreshed:
    """What a refresh found: the units that changed, and the texts of their places before and after.

    `is_new`: the object had no segments yet.
    """

    source: TranslationSource
    units: frozenset[str] = frozenset()
    before: Places = field(default_factory=dict)
    after: Places = field(default_factory=dict)
    is_new: bool = False

    @property
    def is_structure(self) -> bool:
        """Whether blocks came, went or moved: then no edition's page is what it has to be."""
        return any(unit in fields_of(self.model).streams for unit in self.units)

    @property
    def model(self) -> Any:
        """The type of the master object."""
        return self.source.specific_content_type.model_class()

    @property
    def new_places(self) -> dict[tuple[int, int], Links]:
        """(context, string) → where its links lead, of the texts that are new in their places."""
        known = {(context, text.string) for context, texts in self.before.items() for text in texts}
        return {
            (context, text.string): text.links
            for context, texts in self.after.items()
            for text in texts
            if (context, text.string) not in known
        }


@transaction.atomic(savepoint=False)
def refresh(instance: Any) -> Refreshed:
    """Refresh the segments of a live master object. Nothing is written where nothing changed.

    Segments keep their rows where blocks move. The number of queries depends on neither blocks nor
    segments.
    """
    instance = instance.specific if isinstance(instance, Page) else instance
    return refresh_from(instance, locked_source(instance.translation_key, instance.locale_id))


def locked_source(key: UUID, locale: int) -> TranslationSource | None:
    """Return what the engine knows of a master object, locked for the transaction; None for a new one."""
    found: TranslationSource | None = (
        TranslationSource.objects.select_for_update(of=("self",))
        .select_related("specific_content_type", "locale")
        .filter(object=key, locale=locale)
        .first()
    )
    return found


@transaction.atomic(savepoint=False)
def refresh_from(instance: Any, source: TranslationSource | None) -> Refreshed:
    """Refresh a specific object whose source the caller has locked. See `refresh`."""
    content, schema = frozen(instance), _schema(instance._meta.app_label)
    if source is None:
        return _renew(_made(instance, content, schema), instance, {}, json.loads(content))
    is_same_schema = source.schema_version == schema
    if is_same_schema and source.content_json == content:
        return Refreshed(source)
    # Another schema may extract other things from the same content, so nothing of it counts as known.
    before = json.loads(source.content_json)
    TranslationSource.objects.filter(pk=source.pk).update(**_columns(instance, content, schema))
    return _renew(source, instance, before, json.loads(content), everything=not is_same_schema)


def _renew(
    source: TranslationSource, instance: Any, before: Content, after: Content, *, everything: bool = False
) -> Refreshed:
    fields = fields_of(type(instance))
    names = tuple(one.field_name for one in get_translatable_fields(type(instance)))
    order = list(units_of(after, fields, order=names))
    units = changed_units(before, after, fields)
    if everything:
        units |= {*order, *fields.all}
    if not units:
        return Refreshed(source)
    stored = stored_segments(source, fields) if before else {}
    extracted: dict[str, list[Piece]] = defaultdict(list)
    for piece in extract(instance, units if before else None):
        extracted[fields.unit_of(piece.path)].append(piece)
    plan = merge(stored, extracted, order=order, changed=units if before else order)
    ids = apply_merge(source, plan, ids_of(stored), instance=instance)
    return Refreshed(
        source, units, before=_texts_stored(stored, units), after=_texts(extracted, ids), is_new=not before
    )


def _texts_stored(stored: Mapping[str, Sequence[Stored]], units: Collection[str]) -> Places:
    places: dict[int, list[Text]] = defaultdict(list)
    rows = [row for unit in units for row in stored.get(unit, ()) if row.piece.sort is Sort.STRING]
    for row in sorted(rows, key=lambda row: row.order):
        places[row.context].append(_text(row.piece, row.string))
    return dict(places)


def _texts(extracted: Mapping[str, Sequence[Piece]], ids: Ids) -> Places:
    places: dict[int, list[Text]] = defaultdict(list)
    for pieces in extracted.values():
        for piece in pieces:
            if piece.sort is Sort.STRING:
                places[ids.contexts[piece.path]].append(_text(piece, ids.strings[piece.text]))
    return dict(places)


def _text(piece: Piece, string: int) -> Text:
    return Text(string, piece.text, json.loads(piece.extra or "null") or {})


@cache
def _schema(app: str) -> str:
    """Return the last migration of an app. It does not change while a process lives."""
    return get_schema_version(app) or ""


def _made(instance: Any, content: str, schema: str) -> TranslationSource:
    base = ContentType.objects.get_for_model(instance.get_translation_model())
    thing, _ = TranslatableObject.objects.get_or_create(
        translation_key=instance.translation_key, defaults={"content_type": base}
    )
    return TranslationSource.objects.create(
        object=thing,
        locale=instance.locale,
        specific_content_type=ContentType.objects.get_for_model(type(instance)),
        **_columns(instance, content, schema),
    )


def _columns(instance: Any, content: str, schema: str) -> dict[str, Any]:
    return {
        "content_json": content,
        "object_repr": str(instance)[:200],
        "schema_version": schema,
        "last_updated_at": timezone.now(),
    }
