"""A bar of shares, drawn as SVG: no style attributes, which a strict policy would refuse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Share:
    """One part of a bar, in thousandths of its length; `name` is its CSS class and the icon's key."""

    name: str
    icon: str
    number: int
    label: Any
    start: int
    length: int


def bar(parts: Iterable[tuple[str, str, int, Any]]) -> list[Share]:
    """Return the shares of (name, icon, number, label), without those that are nothing."""
    parts = [part for part in parts if part[2]]
    total, before, shares = sum(number for _, _, number, _ in parts), 0, []
    for name, icon, number, label in parts:
        start, end = 1000 * before // total, 1000 * (before + number) // total
        shares.append(Share(name, icon, number, label, start, end - start))
        before += number
    return shares
