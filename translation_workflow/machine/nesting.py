"""Which tag stands in which: by numbers, so that two of a kind are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_TAG = re.compile(r"<(?P<end>/)?(?P<name>[A-Za-z]+)[^<>]*?(?P<empty>/)?>")

Nesting = Mapping[int, tuple[int, int]]
"""Number of an opening tag → the number of what closes it, and of the tag that it stands in (-1: none)."""


def nesting_of(marks: Iterable[str], numbers: Iterable[int]) -> Nesting | None:
    """Return how tags stand in each other; None where one is not closed. What is no tag stands anywhere."""
    found: dict[int, tuple[int, int]] = {}
    opened: list[tuple[str, int]] = []
    for mark, number in zip(marks, numbers, strict=True):
        tag = _TAG.fullmatch(mark)
        if tag is None or tag["empty"] or tag["name"].lower() == "br":
            continue
        if not tag["end"]:
            opened.append((tag["name"], number))
            continue
        if not opened or opened[-1][0] != tag["name"]:
            return None
        _, opener = opened.pop()
        found[opener] = (number, opened[-1][1] if opened else -1)
    return None if opened else found
