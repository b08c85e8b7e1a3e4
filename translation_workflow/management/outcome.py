"""What every command prints: progress while it works, one line or JSON when it is done."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pages.progress import Progress as Report
from pages.progress import unwatched


@contextmanager
def progress_bar(*, quiet: bool = False) -> Iterator[Report]:
    """Yield a function (what, done, total) that draws a bar where somebody looks on."""
    console = Console(file=sys.stderr)
    if quiet or not console.is_terminal:
        yield unwatched
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bars:
        tasks: dict[str, Any] = {}

        def report(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield report


def as_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2, default=str)
