"""Two states of a page's adaptation, compared; either can be had again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.views.generic import TemplateView

from .access import ForPage, Screen
from .differing import Seen, differences
from .reading import names_of
from .situation import Situation
from .states import State, choices_of, default_names, state_named
from .telling import told_between


class CompareView(ForPage, Screen, TemplateView):
    """`from` and `to` name the states: the number of a draft, `live`, or `plain` for nothing decided."""

    template_name = "adaptations/compare.html"
    header_icon = "history"

    def get_page_title(self) -> str:
        return gettext("Compare")

    def way(self) -> list[tuple[str, Any]]:
        title = gettext("Adapt “%(title)s”") % {"title": self.situation.page or self.master}
        edition_url = reverse("adaptations:edition", args=[self.edition.pk])
        history_url = reverse("adaptations:history", args=[self.edition.pk, self.key])
        return [(edition_url, str(self.edition)), (self.page_url, title), (history_url, gettext("History"))]

    @cached_property
    def states(self) -> tuple[State, State]:
        names = zip(("from", "to"), default_names(self.layer), strict=True)
        before, after = (self.request.GET.get(asked) or usual for asked, usual in names)
        first = state_named(self.layer, before)
        return first, first if before == after else state_named(self.layer, after)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        before, after = self.states
        was, now = self.in_state(before), self.in_state(after)
        names = names_of(was, now)
        return context | {
            "edition": self.edition,
            "master": self.master,
            "kept": self.kept,
            "before": before,
            "after": after,
            "is_same": before.name == after.name,
            "is_left_out": (was.is_left_out, now.is_left_out),
            "sentences": told_between(before.adaptation, after.adaptation, self.situation, names=names),
            "differences": differences(Seen(was, names), Seen(now, names)),
            "choices": choices_of(self.layer, chosen=self.states),
            "version": self.layer.version,
            "history_url": reverse("adaptations:history", args=[self.edition.pk, self.key]),
            "url": reverse("adaptations:compare", args=[self.edition.pk, self.key]),
        }

    def in_state(self, state: State) -> Situation:
        """Return the page as it is now, with what was decided then."""
        adaptation = state.adaptation
        return replace(self.situation, decisions=adaptation.decisions, is_left_out=adaptation.leaves_out)
