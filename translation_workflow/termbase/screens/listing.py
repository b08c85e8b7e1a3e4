"""The list of agreed words, and the same as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from translation_workflow.source.markup import without_control_signs
from translation_workflow.termbase.concept import Term
from translation_workflow.termbase.listed import LONGEST, MISSING, STATUSES, Asked, Row, narrowed, rows_of
from translation_workflow.termbase.models import Concept, Status
from translation_workflow.termbase.spoken import times_spoken
from translation_workflow.words.cells import as_csv

from .access import PAIR, ForReaders, Screen

ON_A_PAGE = 50


class Listed(ForReaders):
    """The concepts that the address asks for, in the pair of languages of an edition."""

    @cached_property
    def asked(self) -> Asked:
        sent = self.request.GET
        status = sent.get("status", "")
        return Asked(
            without_control_signs(sent.get("q", "")).strip()[:LONGEST],
            status if status in STATUSES else "",
            sent.get("only") == "spoken",
        )

    @cached_property
    def rows(self) -> list[Row]:
        if self.edition is None:
            return []
        times: Counter[str] = times_spoken(self.edition)
        return narrowed(rows_of(self.edition.master_code, self.edition.code, times=times), self.asked)

    def asked_query(self) -> dict[str, str]:
        """Return what an address says of this list."""
        asked = {
            "q": self.asked.words,
            "status": self.asked.status,
            "only": "spoken" if self.asked.only_spoken else "",
        }
        named = {PAIR: str(self.edition.pk)} if self.edition else {}
        return named | {name: value for name, value in asked.items() if value}


class ListView(Listed, Screen, TemplateView):
    """What things are called in an edition, and how often the master speaks of them."""

    template_name = "termbase/list.html"
    page_title = gettext_lazy("Terms")
    http_method_names = ["get", "head"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        page = Paginator(self.rows, ON_A_PAGE).get_page(self.request.GET.get("p"))
        ids = dict(Concept.objects.filter(key__in=[row.concept.key for row in page]).values_list("key", "pk"))
        asked = self.asked_query()
        return context | {
            "editions": self.reach.editions,
            "edition": self.edition,
            "asked": self.asked,
            "is_narrow": len(asked) > 1,
            "statuses": {MISSING: _("no preferred term yet"), **dict(Status.choices)},
            "page": page,
            "lines": [(row, ids[row.concept.key]) for row in page if row.concept.key in ids],
            "keeps_concepts": self.reach.keeps_concepts,
            "query": self.query,
            "page_query": urlencode(asked),
            "csv_url": f"{reverse('termbase:list_csv')}?{urlencode(asked)}",
        }


class CsvView(Listed):
    """What the list shows, for a spreadsheet: a line for each term."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        heads = [
            _("Concept"),
            _("Language"),
            _("Term"),
            _("Status"),
            _("Inflected form"),
            _("Note"),
            _("Places"),
        ]
        told = as_csv(heads, (cells for row in self.rows for cells in _lines(row)))
        answer = HttpResponse(told, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="terms.csv"'
        answer["Cache-Control"] = "no-store"
        return answer


def _lines(row: Row) -> Iterator[list[object]]:
    terms: list[Term | None] = list(dict.fromkeys((*row.source, *row.target)))
    for term in terms or [None]:
        said = [term.language, term.text, term.status, term.form, term.note] if term else [""] * 5
        yield [row.concept.key, *said, row.times]
