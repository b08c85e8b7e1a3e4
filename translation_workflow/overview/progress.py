"""How far editions were on each day: noted once a day, so that people see where they are going."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from translation_workflow.editions.models import Edition

from .models import Progress
from .picture import Picture, picture_of
from .pieces import Pieces

SHOWN = timedelta(days=182)
STATES = ("untranslated", "needs_work", "translated", "approved", "copies")


@dataclass(frozen=True)
class Point:
    """The pieces of an edition on a day."""

    day: date
    pieces: Pieces


def note_progress() -> int:
    """Note how far every edition is today, over what was noted today before; return how many editions."""
    rows = Edition.objects.exclude(status=Edition.Status.RETIRED)
    editions = list(rows.select_related("programme__master_locale", "programme__master_page", "locale"))
    note(picture_of(editions), today=timezone.localdate())
    return len(editions)


def note(picture: Picture, *, today: date) -> None:
    """Note how far the editions of a picture are; one query."""
    Progress.objects.bulk_create(
        [
            Progress(edition=edition, day=today, **_numbers(picture.pieces(edition)))
            for edition in picture.editions
            if edition.locale_id != edition.programme.master_locale_id
        ],
        update_conflicts=True,
        unique_fields=["edition", "day"],
        update_fields=list(STATES),
    )


def points_of(edition: Edition, *, now: Pieces, today: date) -> Sequence[Point]:
    """Return how far an edition was in the last half year, by day, and how far it is now. One query."""
    rows = Progress.objects.filter(edition=edition, day__gte=today - SHOWN, day__lt=today).order_by("day")
    return [*(Point(row.day, row.pieces) for row in rows), Point(today, now)]


def _numbers(pieces: Pieces) -> dict[str, int]:
    return {state: getattr(pieces, state) for state in STATES}
