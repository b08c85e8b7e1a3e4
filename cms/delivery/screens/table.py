"""The figures of an edition as a table: what stands under the pictures, and what a spreadsheet gets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.delivery.drift import Drift, Standing
from translation_workflow.words.cells import safe_cell

from .bars import Part

STANDINGS = {
    Standing.LIVE: gettext_lazy("live"),
    Standing.LEFT_OUT: gettext_lazy("left out"),
    Standing.UNPUBLISHED: gettext_lazy("not published"),
}
# Without it Excel takes the file for one of its country's old encoding.
BYTE_ORDER_MARK = "\ufeff"


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
    target = io.StringIO()
    target.write(BYTE_ORDER_MARK)
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([_("page"), _("path"), _("readers"), *heads(), _("not published yet")])
    writer.writerows(_row(one) for one in drifts)
    return target.getvalue()


def _row(drift: Drift) -> Sequence[Any]:
    is_draft = _("yes") if drift.is_draft else ""
    words = [drift.title, drift.path, str(STANDINGS[drift.standing])]
    return [*map(safe_cell, words), *numbers(drift), is_draft]
