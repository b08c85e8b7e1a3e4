"""How far editions were on each day, and the picture of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.overview.town import Town
from translation_workflow.jobs import work
from translation_workflow.overview.chart import HEIGHT, WIDTH, chart_of
from translation_workflow.overview.models import Progress
from translation_workflow.overview.pieces import Pieces
from translation_workflow.overview.progress import Point, note_progress, points_of
from translation_workflow.overview.screens.home import rows_of

DAY = date(2026, 5, 1)


def points(*numbers: int, of: int = 10) -> list[Point]:
    return [
        Point(DAY + timedelta(days=day), Pieces(untranslated=of - done, translated=done))
        for day, done in enumerate(numbers)
    ]


@pytest.mark.django_db
def test_a_worker_notes_progress_once_a_day() -> None:
    """A row an edition, however often it is noted; the master's own has nothing to note."""
    town = Town()
    assert work.DAILY["progress"] is note_progress
    note_progress()
    town.world.type("More trees.", "Fler träd.")
    note_progress()
    rows = {row.edition.code: row for row in Progress.objects.select_related("edition")}
    assert rows.keys() == {"sv", "fi"}
    assert rows["sv"].pieces == Pieces(untranslated=4, translated=1)
    assert rows["sv"].day == timezone.localdate()


@pytest.mark.django_db
def test_the_last_point_is_now() -> None:
    """What was noted today gives way to what is so now; what is older than the picture is not read."""
    town = Town()
    today = timezone.localdate()
    for ago, done in ((400, 1), (2, 2), (0, 3)):
        Progress.objects.create(
            edition=town.edition,
            day=today - timedelta(days=ago),
            untranslated=5 - done,
            needs_work=0,
            translated=done,
            approved=0,
            copies=0,
        )
    found = points_of(town.edition, now=Pieces(translated=5), today=today)
    assert [(point.day, point.pieces.translated) for point in found] == [
        (today - timedelta(days=2), 2),
        (today, 5),
    ]


def test_areas_fill_the_picture() -> None:
    """From the first day at the left to the last at the right, each layer upon the one below it."""
    chart = chart_of(points(0, 5, 10))
    assert [area.name for area in chart.areas] == ["translated", "empty"]
    above = f"0.0,{HEIGHT}.0 360.0,{HEIGHT / 2} {WIDTH}.0,0.0"
    below = f"{WIDTH}.0,{HEIGHT}.0 360.0,{HEIGHT}.0 0.0,{HEIGHT}.0"
    assert chart.areas[0].corners == f"{above} {below}"
    assert chart.top == 10


def test_the_first_day_alone_is_a_picture() -> None:
    """A level line is drawn of it; and nothing where there is nothing to count."""
    assert chart_of(points(4)).areas[0].corners.startswith(f"0.0,108.0 {WIDTH}.0,108.0")
    assert not chart_of(points(0, of=0))


@pytest.mark.parametrize("number", [1, 2, 12, 13, 30, 183])
def test_the_table_beside_it_is_short(number: int) -> None:
    """The newest day first, the oldest last, and no more rows than somebody reads."""
    found = points(*range(number), of=200)
    rows = rows_of(found)
    assert rows[0] == found[-1]
    assert rows[-1] == found[0]
    assert len(rows) <= 13
    assert len({row.day for row in rows}) == len(rows)
