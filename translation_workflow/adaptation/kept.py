"""Layers whose page the master took away: they are kept, to be read, and come back with the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wagtail.models import Page

from translation_workflow.editions.models import Edition
from translation_workflow.source.masters import in_programme

from .models import Layer


@dataclass(frozen=True)
class Kept:
    """The pages that are left to read a layer with, specific.

    `shape` is the master's page while it is unpublished, and the edition's own once it is deleted; `page` is
    the edition's own, None where it never had one.
    """

    shape: Any
    page: Any

    @property
    def is_deleted(self) -> bool:
        return self.shape is self.page


def kept_of(edition: Edition, key: UUID) -> Kept | None:
    """Return what is left of a page that the master has live no more; None without a layer, or a page.

    Whether it is live is not asked here. At most six queries.
    """
    first = edition.programme.master_page
    if first is None or not Layer.objects.filter(edition=edition, page_key=key).exists():
        return None
    masters = Page.objects.filter(locale=edition.programme.master_locale_id)
    master = in_programme(edition.programme, masters).filter(translation_key=key).first()
    tops = Page.objects.filter(translation_key=first.translation_key, locale=edition.locale_id)
    own = Page.objects.filter(translation_key=key, locale=edition.locale_id).first()
    page = own.specific if own and any(own.path.startswith(top.path) for top in tops) else None
    shape = master.specific if master else page
    return Kept(shape, page) if shape else None
