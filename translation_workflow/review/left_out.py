"""Pages that a publication takes away, since their edition does without them from now on: told."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from translation_workflow.adaptation.leaving import live_below
from translation_workflow.adaptation.published import latest_of, live_of

from .layers import Layers
from .rendering.plan import Plan


def left_out_sentences(plans: Sequence[Plan], layers: Layers) -> list[str]:
    """Return what somebody should know of pages that a publication leaves out, before it is written.

    One query, and none where no page is left out that has others below it.
    """
    gone = [plan for plan in plans if _goes_away(plan.frame.key, layers)]
    below = live_below([plan.target.row for plan in gone])
    return [_sentence(plan, below[plan.target.row.pk]) for plan in gone]


def _goes_away(key: UUID, layers: Layers) -> bool:
    if not layers.goes_live(key):
        return False
    layer = layers.by_key[key]
    return latest_of(layer).leaves_out and not live_of(layer).leaves_out


def _sentence(plan: Plan, below: int) -> str:
    named = {"edition": plan.edition, "title": plan.frame.name, "number": below}
    if not below:
        return _("%(edition)s: “%(title)s” is left out now: readers do not find it any more.") % named
    told = ngettext(
        "%(edition)s: “%(title)s” is left out now: readers do not find it any more, nor the page below it.",
        "%(edition)s: “%(title)s” is left out now: readers do not find it any more, nor the %(number)s pages "
        "below it.",
        below,
    )
    return told % named
