"""What an edition has of objects whose master is gone for its readers: unpublished, moved away, deleted."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from translation_workflow.editions.models import Edition
from translation_workflow.source.masters import in_programme
from translation_workflow.words.said import said


def absence_sentences(edition: Edition, keys: Collection[UUID]) -> list[str]:
    """Return why objects that have no live master may not be published, in the order of their titles.

    What never had a master, as a country page, is not among them. Three queries at most.
    """
    if not keys:
        return []
    locale = edition.programme.master_locale_id
    sources = TranslationSource.objects.filter(object__in=keys, locale=locale).order_by("object_repr")
    titles = dict(sources.values_list("object_id", "object_repr"))
    if not titles:
        return []
    rows = Page.objects.filter(translation_key__in=titles, locale=locale)
    known = set(rows.values_list("translation_key", flat=True))
    there = set(in_programme(edition.programme, rows).values_list("translation_key", flat=True))
    return [
        _(_WAITS if key in there else _LEFT if key in known else _GONE) % {"edition": edition, "title": title}
        for key, title in titles.items()
    ]


_LEFT = said(
    "%(edition)s: “%(title)s” cannot be published since its master was moved out of the programme. "
    "Move the master's page back first."
)
_WAITS = said(
    "%(edition)s: “%(title)s” cannot be published while its master is not live. "
    "Publish the master's page first."
)
_GONE = said(
    "%(edition)s: “%(title)s” cannot be published since its master was deleted. "
    "Its words are kept: export_po --retired writes them to a file."
)
