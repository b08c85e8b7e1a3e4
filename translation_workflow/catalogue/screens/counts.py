"""How far editions are with their working text: counted by the database, for all editions at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef
from wagtail_localize.models import StringSegment, StringTranslation

from pages.models import Programme
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
    return {
        pk: done for programme, rows in programmes.items() for pk, done in _done_in(programme, rows).items()
    }


def _done_in(programme: Programme, editions: list[Edition]) -> dict[int, Done]:
    today = StringSegment.objects.filter(
        source__locale=programme.master_locale_id, source__object__in=master_order(programme)
    )
    total = today.order_by().values("context", "string").distinct().count()
    stands = today.filter(context=OuterRef("context"), string=OuterRef("translation_of"))
    rows: Any = StringTranslation.objects.filter(
        Exists(stands), locale__in={edition.locale_id for edition in editions}, has_error=False
    )
    counted = (
        rows.exclude(data="")
        .order_by()
        .values("locale_id", "working_state__state")
        .annotate(number=Count("pk"))
    )
    needs_work: dict[int, int] = defaultdict(int)
    translated: dict[int, int] = defaultdict(int)
    for row in counted:
        column = needs_work if row["working_state__state"] == State.NEEDS_WORK else translated
        column[row["locale_id"]] += row["number"]
    return {
        edition.pk: Done(
            total,
            translated[edition.locale_id],
            needs_work[edition.locale_id],
            has_copies=edition.kind is Kind.SAME_LANGUAGE,
        )
        for edition in editions
    }
