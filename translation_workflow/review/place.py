"""Where a page of an edition stands in its tree: as the master's does in the master's."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from translation_workflow.editions.models import Edition


def take_masters_place(page: Page, edition: Edition) -> bool:
    """Move a page as its master moved: below the same parent, after the same neighbour.

    Returns whether it moved. Its slug stays its own. Nothing moves while the parent's translation is
    missing.
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
