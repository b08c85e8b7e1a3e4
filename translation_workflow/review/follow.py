"""What an edition does by itself: it follows its master, and puts right what was published past the gate."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import Translation

from pages.progress import unwatched
from translation_workflow.editions.models import Edition

from . import signals
from .models import Publication
from .place import take_masters_place
from .publish import Outcome, bring_up_to_date, own_publishing, publish_edition, translations_of


def follow_master(edition: Edition, key: UUID) -> None:
    """Let one object of an edition follow its master: structure at once, with the words that are live.

    No typed word goes live by it. A page whose master went away goes, and comes back with it; a page
    that is not live in the edition stays away; one whose master moved moves the same way.
    """
    translations = translations_of(edition, {key})
    page = _page(edition, key)
    publication = Publication.objects.filter(edition=edition, object_key=key).first()
    if publication is None:
        _follow_nobody(edition, page, has_master=bool(translations))
        return
    if not translations:
        _withdraw(edition, key)
    for translation in translations:
        if page is not None:
            with own_publishing():
                take_masters_place(page, edition)
        if _is_shown(translation, page) or publication.is_withdrawn:
            _bring_up_to_date(edition, translation)


def _is_shown(translation: Translation, page: Any) -> bool:
    """Whether the edition shows the object today; a snippet is shown wherever a page shows it."""
    model = translation.source.specific_content_type.model_class()
    return page.live if page is not None else not issubclass(model, Page)


def _follow_nobody(edition: Edition, page: Any, *, has_master: bool) -> None:
    """What the edition never published has nothing live that could follow; its own pages may have moved."""
    if page is not None and page.live and not has_master:
        signals.page_went_live.send(sender=Edition, page=page.specific, edition=edition)


def settle_publication(edition: Edition, key: UUID) -> Outcome:
    """End in the publish service what Wagtail's own button or schedule did to a page of an edition.

    Where the gate refuses, the live page is put back as it was: rewritten with the words that were live,
    or taken away where there were none. The draft stays.
    """
    page = _page(edition, key)
    if page is None or not page.live:
        signals.page_went_away.send(sender=Edition, key=key, edition=edition)
        return Outcome()
    Publication.objects.filter(edition=edition, object_key=key).update(digest="")
    outcome = publish_edition(edition, keys={key}, progress=unwatched)
    if outcome.refused and Publication.objects.filter(edition=edition, object_key=key).exists():
        for translation in translations_of(edition, {key}):
            _bring_up_to_date(edition, translation)
    elif outcome.refused:
        _unpublish(page)
    elif not translations_of(edition, {key}):
        signals.page_went_live.send(sender=Edition, page=page.specific, edition=edition)
    return outcome


def _bring_up_to_date(edition: Edition, translation: Translation) -> None:
    bring_up_to_date(edition, [translation], take_working=False, progress=unwatched, user=None)


@transaction.atomic
def _withdraw(edition: Edition, key: UUID) -> None:
    page = _page(edition, key)
    if page is not None and page.live:
        Publication.objects.filter(edition=edition, object_key=key).update(is_withdrawn=True, digest="")
        _unpublish(page)
        signals.page_went_away.send(sender=Edition, key=key, edition=edition)


def _unpublish(page: Page) -> None:
    with own_publishing():
        page.specific.unpublish()


def _page(edition: Edition, key: UUID) -> Any:
    return Page.objects.filter(translation_key=key, locale=edition.locale_id).first()
