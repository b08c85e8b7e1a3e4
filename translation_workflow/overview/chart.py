"""A picture of progress: areas upon each other, drawn as SVG without style attributes. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from .pieces import Pieces
from .progress import Point

WIDTH, HEIGHT = 720, 180


@dataclass(frozen=True)
class Area:
    """One layer of the picture: its CSS class, and the corners of its outline."""

    name: str
    corners: str


@dataclass(frozen=True)
class Chart:
    """The layers from the ground up, in a box of `width` × `height`; nothing to draw where there are none."""

    areas: tuple[Area, ...]
    first: date
    last: date
    top: int
    width: int = WIDTH
    height: int = HEIGHT

    def __bool__(self) -> bool:
        return bool(self.areas)


_LAYERS: tuple[tuple[str, Callable[[Pieces], int]], ...] = (
    ("done", lambda pieces: pieces.finished),
    ("translated", lambda pieces: pieces.translated),
    ("needs_work", lambda pieces: pieces.needs_work),
    ("empty", lambda pieces: pieces.untranslated),
)


def chart_of(points: Sequence[Point]) -> Chart:
    """Return the picture of some days, the first of them at the left. One day alone is a level line."""
    first, last = points[0].day, points[-1].day
    if len(points) == 1:
        points = [points[0], points[0]]
    days = max((last - first).days, 1)
    top = max(point.pieces.total for point in points)
    if not top:
        return Chart((), first, last, 0)
    across = [WIDTH * (point.day - first).days / days for point in points]
    across[-1] = WIDTH
    below = [0] * len(points)
    areas = []
    for name, number in _LAYERS:
        above = [ground + number(point.pieces) for ground, point in zip(below, points, strict=True)]
        if above != below:
            outline = [*zip(across, above, strict=True), *reversed([*zip(across, below, strict=True)])]
            areas.append(Area(name, " ".join(f"{x:.1f},{HEIGHT * (1 - y / top):.1f}" for x, y in outline)))
        below = above
    return Chart(tuple(areas), first, last, top)
