"""docs/roles.md says what the table says."""

from __future__ import annotations

from pathlib import Path

from translation_workflow.editions.roles_page import roles_page

PAGE = Path(__file__).parents[2] / "docs" / "roles.md"


def test_the_page_is_the_table() -> None:
    """Write it anew when the table changes: `roles_page()` returns the text."""
    assert PAGE.read_text(encoding="utf-8") == roles_page()
