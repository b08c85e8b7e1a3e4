"""The user's editions, and the facts of one: those that somebody has to look at come first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from translation_workflow.editions.access import ForTranslators
from translation_workflow.facts.kinds import KINDS
from translation_workflow.facts.overdue import counts_of, facts_of, masters_overdue

from .access import ForFacts, Screen

A_YEAR = timedelta(days=365)


class HomeView(ForTranslators, Screen, TemplateView):
    """The user's editions, each with how many of its facts are overdue."""

    template_name = "facts/home.html"
    page_title = _("Facts")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        editions = list(self.editions)
        counts = counts_of(editions, today=timezone.localdate())
        return context | {"cards": [(edition, counts.get(edition.pk, 0)) for edition in editions]}


class EditionView(ForFacts, Screen, TemplateView):
    """An edition's facts, and below them the master's that are overdue and that it shows."""

    template_name = "facts/edition.html"

    def get_page_title(self) -> str:
        return gettext("Facts of %(edition)s") % {"edition": self.edition}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        today: date = timezone.localdate()
        facts = facts_of(self.edition, today=today)
        return context | {
            "edition": self.edition,
            "facts": facts,
            "overdue": sum(one.standing.is_overdue for one in facts),
            "masters": masters_overdue(self.edition, today=today),
            "kinds": [
                (kind, reverse("facts:add", args=[self.edition.pk, kind.name]))
                for kind in KINDS
                if kind.name == "contact" or self.edition.country
            ],
            "tomorrow": (today + timedelta(days=1)).isoformat(),
            "next_review": (today + A_YEAR).isoformat(),
        }
