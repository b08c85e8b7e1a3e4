"""How long work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""What is being done, how much of it is done, and how much there is in all."""


def unwatched(what: str, done: int, total: int) -> None:
    """A progress that nobody looks at."""
