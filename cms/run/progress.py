"""A progress bar for Django's own commands, which report by printing lines."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


class CountedLines(io.TextIOBase):
    """A text stream that moves a bar by one for every line printed to it and keeps nothing."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task

    def write(self, text: str) -> int:
        self._progress.advance(self._task, text.count("\n"))
        return len(text)


@contextmanager
def lines_as_bar(what: str, *, total: int) -> Iterator[CountedLines]:
    """Show a bar on a terminal, one plain line elsewhere; yield the stream to give to `call_command`."""
    console = Console()
    if not console.is_terminal:
        console.print(f"  {what} ({total})", highlight=False)
    columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield CountedLines(progress, progress.add_task(what, total=total))
