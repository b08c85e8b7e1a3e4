"""Pages that an editor locked: nobody else writes them, the system neither."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from wagtail.models import Page

from translation_workflow.editions.models import Edition

from .refusal import PublicationRefused


def check_lock(page: Any, edition: Edition) -> None:
    """Raise PublicationRefused for a page that somebody locked; it is written once it is unlocked."""
    if getattr(page, "locked", False):
        raise PublicationRefused(lock_sentence(page, edition))


def locked_pages(edition: Edition, keys: Collection[UUID], *, user: Any) -> dict[UUID, str]:
    """Return key → sentence, for pages that another one than `user` locked in an edition; one query."""
    rows = Page.objects.filter(translation_key__in=keys, locale=edition.locale_id, locked=True)
    return {
        page.translation_key: lock_sentence(page, edition)
        for page in rows.order_by("path").select_related("locked_by")
        if user is None or page.locked_by_id != user.pk
    }


def lock_sentence(page: Page, edition: Edition) -> str:
    """Return who locked a page, and what to do."""
    by = page.locked_by.get_username() if page.locked_by else _("somebody")
    return _(
        "%(edition)s: “%(title)s” is locked by %(person)s, and stays as it is. "
        "Unlock it in the admin: it is followed up by itself then."
    ) % {"edition": edition, "title": page.title, "person": by}
