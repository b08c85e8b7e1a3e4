"""What a programme's editions are made from: live pages of the master in reading order, then shared texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, Value
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from pages.models import Programme
from pages.models.snippets import translated_snippets


@dataclass(frozen=True)
class Object:
    """A page of a programme's master, or a text that pages share (`is_shared`).

    `theme` is the key of the theme that a page is or stands below, `theme_title` its title, and `level` a
    module's; none elsewhere. `depth` is how far below the first page it stands.
    """

    key: UUID
    title: str
    is_shared: bool = False
    depth: int = 0
    theme: str = ""
    theme_title: str = ""
    level: int | None = None


Objects = Mapping[int, Sequence[Object]]
"""A programme's id → its objects."""

Pages = Mapping[tuple[int, UUID], bool]
"""A language's id and a page's key → whether the page there is live."""


def objects_of(programmes: Iterable[Programme], *, with_shared: bool = True) -> dict[int, list[Object]]:
    """Return the objects of programmes; see `objects_and_pages`."""
    return objects_and_pages(programmes, (), with_shared=with_shared)[0]


def objects_and_pages(
    programmes: Iterable[Programme], locales: Collection[int], *, with_shared: bool = True
) -> tuple[dict[int, list[Object]], Pages]:
    """Return the objects of programmes, and what these languages have of their pages.

    One query, and two where they share texts. First pages were read with their programmes; of a programme
    without one there are shared texts only.
    """
    by_id = {programme.pk: programme for programme in programmes}
    found: dict[int, list[Object]] = {pk: [] for pk in by_id}
    rows = _rows(by_id.values(), locales)
    for pk, one in _masters(by_id.values(), rows):
        found[pk].append(one)
    if with_shared:
        for pk, one in _shared(by_id):
            found[pk].append(one)
    return found, {(row.locale, row.key): row.live for row in rows}


class _Row(NamedTuple):
    path: str
    key: UUID
    title: str
    locale: int
    live: bool
    level: int | None
    theme: str | None


_COLUMNS = (
    "path", "translation_key", "title", "locale", "live", "modulepage__level", "themepage__theme_key",
)  # fmt: skip


def _rows(programmes: Collection[Programme], locales: Collection[int]) -> list[_Row]:
    """Return the live pages of masters, and all pages of these languages that stand for them; by path."""
    firsts = [one.master_page.path for one in programmes if one.master_page is not None]
    if not firsts:
        return []
    below = reduce(or_, (Q(path__startswith=path) for path in firsts))
    masters = Page.objects.live().filter(below)
    wanted = masters
    if locales:
        translated = Q(locale__in=locales, translation_key__in=masters.values("translation_key"))
        wanted = Page.objects.filter(translated | (below & Q(live=True)))
    return [_Row(*row) for row in wanted.order_by("path").values_list(*_COLUMNS)]


def _masters(programmes: Collection[Programme], rows: Iterable[_Row]) -> Iterator[tuple[int, Object]]:
    """Yield the pages of masters with the ids of their programmes, in reading order."""
    firsts = {one.master_page.path: one.pk for one in programmes if one.master_page is not None}
    themes: dict[str, tuple[str, str]] = {}
    for row in rows:
        first = next((path for path in firsts if row.path.startswith(path)), None)
        if first is None:
            continue
        if row.theme:
            themes[row.path] = (row.theme, row.title)
        theme, theme_title = _above(row.path, themes)
        depth = (len(row.path) - len(first)) // Page.steplen
        yield (
            firsts[first],
            Object(row.key, row.title, depth=depth, theme=theme, theme_title=theme_title, level=row.level),
        )


def _above(path: str, themes: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """Return the theme at a path, or the nearest above it."""
    ends = range(len(path), 0, -Page.steplen)
    return next((themes[path[:end]] for end in ends if path[:end] in themes), ("", ""))


def _shared(programmes: Mapping[int, Programme]) -> Iterator[tuple[int, Object]]:
    """Yield the snippets of the masters, a kind after the other, each by its name."""
    if not programmes:
        return
    owners = reduce(or_, (Q(programme=pk, locale=one.master_locale_id) for pk, one in programmes.items()))
    first, *others = [
        model._default_manager.filter(owners)
        .order_by()
        .values_list("programme_id", "translation_key", Value(number))
        for number, model in enumerate(translated_snippets())
    ]
    rows: list[tuple[int, UUID, int]] = list(first.union(*others, all=True))
    names = _names([key for _, key, _ in rows]) if rows else {}
    told: dict[tuple[int, str], list[tuple[int, UUID]]] = defaultdict(list)
    for programme, key, number in rows:
        if key in names:
            told[number, names[key]].append((programme, key))
    for (_, name), of_name in sorted(told.items(), key=lambda one: (one[0][0], one[0][1].casefold())):
        yield from ((programme, Object(key, name, is_shared=True)) for programme, key in sorted(of_name))


def _names(keys: Collection[UUID]) -> dict[UUID, str]:
    """Return what snippets are called; those without texts to translate are not there."""
    rows: Any = TranslationSource.objects.filter(object__in=keys).order_by("pk")
    return dict(rows.values_list("object_id", "object_repr"))
