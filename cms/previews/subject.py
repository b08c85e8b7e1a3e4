"""Which page of which edition a preview is about, and who may make one: asked in every screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wagtail.models import Page

from pages.models.base import ContentPageMixin
from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import may_translate
from translation_workflow.editions.registry import edition_of


@dataclass(frozen=True)
class Subject:
    """A page, specific, as the database has it, in its edition."""

    edition: Edition
    page: Any

    @property
    def key(self) -> UUID:
        return UUID(str(self.page.translation_key))


def subject_of(edition: Edition, key: UUID) -> Subject | None:
    """Return the page with a key in an edition; None where it has none, or is itself no longer made."""
    if edition.status == Edition.Status.RETIRED:
        return None
    rows = Page.objects.filter(translation_key=key, locale=edition.locale_id)
    page = next((row for row in rows if edition_of(row) == edition), None)
    found = page.specific if page is not None else None
    return Subject(edition, found) if isinstance(found, ContentPageMixin) else None


def may_preview(user: Any, subject: Subject) -> bool:
    """Return whether a user works on a page: its translators and its authors do."""
    if not (user.is_active and user.has_perm("wagtailadmin.access_admin")):
        return False
    return may_translate(user, subject.edition) or subject.page.permissions_for_user(user).can_edit()
