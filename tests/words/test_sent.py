"""What a browser sent is read so that nothing in it surprises a database."""

from __future__ import annotations

from typing import Any

import pytest

from translation_workflow.sent import keepable, object_in, row_in


@pytest.mark.parametrize(
    ("sent", "kept"), [("a\x00b", "ab"), ("\ud800x", "x"), ("🌳 ⌘ á", "🌳 ⌘ á"), ("", "")]
)
def test_what_no_database_keeps_is_left_out(sent: str, kept: str) -> None:
    """NUL, and half a character; whole ones stay, however rare."""
    assert keepable(sent) == kept


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (b'{"a": ["\\ud800x", {"b\\u0000": "\\u0000"}]}', {"a": ["x", {"b": ""}]}),
        (b'{"a": 1.5, "b": null}', {"a": 1.5, "b": None}),
        (b"[1]", None),
        (b"null", None),
        (b"", None),
        (b"\xff", None),
        (b"[" * 100_000, None),
        (b'{"a":' * 50_000, None),
    ],
)
def test_an_object_or_nothing(sent: bytes, read: dict[str, Any] | None) -> None:
    """Whatever is sent in its place, and however deep, is nothing."""
    assert object_in(sent) == read


@pytest.mark.parametrize(
    ("sent", "row"),
    [
        ("12", 12),
        ("0", 0),
        ("-1", None),
        ("1.0", None),
        ("", None),
        ("१२", None),
        ("9" * 19, None),
        ("1" * 5000, None),
    ],
)
def test_a_number_of_a_row_or_nothing(sent: str, row: int | None) -> None:
    """What no table has is no row."""
    assert row_in(sent) == row
