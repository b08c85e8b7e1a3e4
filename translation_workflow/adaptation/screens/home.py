"""The user's editions, and the pages of one: what the country decided in each, and what needs somebody."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
from translation_workflow.adaptation.published import Key, latest_of, waits_for_reviewer
from translation_workflow.adaptation.shape import shape_of
from translation_workflow.editions.access import ForEdition, ForTranslators
from translation_workflow.editions.models import Edition
from translation_workflow.source.masters import master_pages

from .access import Screen


@dataclass(frozen=True)
class Line:
    """A page of an edition with what its draft has; `depth` is how far below the first page it is.

    Of one that `is_kept` the master took the page away: there is nothing to do.
    """

    key: UUID
    title: str
    depth: int = 0
    decisions: int = 0
    conflicts: int = 0
    orphans: int = 0
    is_draft: bool = False
    is_left_out: bool = False
    waits_for_review: bool = False
    is_kept: bool = False

    @property
    def is_adapted(self) -> bool:
        return bool(self.decisions or self.is_left_out or self.is_draft)


@dataclass(frozen=True)
class Card:
    """An edition with its pages; `kept` are those that the master took away."""

    edition: Edition
    lines: Sequence[Line]
    kept: Sequence[Line] = ()


def card_of(edition: Edition, lines: Sequence[Line], *, only_adapted: bool) -> Card:
    shown = [one for one in lines if one.is_adapted or not only_adapted]
    return Card(edition, [one for one in shown if not one.is_kept], [one for one in shown if one.is_kept])


def lines_of(editions: Sequence[Edition]) -> dict[int, list[Line]]:
    """Return edition → a line for each live master page, parents first, then one for each that is kept.

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
                there = {page.translation_key for page in pages}
                found[edition.pk] += _kept_lines(edition, layers, titles, there=there)
    return found


def _kept_lines(
    edition: Edition,
    layers: Mapping[Key, Layer],
    titles: Mapping[tuple[int, UUID], str],
    *,
    there: Collection[UUID],
) -> list[Line]:
    """Return a line for each page that the edition adapted and the master took away, by title."""
    # Nothing is kept of a page that the edition never had, or has no more.
    gone = [
        (titles[edition.locale_id, key], layer)
        for (number, key), layer in layers.items()
        if number == edition.pk and key not in there and (edition.locale_id, key) in titles
    ]
    lines = [_kept_line(title, layer) for title, layer in sorted(gone, key=lambda one: one[0])]
    return [line for line in lines if line.is_adapted]


def _kept_line(title: str, layer: Layer) -> Line:
    latest = latest_of(layer)
    return Line(
        layer.page_key,
        title,
        decisions=len(latest.decisions),
        is_draft=layer.has_unpublished_changes,
        is_left_out=latest.leaves_out,
        waits_for_review=waits_for_reviewer(layer),
        is_kept=True,
    )


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
        cards = [card_of(edition, lines.get(edition.pk, ()), only_adapted=True) for edition in editions]
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
            "card": card_of(self.edition, lines, only_adapted=False),
            "home_url": reverse("adaptations:home"),
        }
