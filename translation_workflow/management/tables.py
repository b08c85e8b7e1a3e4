"""Outcomes of several editions side by side, as a table in the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import Any

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

WIDTH = 100


def as_table(rows: Mapping[str, Mapping[str, Any]]) -> str:
    """Return a table with a line for each row, under the names of its columns."""
    names = dict.fromkeys(name for columns in rows.values() for name in columns)
    table = Table(Column(no_wrap=True), *names)
    for title, columns in rows.items():
        # What people wrote may look like the markup of terminals.
        table.add_row(Text(title), *(Text(str(columns.get(name, ""))) for name in names))
    text = StringIO()
    Console(file=text, width=WIDTH).print(table)
    return text.getvalue().rstrip()
