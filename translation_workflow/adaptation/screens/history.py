"""Who changed the adaptation of a page, when, and what; every state can be had again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext
from django.views.generic import TemplateView
from wagtail.admin.paginator import WagtailPaginator
from wagtail.models import Revision

from .access import ForPage, Screen
from .reading import names_of
from .states import LIVE, PLAIN, default_names, label_of, label_of_live, label_of_plain
from .telling import told

A_PAGE = 20


@dataclass(frozen=True)
class Entry:
    """A draft, and in sentences what it had otherwise than the one before."""

    revision: Revision
    sentences: list[str]
    is_latest: bool
    label: str

    @property
    def name(self) -> str:
        """What an address calls it, where two are compared."""
        return str(self.revision.pk)


class HistoryView(ForPage, Screen, TemplateView):
    template_name = "adaptations/history.html"
    header_icon = "history"

    def get_page_title(self) -> str:
        return gettext("History")

    def way(self) -> list[tuple[str, Any]]:
        title = gettext("Adapt “%(title)s”") % {"title": self.situation.page or self.master}
        edition_url = reverse("adaptations:edition", args=[self.edition.pk])
        return [(edition_url, str(self.edition)), (self.page_url, title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        rows = self.layer.revisions if self.layer.pk else Revision.objects.none()
        rows = rows.select_related("user").order_by("-created_at", "-pk")
        paginator: Paginator[Revision] = WagtailPaginator(rows, A_PAGE)
        page = paginator.get_page(self.request.GET.get("p"))
        before, after = default_names(self.layer)
        return context | {
            "others": [(LIVE, label_of_live()), (PLAIN, label_of_plain())],
            "before": before,
            "after": after,
            "compare_url": reverse("adaptations:compare", args=[self.edition.pk, self.key]),
            "edition": self.edition,
            "master": self.master,
            "kept": self.kept,
            "entries": self.entries(rows, page),
            "page_obj": page,
            "is_paginated": page.has_other_pages(),
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "version": self.layer.version,
            "page_url": self.page_url,
            "list_url": reverse("adaptations:history", args=[self.edition.pk, self.key]),
        }

    def entries(self, rows: Any, page: Any) -> list[Entry]:
        start = (page.number - 1) * A_PAGE
        names = names_of(self.situation)
        found = list(rows[start : start + A_PAGE + 1])
        pairs = zip(found[:A_PAGE], [*found[1:], None], strict=False)
        return [
            Entry(
                after,
                told(before, after, self.situation, names=names),
                after.pk == self.layer.latest_revision_id,
                label_of(after, self.layer, number=page.paginator.count - start - place),
            )
            for place, (after, before) in enumerate(pairs)
        ]
