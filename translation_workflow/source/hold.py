"""What fits in a place, in plain Python."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hold:
    """What a place holds: text without marks (`is_plain`), in one line (`is_line`), of so many characters."""

    limit: int | None = None
    is_plain: bool = False
    is_line: bool = False


ANYTHING = Hold()
