"""How far editions are with their working text: counted by the database, for all editions at once.

What an edition hides, replaces or leaves out, published or not, counts nowhere: exports do not offer it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, When
from wagtail_localize.models import StringSegment, StringTranslation

from pages.models import Programme
from translation_workflow.adaptation.published import NOTHING, Adaptation, Key, latest_adaptations
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.source.masters import master_order
from translation_workflow.source.models import State


@dataclass(frozen=True)
class Done:
    """Pieces of text of an edition. What an edition in its master's language has no words for is a copy."""

    total: int
    translated: int
    needs_work: int
    has_copies: bool = False

    @property
    def rest(self) -> int:
        """The pieces without words: untranslated, or copies."""
        return max(self.total - self.translated - self.needs_work, 0)


def done_in(editions: Iterable[Edition]) -> dict[int, Done]:
    """Return edition → how far it is; the number of queries grows with programmes only."""
    programmes: dict[Programme, list[Edition]] = defaultdict(list)
    for edition in editions:
        programmes[edition.programme].append(edition)
    adaptations = latest_adaptations(edition for rows in programmes.values() for edition in rows)
    return {
        pk: done
        for programme, rows in programmes.items()
        for pk, done in _done_in(programme, rows, adaptations).items()
    }


@dataclass(frozen=True)
class _Place:
    """A context of the master: the object and path that it is of, and how many texts stand there."""

    key: UUID
    path: str
    number: int


def _done_in(
    programme: Programme, editions: list[Edition], adaptations: Mapping[Key, Adaptation]
) -> dict[int, Done]:
    today = StringSegment.objects.filter(
        source__locale=programme.master_locale_id, source__object__in=master_order(programme)
    )
    places = _places(today)
    words = _words(today, editions, adapted={key for _, key in adaptations})
    done = {}
    for edition in editions:
        asked = {pk: place for pk, place in places.items() if not _is_out(place, edition, adaptations)}
        here = [
            row
            for row in words
            if row["locale_id"] == edition.locale_id and (row["at"] is None or row["at"] in asked)
        ]
        needs_work = sum(row["number"] for row in here if row["working_state__state"] == State.NEEDS_WORK)
        done[edition.pk] = Done(
            sum(place.number for place in asked.values()),
            sum(row["number"] for row in here) - needs_work,
            needs_work,
            has_copies=edition.kind is Kind.SAME_LANGUAGE,
        )
    return done


def _is_out(place: _Place, edition: Edition, adaptations: Mapping[Key, Adaptation]) -> bool:
    return adaptations.get((edition.pk, place.key), NOTHING).does_without(place.path)


def _places(today: Any) -> dict[int, _Place]:
    """Return the primary keys of contexts → what stands there today."""
    rows = (
        today.order_by()
        .values_list("context", "context__object", "context__path")
        .annotate(Count("string", distinct=True))
    )
    return {pk: _Place(key, path, number) for pk, key, path, number in rows}


def _words(today: Any, editions: Iterable[Edition], *, adapted: set[UUID]) -> list[dict[str, Any]]:
    """Return the numbers of words by language, state, and place; `at` is None outside of adapted pages."""
    stands = today.filter(context=OuterRef("context"), string=OuterRef("translation_of"))
    rows: Any = StringTranslation.objects.filter(
        Exists(stands), locale__in={edition.locale_id for edition in editions}, has_error=False
    )
    return list(
        rows.exclude(data="")
        .order_by()
        .annotate(at=Case(When(context__object__in=adapted, then=F("context"))))
        .values("locale_id", "working_state__state", "at")
        .annotate(number=Count("pk"))
    )
