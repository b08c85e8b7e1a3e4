"""What people translated or approved: source texts with their words, as they stand in working text.

Words that memory or a machine filled in belong here once somebody said that they are right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Q
from wagtail_localize.models import StringTranslation

from translation_workflow.source.markup import is_blank
from translation_workflow.source.models import Origin, State

# Statements take no more parameters than some tens of thousands.
_AT_ONCE = 10_000

PEOPLES = Q(working_state__state__in=[State.TRANSLATED, State.APPROVED]) | Q(
    # As the engine's own editor leaves what a person typed.
    working_state__isnull=True,
    translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
)
"""Working text that people translated or approved."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A text and its words, HTML fragments, in one place: `context` and `key` (of the object) tell which.

    Where the place is gone both are None. `at` is when the words were written.
    """

    string: int
    text: str
    words: str
    state: State
    origin: Origin
    at: datetime
    context: int | None
    key: UUID | None
    path: str


_COLUMNS = (
    "translation_of_id",
    "translation_of__data",
    "data",
    "working_state__state",
    "working_state__origin",
    "updated_at",
    "context_id",
    "context__object_id",
    "context__path",
)


def units_of(strings: Collection[int], locales: Collection[int]) -> dict[int, list[tuple[int, Unit]]]:
    """Return source text's id → (locale, unit), latest words first; one query for each ten thousand texts."""
    found: dict[int, list[tuple[int, Unit]]] = {}
    for some in _portions(strings):
        for locale, unit in _read(_rows(locales).filter(translation_of__in=some)):
            found.setdefault(unit.string, []).append((locale, unit))
    return found


def all_units(locale: int, *, source_locale: int) -> Iterator[Unit]:
    """Yield all units of a pair of languages, latest words first; one query, read as it is asked for."""
    rows = _rows([locale]).filter(translation_of__locale=source_locale)
    return (unit for _, unit in _read(rows))


def _rows(locales: Collection[int]) -> Any:
    rows = StringTranslation.objects.filter(PEOPLES, locale__in=locales, has_error=False)
    return rows.order_by("-updated_at", "-pk").values_list("locale_id", *_COLUMNS)


def _read(rows: Any) -> Iterator[tuple[int, Unit]]:
    for locale, string, text, words, state, origin, *rest in rows.iterator():
        if not is_blank(words):
            stated = State(state or State.TRANSLATED), Origin(origin or Origin.PERSON)
            at, context, key, path = rest
            yield locale, Unit(string, text, words, *stated, at, context, key, path or "")


def _portions(strings: Collection[int]) -> Iterator[list[int]]:
    left = iter(sorted(strings))
    while some := list(islice(left, _AT_ONCE)):
        yield some
