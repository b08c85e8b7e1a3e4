"""Pages of editions that are no longer live, or are not to be: taken down by people, or with their master."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from wagtail.models import Page

from pages.models import Programme
from translation_workflow.editions.models import Edition
from translation_workflow.source.masters import in_programme

from .models import Publication
from .place import Stands
from .publishing import own_publishing


def note_taken_down(page: Page) -> None:
    """Note that somebody unpublished or deleted a page: it does not come back before it is published."""
    rows = Publication.objects.filter(object_key=page.translation_key, edition__locale=page.locale_id)
    rows.update(is_taken_down=True, is_withdrawn=False)


def take_down(edition: Edition, page: Page) -> list[Stands]:
    """Unpublish a page of an edition, and its aliases with it; return what was live until now."""
    aliases = page.aliases.filter(live=True).values_list("translation_key", flat=True)
    gone = [(edition, key) for key in (page.translation_key, *aliases)]
    with own_publishing():
        page.specific.unpublish()
    return gone


def kept_pages(
    programme: Programme, editions: Sequence[Edition], *, keys: Collection[UUID] | None = None
) -> set[Stands]:
    """Return the live pages that editions keep, though the master has them unpublished."""
    keeping = [edition for edition in editions if edition.when_unpublished == Edition.WhenUnpublished.KEEP]
    if not keeping:
        return set()
    masters = in_programme(programme, Page.objects.filter(locale=programme.master_locale_id, live=False))
    if keys is not None:
        masters = masters.filter(translation_key__in=keys)
    known = set(masters.values_list("translation_key", flat=True))
    return _live(known, keeping) & _published(known, keeping) if known else set()


def unasked_pages(keys: Collection[UUID], editions: Sequence[Edition]) -> set[Stands]:
    """Return the pages that are live though nobody published them, or somebody took them down since."""
    return _live(keys, editions) - _published(keys, editions)


def _live(keys: Collection[UUID], editions: Sequence[Edition]) -> set[Stands]:
    by_locale = {edition.locale_id: edition for edition in editions}
    rows = Page.objects.filter(live=True, locale__in=by_locale, translation_key__in=keys)
    return {(by_locale[locale], key) for locale, key in rows.values_list("locale_id", "translation_key")}


def _published(keys: Collection[UUID], editions: Sequence[Edition]) -> set[Stands]:
    by_id = {edition.pk: edition for edition in editions}
    rows = Publication.objects.filter(
        edition__in=editions, object_key__in=keys, is_withdrawn=False, is_taken_down=False
    )
    return {(by_id[edition], key) for edition, key in rows.values_list("edition_id", "object_key")}
