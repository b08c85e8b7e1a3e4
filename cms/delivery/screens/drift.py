"""How far editions are from their masters, as pictures, as tables, and as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from cms.delivery.drift import Drift, Standing, drift_of, drifts_of
from translation_workflow.adaptation.screens.access import Screen
from translation_workflow.editions.access import ForEdition, ForTranslators
from translation_workflow.editions.models import Edition

from .bars import Bar, Part, bar_of, together
from .table import STANDINGS, as_csv, heads, numbers


@dataclass(frozen=True)
class Line:
    """A page: its picture, its numbers, and where it is adapted; `url` is "" for what nobody adapts."""

    drift: Drift
    bar: Bar
    numbers: Sequence[int]
    url: str

    @property
    def standing(self) -> str:
        """What readers get, where that is not the page."""
        return "" if self.drift.standing is Standing.LIVE else str(STANDINGS[self.drift.standing])

    @property
    def indent(self) -> int:
        """The deepest that a screen shows; who stands below that is as far in."""
        return min(self.drift.depth, 3)


@dataclass(frozen=True)
class Card:
    """An edition: all of it as one bar, and how many of its pages need somebody."""

    edition: Edition
    bar: Bar
    pages: int
    live: int
    need: int


def card_of(edition: Edition, drifts: Sequence[Drift]) -> Card:
    return Card(
        edition,
        bar_of(str(edition), together(drifts)),
        len(drifts),
        sum(one.standing is Standing.LIVE for one in drifts),
        sum(one.needs_somebody for one in drifts),
    )


def line_of(edition: Edition, drift: Drift) -> Line:
    # What has no master is edited where pages are, unless its master went away from under decisions.
    url = (
        reverse("wagtailadmin_pages:edit", args=[drift.page])
        if drift.is_own and not drift.orphaned
        else reverse("adaptations:page", args=[edition.pk, drift.key])
    )
    return Line(drift, bar_of(drift.title, drift.blocks), numbers(drift), url)


class DriftView(ForTranslators, Screen, TemplateView):
    """The user's editions, one picture each."""

    template_name = "drift/editions.html"
    page_title = gettext_lazy("How far from the master")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        editions = list(self.editions)
        drifts = drifts_of(editions)
        return context | {
            "cards": [card_of(edition, drifts[edition.pk]) for edition in editions],
            "parts": list(Part),
        }


class EditionDriftView(ForEdition, Screen, TemplateView):
    """The pages of one edition in reading order, as the other screens of adaptations have them.

    With `?only=needs` those alone that need somebody.
    """

    template_name = "drift/edition.html"

    def get_page_title(self) -> str:
        return _("How far %(edition)s is from its master") % {"edition": self.edition}

    def way(self) -> list[tuple[str, Any]]:
        return [(reverse("drift"), DriftView.page_title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        drifts = drift_of(self.edition)
        is_only_needs = self.request.GET.get("only") == "needs"
        shown = [one for one in drifts if one.needs_somebody or not is_only_needs]
        return context | {
            "card": card_of(self.edition, drifts),
            "lines": [line_of(self.edition, one) for one in shown],
            "heads": heads(),
            "parts": list(Part),
            "is_only_needs": is_only_needs,
            "edition_url": reverse("adaptations:edition", args=[self.edition.pk]),
            "csv_url": reverse("drift_csv", args=[self.edition.pk]),
            "url": reverse("drift_edition", args=[self.edition.pk]),
        }


class CsvView(ForEdition):
    """The figures of one edition for a spreadsheet."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(as_csv(drift_of(self.edition)), content_type="text/csv; charset=utf-8")
        name = f"drift-{self.edition.programme.slug}-{self.edition.code}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
