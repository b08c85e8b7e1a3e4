"""What Wagtail's reports write for a spreadsheet holds no formula.

Its workbooks are safe already; its CSV files have the titles that people typed, as these stand. No setting
reaches all reports, so that the method through which each cell goes is wrapped.
"""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from translation_workflow.words.cells import safe_cell

_PREPARED = SpreadsheetExportMixin.preprocess_field_value


def write_no_formulas() -> None:
    """Let texts in every CSV file of Wagtail's stay texts."""
    SpreadsheetExportMixin.preprocess_field_value = _preprocess


def _preprocess(view: Any, field: str, value: Any, export_format: str) -> Any:
    prepared = _PREPARED(view, field, value, export_format)
    return safe_cell(prepared) if export_format == view.FORMAT_CSV and isinstance(prepared, str) else prepared
