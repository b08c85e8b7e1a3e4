"""What waits for review in somebody's editions: theirs to decide, or on its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from translation_workflow.approving.moderation import reviewed_by
from translation_workflow.approving.queue import Stage, Waiting, queue
from translation_workflow.editions.access import ForTranslators
from translation_workflow.editions.models import Edition

from .furniture import Screen

_TITLES: dict[Stage, str | Promise] = {
    Stage.SENT: _("Sent for review"),
    Stage.RETURNED: _("Sent back to the translators"),
    Stage.READY: _("Translated, and not sent"),
    Stage.STARTED: _("Being translated"),
}
_LEADS: dict[Stage, str | Promise] = {
    Stage.SENT: _("A translator waits for these. The one that waits longest stands first."),
    Stage.RETURNED: _("A reviewer asked for changes. They come back when a translator sends them again."),
    Stage.READY: _(
        "Nobody sent these, and nothing is missing: a reviewer can look at them and publish them now."
    ),
    Stage.STARTED: _("Some words are translated and not live yet; others are missing, or need work."),
}
# What somebody says to whoever comes from one of Wagtail's own buttons.
_TOLD: dict[str, str | Promise] = {
    "changed": _(
        "Somebody changed that page after it was sent. Nothing was approved: open it, look at it as it is "
        "now, and approve it there."
    ),
}


@dataclass(frozen=True)
class Part:
    """A part of the list; `is_aside`: it is folded away until somebody wants to see it."""

    stage: Stage
    title: str | Promise
    lead: str | Promise
    items: Sequence[Waiting]

    @property
    def is_aside(self) -> bool:
        return self.stage is Stage.STARTED


class QueueView(ForTranslators, Screen, TemplateView):
    """All that waits in the editions that somebody works on; `?edition=` narrows it to one."""

    template_name = "approving/queue.html"
    page_title = _("Review")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        editions = list(self.editions)
        chosen = self._chosen(editions)
        items = queue([chosen] if chosen else editions)
        return context | {
            "parts": [
                Part(stage, _TITLES[stage], _LEADS[stage], found)
                for stage in Stage
                if (found := [one for one in items if one.stage is stage])
            ],
            "editions": editions if len(editions) > 1 else [],
            "chosen": chosen,
            "reviewed": reviewed_by(self.request.user),
            "told": _TOLD.get(self.request.GET.get("told", "")),
        }

    def _chosen(self, editions: Sequence[Edition]) -> Edition | None:
        named = self.request.GET.get("edition", "")
        return next((one for one in editions if str(one.pk) == named), None)
