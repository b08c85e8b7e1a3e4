"""What pages and shared texts of a master are called, and where their pieces are translated."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse
from wagtail.models import Page

from translation_workflow.editions.models import Edition

from .masters import master_snippets
from .working import Place


def master_titles(edition: Edition, keys: Collection[UUID]) -> dict[UUID, str]:
    """Return key → title in the master's language, in the order of `keys`; "" for what is gone.

    One query for pages, and one for each kind of shared texts where keys are no pages.
    """
    locale = edition.programme.master_locale_id
    pages = Page.objects.filter(translation_key__in=set(keys), locale=locale)
    titles = dict(pages.order_by().values_list("translation_key", "title"))
    if not titles.keys() >= set(keys):
        snippets = master_snippets(edition.programme)
        titles |= {one.translation_key: str(one) for one in snippets if one.translation_key in keys}
    return {key: titles.get(key, "") for key in keys}


def piece_url(edition: Edition, key: UUID, place: Place) -> str:
    """Return where a piece is translated; `place` is (context, string). The desk is known by its name."""
    return f"{reverse('desk:page', args=[edition.pk, key])}#segment-{place[0]}-{place[1]}"
