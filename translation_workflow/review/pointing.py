"""Adaptations that point at what was deleted, when their page is about to go live."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import ngettext
from wagtail.models import Page

from translation_workflow.adaptation.pointing import gone_among, pointed_by
from translation_workflow.adaptation.published import Adaptation
from translation_workflow.adaptation.shape import shape_of
from translation_workflow.editions.models import Edition


def pointing_at_gone(edition: Edition, adaptations: Mapping[UUID, Adaptation]) -> dict[UUID, int]:
    """Return page key → how many decisions point at something that is gone, for the pages where some do.

    One query, one for each page type and one for each model that is pointed at; none where no country wrote.
    """
    keys = [key for key, one in adaptations.items() if any(it.content or it.link for it in one.operations)]
    if not keys:
        return {}
    masters = Page.objects.filter(
        translation_key__in=keys, locale=edition.programme.master_locale_id, live=True
    )
    shapes = {page.translation_key: shape_of(page) for page in masters.specific()}
    pointed = {
        key: [pointed_by(one, shape) for one in adaptations[key].operations] for key, shape in shapes.items()
    }
    gone = gone_among(one for some in pointed.values() for found in some for one in found)
    counted = {key: sum(not gone.isdisjoint(found) for found in some) for key, some in pointed.items()}
    return {key: number for key, number in counted.items() if number}


def gone_sentence(edition: Edition, name: str, *, number: int) -> str:
    """Return what somebody should know of a page that goes live and points at what is not there."""
    told = ngettext(
        "%(edition)s: “%(title)s” is live as you decided. One decision of its adaptation points at something "
        "that was deleted: readers do not get that. Change it, or take it out.",
        "%(edition)s: “%(title)s” is live as you decided. %(number)s of its decisions point at something "
        "that was deleted: readers do not get that. Change it, or take it out.",
        number,
    )
    return told % {"edition": edition, "title": name, "number": number}
