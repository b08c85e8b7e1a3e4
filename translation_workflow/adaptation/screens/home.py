"""The user's editions, and the pages of one: what the country decided in each, and what needs somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.models import Page

from translation_workflow.adaptation.apply import apply
from translation_workflow.adaptation.conflicts import conflicts_in
from translation_workflow.adaptation.decisions import from_json
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.published import waits_for_reviewer
from translation_workflow.adaptation.shape import shape_of
from translation_workflow.editions.access import ForEdition, ForTranslators
from translation_workflow.editions.models import Edition
from translation_workflow.source.masters import master_pages

from .access import Screen


@dataclass(frozen=True)
class Line:
    """A page of an edition with what its draft has; `depth` is how far below the first page it is."""

    key: UUID
    title: str
    depth: int = 0
    decisions: int = 0
    conflicts: int = 0
    orphans: int = 0
    is_draft: bool = False
    is_left_out: bool = False
    waits_for_review: bool = False


@dataclass(frozen=True)
class Card:
    edition: Edition
    lines: Sequence[Line]


def lines_of(editions: Sequence[Edition]) -> dict[int, list[Line]]:
    """Return edition → a line for each live master page, parents first.

    The number of queries grows with the programmes, not with the pages or editions.
    """
    layers = {
        (layer.edition_id, layer.page_key): layer
        for layer in Layer.objects.filter(edition__in=editions).select_related("latest_revision")
    }
    locales = {edition.locale_id for edition in editions}
    rows = Page.objects.filter(locale__in=locales).values_list("locale", "translation_key", "title")
    titles = {(locale, key): title for locale, key, title in rows}
    found: dict[int, list[Line]] = {}
    masters = {edition.programme_id: edition.programme for edition in editions}
    for programme in masters.values():
        pages = master_pages(programme)
        for edition in editions:
            if edition.programme_id == programme.pk:
                found[edition.pk] = [
                    _line(
                        page,
                        titles.get((edition.locale_id, page.translation_key)) or page.title,
                        page.depth - pages[0].depth,
                        layers.get((edition.pk, page.translation_key)),
                    )
                    for page in pages
                ]
    return found


def _line(page: Any, title: str, depth: int, layer: Layer | None) -> Line:
    if layer is None:
        return Line(page.translation_key, title, depth)
    content = layer.latest_revision.content if layer.latest_revision else {}
    decisions = from_json(content.get("decisions", layer.decisions))
    shape = shape_of(page)
    told = apply(shape.sections, [one.operation for one in decisions], offers=shape.offers)
    return Line(
        page.translation_key,
        title,
        depth,
        len(decisions),
        len(conflicts_in(decisions, shape)),
        len(told.orphaned),
        layer.has_unpublished_changes,
        content.get("leaves_out", layer.leaves_out),
        waits_for_reviewer(layer),
    )


class HomeView(ForTranslators, Screen, TemplateView):
    """The user's editions with the pages that they adapted."""

    template_name = "adaptations/home.html"
    page_title = _("Adaptations")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        editions = list(self.editions)
        lines = lines_of(editions)
        cards = [
            Card(
                edition,
                [
                    one
                    for one in lines.get(edition.pk, ())
                    if one.decisions or one.is_left_out or one.is_draft
                ],
            )
            for edition in editions
        ]
        return context | {"cards": cards}


class EditionView(ForEdition, Screen, TemplateView):
    """All pages that an edition may adapt."""

    template_name = "adaptations/edition.html"

    def get_page_title(self) -> str:
        return str(self.edition)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        lines = lines_of([self.edition]).get(self.edition.pk, [])
        return context | {
            "card": Card(self.edition, lines),
            "home_url": reverse("adaptations:home"),
        }
