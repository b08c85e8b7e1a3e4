"""The first screen: each edition with what is done, its files, and what waits; and the files themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from translation_workflow.catalogue.exports import files_of, remember, zipped
from translation_workflow.catalogue.models import SetAside
from translation_workflow.catalogue.originals import sheets_of
from translation_workflow.catalogue.po import Writer
from translation_workflow.catalogue.terms import terms_for
from translation_workflow.editions.access import ForEdition
from translation_workflow.editions.models import Edition

from .access import ForCatalogues, Screen
from .bar import Share, bar
from .batches import entries_of
from .counts import Done, done_in

LAST = 5


@dataclass(frozen=True)
class Card:
    """An edition as the first screen shows it; `waiting` are words that somebody has to decide about."""

    edition: Edition
    done: Done
    waiting: int

    @property
    def shares(self) -> list[Share]:
        rest = _("as in the master") if self.done.has_copies else _("not translated")
        return bar(
            [
                ("translated", "check", self.done.translated, _("translated")),
                ("draft", "draft", self.done.needs_work, _("needing work")),
                ("empty", "radio-empty", self.done.rest, rest),
            ]
        )


class HomeView(ForCatalogues, Screen, TemplateView):
    """The user's editions, and the last imports into them."""

    template_name = "catalogues/home.html"
    page_title = _("Catalogues")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        editions = list(self.editions)
        return context | {
            "cards": _cards(editions),
            "entries": entries_of(self.imports[:LAST]),
            "journal_url": reverse("catalogues:journal"),
        }


class DownloadView(ForEdition):
    """All catalogues of an edition in one zip. Who fetches it is remembered: an import asks for it."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        edition = self.edition
        files = files_of(edition, sheets_of(edition.programme), writer=Writer(), terms=terms_for(edition))
        remember(edition, files, user=request.user)
        answer = HttpResponse(zipped(edition, files), content_type="application/zip")
        name = f"{edition.programme.slug}-{edition.code}.zip"
        answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        answer["X-Content-Type-Options"] = "nosniff"
        return answer


def _cards(editions: Sequence[Edition]) -> list[Card]:
    waiting: Mapping[int, int] = dict(
        SetAside.objects.filter(edition__in=editions, settled="")
        .order_by()
        .values_list("edition")
        .annotate(Count("pk"))
    )
    done = done_in(editions)
    return [Card(edition, done[edition.pk], waiting.get(edition.pk, 0)) for edition in editions]
