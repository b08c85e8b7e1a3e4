"""What of a programme is translated: its live master pages and the snippets they may show."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Subquery
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from pages.models import Programme
from pages.models.snippets import translated_snippets
from translation_workflow.editions.models import Edition


def master_snippets(programme: Programme) -> list[Any]:
    """Return the programme's snippets in the master's language, in a stable order."""
    return [
        snippet
        for model in translated_snippets()
        for snippet in model._default_manager.filter(
            programme=programme, locale=programme.master_locale
        ).order_by("translation_key")
    ]


def master_pages(programme: Programme) -> list[Any]:
    """Return the programme's live master pages, parents first."""
    if programme.master_page is None:
        return []
    pages = Page.objects.filter(path__startswith=programme.master_page.path)
    return list(pages.live().order_by("path").specific())


def master_order(programme: Programme, keys: Collection[UUID] | None = None) -> dict[UUID, tuple[int, str]]:
    """Return key → place in the order of publication, for live masters: snippets, then pages from above.

    Two queries.
    """
    first, *others = (
        _of(model._default_manager.filter(programme=programme, locale=programme.master_locale_id), keys)
        .order_by()
        .values_list("translation_key", flat=True)
        for model in translated_snippets()
    )
    snippets = {snippet: (0, str(snippet)) for snippet in first.union(*others, all=True)}
    if programme.master_page is None:
        return snippets
    pages = Page.objects.filter(path__startswith=programme.master_page.path).live()
    return snippets | {
        key: (1, path) for key, path in _of(pages, keys).values_list("translation_key", "path")
    }


def retired_pages(edition: Edition) -> list[Any]:
    """Return the pages that an edition has from a master that is live no longer, parents first.

    A country page never had one.
    """
    programme = edition.programme
    locale, first = programme.master_locale_id, programme.master_page
    if first is None or edition.locale_id == locale:
        return []
    top = Page.objects.filter(translation_key=first.translation_key, locale=edition.locale_id).first()
    if top is None:
        return []
    live = in_programme(programme, Page.objects.filter(locale=locale, live=True)).values("translation_key")
    known = TranslationSource.objects.filter(locale=locale).values("object")
    pages = Page.objects.descendant_of(top, inclusive=True).filter(translation_key__in=known)
    return list(pages.exclude(translation_key__in=live).order_by("path").specific())


def is_live_master(programme: Programme, key: UUID) -> bool:
    """Whether an object of the master is there for its readers: a live page, or a snippet."""
    pages = Page.objects.filter(translation_key=key, locale=programme.master_locale_id, live=True)
    return in_programme(programme, pages).exists() or any(
        model._default_manager.filter(
            translation_key=key, programme=programme, locale=programme.master_locale_id
        ).exists()
        for model in translated_snippets()
    )


def is_of(edition: Edition, key: UUID) -> bool:
    """Whether a page or snippet is one of an edition: its master has it, or it has a page of that key itself.

    Programmes share languages, so that neither a key nor a locale tells.
    """
    programme = edition.programme
    first = Page.objects.filter(pk=programme.master_page_id).values("translation_key")
    pages = Page.objects.filter(locale__in=(programme.master_locale_id, edition.locale_id))
    tops = tuple(pages.filter(translation_key__in=first).values_list("path", flat=True))
    paths = pages.filter(translation_key=key).values_list("path", flat=True)
    return any(path.startswith(tops) for path in paths) or any(
        model._default_manager.filter(translation_key=key, programme=programme).exists()
        for model in translated_snippets()
    )


def in_programme(programme: Programme, pages: Any) -> Any:
    """Limit pages to those that stand in the master's tree; it costs no query."""
    top = Page.objects.filter(pk=programme.master_page_id).values("path")
    return pages.filter(path__startswith=Subquery(top))


def _of(rows: Any, keys: Collection[UUID] | None) -> Any:
    return rows if keys is None else rows.filter(translation_key__in=keys)
