"""The log in the admin: a filtered list, newest first, and the same as a file."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from translation_workflow.audit.models import Entry
from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import may_anywhere
from translation_workflow.editions.roles import Act

from .export import lines
from .filters import Filters
from .reach import editions_told, entries_for
from .shown import shown

ON_A_PAGE = 50
_LARGEST = 2**63 - 1


class ForReaders(View):
    """Only those come in who may read the log of an edition; each sees the entries of their own."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not may_anywhere(request.user, Act.READ_LOG):
            raise PermissionDenied

    @cached_property
    def editions(self) -> list[Edition]:
        return editions_told(self.request.user)

    @cached_property
    def filters(self) -> Filters:
        return Filters(self.request.GET, editions=self.editions)

    def rows(self) -> QuerySet[Entry]:
        """Return what is asked for, nothing where the question is wrong."""
        if not self.filters.is_valid():
            return Entry.objects.none()
        return self.filters.narrow(entries_for(self.request.user))


class LogView(ForReaders, WagtailAdminTemplateMixin, TemplateView):
    """Who changed what, newest first."""

    template_name = "log/log.html"
    page_title = _("Log")
    header_icon = "history"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.rows()
        if (older := _number(self.request.GET.get("older", ""))) is not None:
            rows = rows.filter(pk__lt=older)
        found = list(rows.order_by("-pk")[: ON_A_PAGE + 1])
        page = found[:ON_A_PAGE]
        asked = {name: value for name in self.filters.fields if (value := self.request.GET.get(name))}
        return super().get_context_data(**kwargs) | {
            "filters": self.filters,
            "entries": shown(page, self.editions),
            "is_filtered": bool(asked),
            "log_url": reverse("audit:log"),
            "newest_url": _address("audit:log", asked) if older is not None else "",
            "older_url": _address("audit:log", {**asked, "older": page[-1].pk}) if found[ON_A_PAGE:] else "",
            "export_url": _address("audit:export", asked) if page else "",
        }


class ExportView(ForReaders):
    """What the list shows, as a file for a spreadsheet."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
        if not self.filters.is_valid():
            told = " ".join(str(message) for found in self.filters.errors.values() for message in found)
            return HttpResponse(told, status=400, content_type="text/plain; charset=utf-8")
        answer = StreamingHttpResponse(
            lines(self.rows(), self.editions), content_type="text/csv; charset=utf-8"
        )
        answer["Content-Disposition"] = 'attachment; filename="log.csv"'
        answer["Cache-Control"] = "no-store"
        return answer


def _address(name: str, asked: dict[str, Any]) -> str:
    return f"{reverse(name)}?{urlencode(asked)}" if asked else reverse(name)


def _number(text: str) -> int | None:
    """Return the id that an address names, None where it names none."""
    if not (text.isascii() and text.isdigit()) or len(text) > 19:
        return None
    return min(int(text), _LARGEST)


app_name = "audit"
urlpatterns = [
    path("", LogView.as_view(), name="log"),
    path("export/", ExportView.as_view(), name="export"),
]
