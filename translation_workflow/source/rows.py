"""The engine's rows of segments, read and written in bulk.

One place knows the engine's four tables of segments and the tables that they share.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, models
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
)

from .content import Fields
from .extract import Piece, Sort, field_path
from .merge import Merge, Stored

TABLES: Mapping[Sort, Any] = {
    Sort.STRING: StringSegment,
    Sort.TEMPLATE: TemplateSegment,
    Sort.RELATED: RelatedObjectSegment,
    Sort.OVERRIDABLE: OverridableSegment,
}
# What a row says, as columns: its text, the id behind the text, and what goes with it.
_COLUMNS: Mapping[Sort, tuple[str, ...]] = {
    Sort.STRING: ("string__data", "string_id", "attrs"),
    Sort.TEMPLATE: ("template__template", "template_id", "template__template_format"),
    Sort.RELATED: ("object_id", "object_id", "object__content_type_id"),
    Sort.OVERRIDABLE: ("data_json", "pk", "pk"),
}


def stored_segments(source: TranslationSource, fields: Fields) -> dict[str, list[Stored]]:
    """Return unit → the rows of an object's segments, in four queries."""
    found: dict[str, list[Stored]] = defaultdict(list)
    for sort, table in TABLES.items():
        columns = ("pk", "order", "context_id", "context__path", *_COLUMNS[sort])
        for pk, order, context, path, text, row, extra in table.objects.filter(source=source).values_list(
            *columns
        ):
            piece = Piece(sort, path, str(text), extra if sort is Sort.STRING else None)
            string = row if sort is Sort.STRING else 0
            found[fields.unit_of(path)].append(Stored(pk, order, context, piece, string))
    return found


@dataclass(frozen=True)
class Ids:
    """The engine's ids by what they stand for: of places by path, of texts by text."""

    contexts: Mapping[str, int]
    strings: Mapping[str, int]


def ids_of(stored: Mapping[str, Sequence[Stored]]) -> Ids:
    """Return the ids that an object's rows name."""
    rows = [row for unit in stored.values() for row in unit]
    return Ids(
        {row.piece.path: row.context for row in rows},
        {row.piece.text: row.string for row in rows if row.piece.sort is Sort.STRING},
    )


def apply_merge(source: TranslationSource, merge: Merge, known: Ids, *, instance: Any) -> Ids:
    """Write what `merge` decided; return the ids with those that were made."""
    for sort, table in TABLES.items():
        if gone := merge.gone[sort]:
            # Nothing hangs on a segment, so that none has to be read before.
            table.objects.filter(pk__in=gone)._raw_delete(connection.alias)
        _set(table, "order", merge.orders[sort])
    for pk, attributes in merge.extras[Sort.STRING].items():
        StringSegment.objects.filter(pk=pk).update(attrs=attributes)
    return _insert(source, merge.new, known, instance=instance) if merge.new else known


def renumbered(table: type[models.Model], column: str, values: Mapping[int, int]) -> str:
    """Return SQL that sets a number in many rows at once. Both databases know `UPDATE … FROM`."""
    pairs = ",".join(f"({int(pk)},{int(value)})" for pk, value in values.items())
    quoted, column = connection.ops.quote_name(table._meta.db_table), connection.ops.quote_name(column)
    return (  # Names from the model, and whole numbers.
        f"WITH v(i, o) AS (VALUES {pairs}) UPDATE {quoted} SET {column} = v.o FROM v WHERE {quoted}.id = v.i"  # noqa: S608
    )


def _set(table: type[models.Model], column: str, values: Mapping[int, int]) -> None:
    if values:
        with connection.cursor() as cursor:
            cursor.execute(renumbered(table, column, values))


def _insert(source: TranslationSource, new: Sequence[tuple[Piece, int]], known: Ids, *, instance: Any) -> Ids:
    by_sort: dict[Sort, list[tuple[Piece, int]]] = defaultdict(list)
    for piece, order in new:
        by_sort[piece.sort].append((piece, order))
    contexts = _contexts(source, {piece.path for piece, _ in new}, known.contexts, instance=instance)
    strings = _strings(source, {piece.text for piece, _ in by_sort[Sort.STRING]}, known.strings)
    templates = _templates([piece for piece, _ in by_sort[Sort.TEMPLATE]])
    _make_objects([piece for piece, _ in by_sort[Sort.RELATED]])
    says: Mapping[Sort, Any] = {
        Sort.STRING: lambda piece: {"string_id": strings[piece.text], "attrs": piece.extra},
        Sort.TEMPLATE: lambda piece: {"template_id": templates[piece]},
        Sort.RELATED: lambda piece: {"object_id": UUID(piece.text)},
        Sort.OVERRIDABLE: lambda piece: {"data_json": piece.text},
    }
    for sort, pieces in by_sort.items():
        TABLES[sort].objects.bulk_create(
            TABLES[sort](source=source, context_id=contexts[one.path], order=order, **says[sort](one))
            for one, order in pieces
        )
    return Ids(contexts, strings)


def _contexts(
    source: TranslationSource, paths: set[str], known: Mapping[str, int], *, instance: Any
) -> dict[str, int]:
    ids = {path: TranslationContext._get_path_id(path) for path in paths - known.keys()}
    made = TranslationContext.objects.bulk_create(
        [
            TranslationContext(
                object_id=source.object_id,
                path=path,
                path_id=ids[path],
                field_path=field_path(instance, path),
            )
            for path in sorted(ids)
        ],
        **_or_the_one_there("object", "path_id"),
    )
    return {**known, **{row.path: row.pk for row in made}}


def _strings(source: TranslationSource, texts: set[str], known: Mapping[str, int]) -> dict[str, int]:
    hashes = {text: String._get_data_hash(text) for text in sorted(texts - known.keys())}
    made = String.objects.bulk_create(
        [String(locale_id=source.locale_id, data_hash=key, data=text) for text, key in hashes.items()],
        **_or_the_one_there("locale", "data_hash"),
    )
    return {**known, **{row.data: row.pk for row in made}}


def _templates(pieces: Sequence[Piece]) -> dict[Piece, int]:
    uuids = {_template_id(piece): piece for piece in pieces}
    made = Template.objects.bulk_create(
        [
            Template(
                uuid=key, template=piece.text, template_format=piece.extra[0], string_count=piece.extra[1]
            )
            for key, piece in uuids.items()
        ],
        **_or_the_one_there("uuid"),
    )
    found = {row.uuid: row.pk for row in made}
    return {piece: found[_template_id(piece)] for piece in pieces}


def _template_id(piece: Piece) -> UUID:
    return uuid.uuid5(uuid.uuid5(Template.BASE_UUID_NAMESPACE, piece.extra[0]), piece.text)


def _make_objects(pieces: Sequence[Piece]) -> None:
    TranslatableObject.objects.bulk_create(
        [
            TranslatableObject(translation_key=key, content_type_id=content_type)
            for key, content_type in {piece.text: piece.extra for piece in pieces}.items()
        ],
        ignore_conflicts=True,
    )


def _or_the_one_there(*unique: str) -> dict[str, Any]:
    # Written over with what it is: so the database tells the id of a row that another worker made first.
    return {"update_conflicts": True, "unique_fields": unique, "update_fields": unique[-1:]}
