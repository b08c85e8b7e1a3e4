"""Receivers' side: note that an object changed. It costs one row and no work."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from wagtail.models import Page

from pages.models import Partnership
from pages.models.snippets import ProgrammeSnippet, TranslatedSnippet
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.editions.registry import edition_of

from .models import Pending


def page_changed(page: Page) -> None:
    """Note a page that was published, unpublished, moved or deleted; pages of no edition are nobody's."""
    edition = edition_of(page)
    if edition is not None:
        _note(Pending.Kind.PAGE, edition, page.translation_key)


def page_moved(page: Page) -> None:
    """Note a page that stands elsewhere now: nobody published it by that.

    The pages of editions follow their master's; one that was moved by hand goes back there.
    """
    edition = edition_of(page)
    if edition is not None and edition.kind is Kind.MASTER:
        _note(Pending.Kind.PAGE, edition, page.translation_key)
    elif edition is not None:
        _note(Pending.Kind.FOLLOW, edition, page.translation_key)


def snippet_changed(snippet: ProgrammeSnippet) -> None:
    """Note a snippet that pages of its programme may show."""
    locale: Any = {}
    if isinstance(snippet, TranslatedSnippet):
        locale = {"locale": snippet.locale_id}
    editions = Edition.objects.filter(programme=snippet.programme_id, **locale)
    # A partner is shown, and known to frontends, as its organisation.
    shown: Any = snippet.organisation if isinstance(snippet, Partnership) else snippet
    for edition in editions:
        _note(Pending.Kind.SNIPPET, edition, shown.key)


def master_changed(edition: Edition, key: UUID) -> None:
    """Note that one edition has to follow its master in one object."""
    _note(Pending.Kind.FOLLOW, edition, key)


def _note(kind: Pending.Kind, edition: Edition, key: UUID) -> None:
    Pending.objects.update_or_create(
        kind=kind,
        edition=edition,
        object_key=key,
        defaults={"token": uuid.uuid4(), "attempts": 0, "not_before": None, "fault": ""},
    )
