"""Decisions that the master overtook, when their page is about to go live: told, and by policy refused."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from translation_workflow.adaptation.conflicts import conflicts_in
from translation_workflow.adaptation.published import Adaptation
from translation_workflow.adaptation.shape import shape_of
from translation_workflow.editions.models import Edition

from .refusal import PublicationRefused


def overtaken(edition: Edition, adaptations: Mapping[UUID, Adaptation]) -> dict[UUID, int]:
    """Return page key → how many decisions the live master overtook, for the pages where it did.

    One query, and one for each page type; none where nothing is adapted.
    """
    keys = [key for key, one in adaptations.items() if one.decisions]
    if not keys:
        return {}
    masters = Page.objects.filter(
        translation_key__in=keys, locale=edition.programme.master_locale_id, live=True
    ).specific()
    found = {
        page.translation_key: len(conflicts_in(adaptations[page.translation_key].decisions, shape_of(page)))
        for page in masters
    }
    return {key: number for key, number in found.items() if number}


def check_overtaken(edition: Edition, name: str, *, conflicts: int) -> None:
    """Raise PublicationRefused for a page with conflicts, where the edition's policy asks for it."""
    if conflicts and edition.conflicts_block:
        told = _(
            "%(edition)s: “%(title)s” is not published: %(what)s Settle that on its screen of "
            "adaptations, or let a coordinator allow pages with conflicts."
        )
        raise PublicationRefused(told % {"edition": edition, "title": name, "what": _counted(conflicts)})


def overtaken_sentence(edition: Edition, name: str, *, conflicts: int) -> str:
    """Return what somebody should know of a page that goes live with conflicts."""
    told = _("%(edition)s: “%(title)s” is live as you decided. %(what)s")
    return told % {"edition": edition, "title": name, "what": _counted(conflicts)}


def _counted(conflicts: int) -> str:
    told = ngettext(
        "The master says something else than when you decided about one block.",
        "The master says something else than when you decided about %(number)s blocks.",
        conflicts,
    )
    return told % {"number": conflicts}
