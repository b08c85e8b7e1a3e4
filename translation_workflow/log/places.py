"""Where a change was: what people call the object, and the edition that it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from wagtail.models import Page
from wagtail_localize.models import TranslationContext

from pages.models.snippets import translated_snippets
from translation_workflow.audit.models import Entry, Topic
from translation_workflow.audit.text import values_of
from translation_workflow.editions.models import Edition


@dataclass(frozen=True)
class Place:
    """An edition (None where an entry is of none) and the object there; `url` is where to look at it."""

    edition: Edition | None = None
    title: str = ""
    path: str = ""
    url: str = ""


@dataclass(frozen=True)
class _Object:
    """A page or snippet: what the master calls it, and its programmes' ids."""

    title: str
    programmes: frozenset[int]


def places_of(rows: Sequence[Entry], editions: Sequence[Edition]) -> dict[int, Place]:
    """Return an entry's id → its place, in a number of queries that does not grow with the rows.

    `editions` are those that somebody may see; of others nothing is said.
    """
    contexts = {
        pk: (key, path)
        for pk, key, path in TranslationContext.objects.filter(
            pk__in={row.context_id for row in rows if row.context_id}
        ).values_list("pk", "object_id", "path")
    }
    keys = {key for key, _ in contexts.values()} | {key for row in rows if (key := _pages_key(row))}
    objects = _objects(keys, editions)
    return {row.pk: _place(row, contexts, objects, editions) for row in rows}


def _pages_key(row: Entry) -> UUID | None:
    return UUID(row.object) if row.topic in {Topic.LAYER, Topic.PAGE} and row.object else None


def _own_name(row: Entry) -> str:
    """Return what an entry itself says that a page or a fact is called: it may be gone by now."""
    if row.topic not in {Topic.PAGE, Topic.FACT}:
        return ""
    said = values_of(row.before if row.after is None else row.after)
    return next((str(said[name]) for name in ("title", "name", "label", "what") if name in said), "")


def _place(
    row: Entry,
    contexts: Mapping[int, tuple[UUID, str]],
    objects: Mapping[UUID, _Object],
    editions: Sequence[Edition],
) -> Place:
    key, path = contexts.get(row.context_id or 0, (_pages_key(row), ""))
    found = objects.get(key) if key else None
    edition = next((one for one in editions if _is_of(one, row, found)), None)
    url = _desk(edition, key) if edition and key and found else ""
    return Place(edition, found.title if found else _own_name(row), path, url)


def _is_of(edition: Edition, row: Entry, found: _Object | None) -> bool:
    if row.edition_id is not None:
        return edition.pk == row.edition_id
    if row.locale_id is None or edition.locale_id != row.locale_id:
        return False
    return found is None or edition.programme_id in found.programmes


def _desk(edition: Edition, key: UUID) -> str:
    try:
        return reverse("desk:page", args=[edition.pk, key])
    except NoReverseMatch:
        return ""


def _objects(keys: Collection[UUID], editions: Sequence[Edition]) -> dict[UUID, _Object]:
    if not keys:
        return {}
    found = _pages(keys, editions)
    for model in translated_snippets() if keys - found.keys() else ():
        rows = model._default_manager.filter(translation_key__in=keys - found.keys())
        found |= _named(
            (row.translation_key, row.locale_id, str(row), row.programme_id, row.programme.master_locale_id)
            for row in rows.select_related("programme")
        )
    return found


def _pages(keys: Collection[UUID], editions: Sequence[Edition]) -> dict[UUID, _Object]:
    programmes = {one.programme_id: one.programme for one in editions if one.programme.master_page}
    rows = Page.objects.filter(translation_key__in=keys)
    return _named(
        (key, locale, title, pk, programme.master_locale_id)
        for key, locale, title, path in rows.values_list("translation_key", "locale_id", "title", "path")
        for pk, programme in programmes.items()
        if path.startswith(programme.master_page.path)  # type: ignore[union-attr]
    )


def _named(rows: Iterable[tuple[UUID, int, str, int, int]]) -> dict[UUID, _Object]:
    """Return key → object, by the title that the master has where it has one."""
    titles: dict[UUID, str] = {}
    programmes: dict[UUID, set[int]] = defaultdict(set)
    for key, locale, title, programme, master in rows:
        if key not in titles or locale == master:
            titles[key] = title
        programmes[key].add(programme)
    return {key: _Object(title, frozenset(programmes[key])) for key, title in titles.items()}
