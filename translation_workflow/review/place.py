"""Where a page of an edition stands in its tree: as the master's does in the master's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from wagtail.models import Page

from pages.models import Programme
from translation_workflow.editions.models import Edition
from translation_workflow.trees.tree import live_masters, places_of

from . import signals

Stands = tuple[Edition, UUID]
"""A page of an edition, by its key."""


def strays(programme: Programme, keys: Collection[UUID], editions: Sequence[Edition]) -> list[Stands]:
    """Return the pages of editions, by key, that stand below another page than their live masters do.

    Not those whose edition lacks the page above. Three queries.
    """
    masters = [master for master in live_masters(programme, keys) if not master.is_first]
    above = {master.above for master in masters}
    there = places_of(editions, {master.key for master in masters} | above)
    found = []
    for edition in editions:
        for master in masters:
            page, parent = (there.get((edition.locale_id, key)) for key in (master.key, master.above))
            if page and parent and page.path[: -Page.steplen] != parent.path:
                found.append((edition, master.key))
    return found


def tell_where(pages: Sequence[tuple[Edition, Any]]) -> None:
    """Tell which pages may have moved or have other readers now, be their words as they were.

    Below a page that is not live in its edition, live ones may stand.
    """
    shown = [(edition, page) for edition, row in pages for page in ([row] if row.live else _live_below(row))]
    if shown:
        signals.pages_went_live.send(sender=Edition, pages=shown)


def _live_below(page: Page) -> Iterable[Page]:
    return page.get_descendants().live().specific() if page.numchild else ()


def take_masters_place(page: Page, edition: Edition) -> bool:
    """Move a page as its master moved: below the same parent, after the same neighbour.

    Returns whether it moved. Its slug stays its own. Nothing moves while the edition lacks the page above;
    when that one is created, those that wait for it follow.
    """
    master = Page.objects.filter(
        translation_key=page.translation_key, locale=edition.programme.master_locale_id
    ).first()
    if master is None or master.depth <= 2:
        return False
    parent = _translated(master.get_parent(), edition)
    if parent is None:
        return False
    # The nearest earlier sibling of the master that the edition has, too.
    candidates = (_translated(row, edition, below=parent) for row in master.get_prev_siblings())
    before = next((row for row in candidates if row is not None), None)
    if page.get_parent().pk == parent.pk and _stands_after(page, before):
        return False
    if before is not None:
        page.move(before, pos="right")
    else:
        first = parent.get_first_child()
        page.move(first or parent, pos="left" if first else "first-child")
    return True


def _stands_after(page: Page, before: Page | None) -> bool:
    """Whether the nearest earlier neighbour that the master knows is the one it should be."""
    earlier = [row for row in page.get_prev_siblings() if _has_master(row, page)]
    return (earlier[0].pk if earlier else None) == (before.pk if before else None)


def _has_master(row: Page, page: Page) -> bool:
    return bool(
        Page.objects.filter(translation_key=row.translation_key).exclude(locale=page.locale_id).exists()
    )


def _translated(master: Page | None, edition: Edition, *, below: Page | None = None) -> Any:
    if master is None:
        return None
    rows = Page.objects.filter(translation_key=master.translation_key, locale=edition.locale_id)
    return (rows.child_of(below) if below is not None else rows).first()
