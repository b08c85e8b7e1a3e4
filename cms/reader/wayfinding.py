"""Where a page stands in its edition's navigation: what is above it, below it and beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from cms.delivery.documents.schema.resources import NavigationNode


@dataclass(frozen=True)
class Place:
    """`trail` leads from the top to the page, the page itself last."""

    trail: tuple[NavigationNode, ...]

    @property
    def above(self) -> tuple[NavigationNode, ...]:
        return self.trail[:-1]

    @property
    def children(self) -> Sequence[NavigationNode]:
        return self.trail[-1].children if self.trail else ()

    @property
    def previous(self) -> NavigationNode | None:
        """The page before this one among those of its kind under the same page."""
        return self._neighbour(-1)

    @property
    def next(self) -> NavigationNode | None:
        """The page after this one among those of its kind under the same page."""
        return self._neighbour(1)

    def _neighbour(self, step: int) -> NavigationNode | None:
        if len(self.trail) < 2:
            return None
        here = self.trail[-1]
        beside = [node for node in self.trail[-2].children if node.type == here.type]
        position = beside.index(here) + step
        return beside[position] if 0 <= position < len(beside) else None


def place_of(key: UUID, navigation: Sequence[NavigationNode]) -> Place:
    """Return a page's place; an empty trail for a page that the navigation does not name."""
    return Place(next((trail for trail in _trails(navigation) if trail[-1].key == key), ()))


def _trails(
    nodes: Sequence[NavigationNode], above: tuple[NavigationNode, ...] = ()
) -> Iterator[tuple[NavigationNode, ...]]:
    for node in nodes:
        yield (*above, node)
        yield from _trails(node.children, (*above, node))
