"""The report: counts first, then the findings that are asked for; and the same as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from translation_workflow.quality.finding import Severity
from translation_workflow.quality.models import REASON
from translation_workflow.quality.piece import Found
from translation_workflow.quality.report import ASIDE, OPEN, counts_of, narrowed
from translation_workflow.source.markup import plain_text
from translation_workflow.source.titles import master_titles
from translation_workflow.words.cells import as_csv

from .access import ForReport
from .shown import lines_of

ON_A_PAGE = 50

SEVERITIES = {
    Severity.BLOCKING.value: gettext_lazy("keeps words from going live"),
    Severity.WARNING.value: gettext_lazy("warning"),
}


class Report(ForReport):
    """What the address asks for of an edition's findings."""

    @cached_property
    def asked_for(self) -> list[Found]:
        return narrowed(self.found, self.asked)

    @cached_property
    def titles(self) -> dict[Any, str]:
        if self.edition is None:
            return {}
        keys = dict.fromkeys(one.piece.address.object_key for one in self.found)
        return master_titles(self.edition, keys.keys())


class ReportView(Report, WagtailAdminTemplateMixin, TemplateView):
    """What the rules say of an edition."""

    template_name = "quality/report.html"
    page_title = gettext_lazy("Quality")
    header_icon = "clipboard-list"
    http_method_names = ["get", "head"]
    refused = ""
    reason = ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if self.edition is None:
            return context
        counts, page = counts_of(self.found), Paginator(self.asked_for, ON_A_PAGE)
        shown = page.get_page(self.request.GET.get("p"))
        lines = lines_of(list(shown), self.edition, titles=self.titles, user=self.request.user)
        return context | {
            "editions": self.mine,
            "edition": self.edition,
            "counts": counts,
            "rules": [(one, self.address(rule=one.name, standing="")) for one in counts.rules],
            "pages": [
                (str(key), title or str(key), counts.pages.get(key, 0)) for key, title in self.titles.items()
            ],
            "severities": SEVERITIES,
            "asked": self.asked,
            "standings": {OPEN: _("to look at"), ASIDE: _("put aside")},
            "is_aside": self.asked.standing == ASIDE,
            "is_narrow": any((self.asked.rule, self.asked.severity, self.asked.page)),
            "page": shown,
            "page_query": self.address().partition("?")[2],
            "lines": lines,
            "may_decide": any(line.may_decide for line in lines),
            "all_url": self.address(rule="", severity="", page="", standing=""),
            "csv_url": self.address("quality:report_csv"),
            "dismiss_url": self.address("quality:dismiss", p=str(shown.number)),
            "take_back_url": self.address("quality:take_back", p=str(shown.number)),
            "most": REASON,
            "refused": self.refused,
            "reason": self.reason,
            "chosen": set(self.request.POST.getlist("finding")),
        }


class CsvView(Report):
    """What the report shows, for a spreadsheet: a line for each finding."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        heads = [
            _("Finding"),
            _("Page"),
            _("Severity"),
            _("Rule"),
            _("What is wrong"),
            _("Text of the master"),
            _("Translation"),
            _("Put aside because"),
            _("By"),
        ]
        told = as_csv(heads, map(self._cells, self.asked_for))
        answer = HttpResponse(told, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="findings.csv"'
        answer["Cache-Control"] = "no-store"
        return answer

    def _cells(self, one: Found) -> Iterator[object]:
        pair, aside = one.piece.pair, one.dismissed
        yield one.id
        yield self.titles.get(one.piece.address.object_key, "")
        yield SEVERITIES[one.finding.severity.value]
        yield one.title
        yield one.sentence
        yield plain_text(pair.source)
        yield plain_text(pair.target)
        yield aside.reason if aside else ""
        yield aside.by if aside else ""
