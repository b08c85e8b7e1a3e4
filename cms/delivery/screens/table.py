"""The figures of an edition as a table: what stands under the pictures, and what a spreadsheet gets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.delivery.drift import Drift, Standing
from translation_workflow.words import cells

from .bars import Part

STANDINGS = {
    Standing.LIVE: gettext_lazy("live"),
    Standing.LEFT_OUT: gettext_lazy("left out"),
    Standing.UNPUBLISHED: gettext_lazy("not published"),
}


def heads() -> list[str]:
    """Return the names of the columns with numbers."""
    waiting = [_("conflicts"), _("without their place"), _("waiting")]
    return [*(str(part.label) for part in Part), *waiting]


def numbers(drift: Drift) -> list[int]:
    """Return the numbers of a page, in the order of `heads`."""
    return [
        *(drift.blocks.get(part.style, 0) for part in Part),
        drift.conflicts,
        drift.orphaned,
        drift.waiting,
    ]


def as_csv(drifts: Iterable[Drift]) -> str:
    """Return the table as a file that spreadsheets open, whatever a title begins with."""
    named = [_("page"), _("path"), _("readers"), *heads(), _("not published yet")]
    return cells.as_csv(named, map(_row, drifts))


def _row(drift: Drift) -> Sequence[Any]:
    is_draft = _("yes") if drift.is_draft else ""
    return [drift.title, drift.path, str(STANDINGS[drift.standing]), *numbers(drift), is_draft]
