"""What two ways have to agree on: everything that readers, translators and searchers could notice.

A state is flat: (what, language, where, …) → value, so that two of them can be told apart line by line.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    StringSegment,
    TemplateSegment,
    Translation,
    TranslationSource,
)

State = dict[tuple[str, ...], Any]

# When something happened, and which row of the history tells it, differs between any two runs.
VOLATILE = frozenset(
    {
        "pk",
        "latest_revision",
        "live_revision",
        "latest_revision_created_at",
        "first_published_at",
        "last_published_at",
    }
)
# Wagtail takes these from the page's row whenever it opens a revision: what a revision says of them is
# how the row was at the moment it was written.
TOLD_BY_THE_ROW = frozenset(
    {"draft_title", "live", "has_unpublished_changes", "path", "depth", "numchild", "url_path"}
)
INDEXED = ("title", "title_text", "body", "body_text", "autocomplete")
"""The columns of a search index that hold text; each database has some of them."""


def state_of(keys: Collection[UUID]) -> State:
    """Return the state of the objects with these translation keys, in all languages."""
    pages = list(Page.objects.filter(translation_key__in=keys).select_related("locale").specific())
    return dict(
        pair
        for part in (_rows(pages), _revisions(pages), _tree(pages), _sources(keys), _search(pages))
        for pair in part
    ) | dict(_references(pages))


def _rows(pages: Iterable[Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for page in pages:
        for name, value in _content(page.serializable_data()).items():
            yield ("page", *_name(page), name), value


def _revisions(pages: Iterable[Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    latest = Revision.objects.in_bulk([page.latest_revision_id for page in pages if page.latest_revision_id])
    for page in pages:
        revision = latest.get(page.latest_revision_id)
        yield ("revision", *_name(page), "exists"), revision is not None
        yield ("revision", *_name(page), "is live"), page.live_revision_id == page.latest_revision_id
        for name, value in _content(revision.content if revision else {}).items():
            if name not in TOLD_BY_THE_ROW:
                yield ("revision", *_name(page), name), value


def _content(data: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a serialised page that two runs can agree on, streams as what they hold."""
    return {name: _parsed(value) for name, value in data.items() if name not in VOLATILE}


def _parsed(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in {"[", "{"}:
        return json.loads(value)
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


def _tree(pages: Iterable[Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Tell by its path which page each stands below, and which pages stand before it."""
    for page in pages:
        for other in [*page.get_ancestors(), *page.get_prev_siblings()]:
            yield ("tree", *_name(page), other.path), (str(other.translation_key), other.numchild)


def _sources(keys: Collection[UUID]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for source in TranslationSource.objects.filter(object__in=keys):
        key = str(source.object_id)
        for name, value in _content(json.loads(source.content_json)).items():
            yield ("source", key, name), value
        yield ("source", key, "says"), (source.object_repr, source.schema_version)
    for locale in Translation.objects.filter(source__object__in=keys).values_list(
        "source__object", "target_locale__language_code", "enabled"
    ):
        yield ("translation", *map(str, locale)), True
    yield from _segments(keys, StringSegment, "string__data", "attrs")
    yield from _segments(keys, TemplateSegment, "template__template", "template__template_format")
    yield from _segments(keys, RelatedObjectSegment, "object")
    yield from _segments(keys, OverridableSegment, "data_json")


def _segments(
    keys: Collection[UUID], model: Any, first: str, *others: str
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield rows by their place, what they hold and their order; `first` tells rows of a place apart."""
    wanted = ("source__object", "context__path", "context__field_path", "order", first, *others)
    for key, path, field, order, *held in model.objects.filter(source__object__in=keys).values_list(*wanted):
        yield (model.__name__, str(key), path, field, str(order)), [str(value) for value in held]


def _search(pages: Iterable[Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield what the search index holds of each page; vectors follow from texts, which are there too."""
    texts = [
        field.name
        for field in IndexEntry._meta.concrete_fields
        if field.name in INDEXED and "Vector" not in type(field).__name__
    ]
    named = {str(page.pk): _name(page) for page in pages}
    types = ContentType.objects.get_for_models(*{type(page) for page in pages}).values()
    for row in IndexEntry.objects.filter(content_type__in=types, object_id__in=named):
        for text in texts:
            yield ("search index", *named[row.object_id], text), getattr(row, text)


def _references(pages: Iterable[Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    named = {str(page.pk): _name(page) for page in pages}
    rows = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=named
    )
    columns = ("object_id", "content_path", "model_path", "to_content_type__model", "to_object_id")
    for pk, *told in rows.values_list(*columns):
        yield ("reference index", *named[pk], *told), True


def _name(page: Page) -> tuple[str, str]:
    return page.locale.language_code, str(page.translation_key)
