"""The order of pages below one another: an edition's as the master's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from treebeard.mp_tree import MP_Node
from wagtail.models import Page

Move = tuple[UUID, UUID | None]
"""A page, and the one it is to stand after (None: before all)."""


def moves(masters: Sequence[UUID], edition: Sequence[UUID], *, new: Collection[UUID]) -> Iterator[Move]:
    """Yield the moves, to be made one after another, that bring new pages to their master's places.

    `masters` is the master's order below one page, `edition` that of the edition as it is. Older pages
    stay where people have them, and pages that the master lacks count for nothing.
    """
    order = [key for key in edition if key in set(masters)]
    wanted = [key for key in masters if key in set(order)]
    for place, key in enumerate(wanted):
        left = wanted[place - 1] if place else None
        stands = order.index(key)
        if key not in new or (order[stands - 1] if stands else None) == left:
            continue
        order.remove(key)
        order.insert(order.index(left) + 1 if left else 0, key)
        yield key, left


def move(key: UUID, left: UUID | None, *, locale: int, parent: str) -> None:
    """Make one move below the page at a path. Nobody is told: it is the page's first place."""
    siblings = Page.objects.filter(depth=len(parent) // Page.steplen + 1, path__startswith=parent)
    page = siblings.get(translation_key=key, locale=locale)
    target = siblings.get(translation_key=left, locale=locale) if left else siblings.order_by("path")[0]
    MP_Node.move(page, target, pos="right" if left else "left")
