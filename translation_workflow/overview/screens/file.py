"""A matrix as a file for spreadsheets: plain words and numbers, and nothing that a program would run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from translation_workflow.editions.models import Edition
from translation_workflow.overview.matrix import Row, Table
from translation_workflow.overview.pieces import Look, Standing
from translation_workflow.words import cells

from .looks import LABELS, owned, readers_of


def as_csv(tables: Sequence[Table]) -> str:
    """Return a line for each page in each edition, in the language that is active."""
    rows = (
        _cells(row, edition, standing)
        for table in tables
        for row in table.rows
        for edition, standing in zip(table.editions, row.standings, strict=True)
    )
    return cells.as_csv(_heads(), rows)


def _heads() -> list[str]:
    return [
        _("Edition"),
        _("Page"),
        _("Theme"),
        _("Level"),
        _("How far"),
        _("Untranslated"),
        _("Needs work"),
        _("Translated"),
        _("Approved"),
        _("Copies"),
        _("Readers"),
        _("In the master's language"),
        _("Of an older text"),
        _("Adaptations"),
        _("Key"),
    ]


def _cells(row: Row, edition: Edition, standing: Standing) -> Iterator[Any]:
    one, pieces, live = row.one, standing.pieces, standing.live
    yield from (str(edition), one.title, one.theme_title, one.level, LABELS[standing.look])
    yield from (pieces.untranslated, pieces.needs_work, pieces.translated, pieces.approved, pieces.copies)
    yield "" if standing.look is Look.LEFT_OUT else readers_of(live).label
    yield from (live.untranslated, live.needs_work) if live is not None else ("", "")
    yield _("; ").join(str(own.label) for own in owned(standing.own))
    yield str(one.key)
