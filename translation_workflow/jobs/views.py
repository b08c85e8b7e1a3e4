"""The progress page of jobs, and its buttons."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import ListView, View
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy

from translation_workflow.editions.models import Edition

from .models import Item
from .overview import jobs, open_and_failed, reports
from .schedule import retry

policy = ModelPermissionPolicy(Edition)


class ForCoordinators(PermissionCheckedMixin):
    """Only those who may change editions see their work, or have it tried again."""

    permission_policy = policy
    permission_required = "change"


class ProgressView(ForCoordinators, WagtailAdminTemplateMixin, ListView[Any]):
    """Jobs, newest first; a script renews the list while somebody looks on."""

    template_name = "jobs/progress.html"
    page_title = _("Work on editions")
    header_icon = "tasks"
    paginate_by = 20
    page_kwarg = "p"
    paginator_class = WagtailPaginator

    def get_queryset(self) -> Any:
        return jobs()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        waiting, failed = open_and_failed()
        context["reports"] = reports(context["object_list"])
        context["summary"] = _summary(waiting, failed)
        context["is_at_work"] = waiting > 0
        context["list_url"] = reverse("jobs:progress")
        context["results_url"] = reverse("jobs:results")
        paginator, page = context["paginator"], context["page_obj"]
        context["elided_page_range"] = paginator.get_elided_page_range(page.number)
        return context


class ResultsView(ProgressView):
    """The list alone, for the script."""

    template_name = "jobs/results.html"


class RetryView(ForCoordinators, View):
    """Try again: one item (`item`), or all that failed of a job (`job`)."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        number, whole = request.POST.get("item", ""), request.POST.get("job", "")
        rows = Item.objects.none()
        if _is_key(number):
            rows = Item.objects.filter(pk=int(number))
        elif _is_key(whole):
            rows = Item.objects.filter(job=int(whole))
        if count := retry(rows):
            told = ngettext(
                "%(count)d edition will be tried again.", "%(count)d editions will be tried again.", count
            )
            messages.success(request, told % {"count": count})
        else:
            messages.info(request, _("Nothing of this has to be tried again."))
        return redirect("jobs:progress")


def _is_key(text: str) -> bool:
    """Whether a text that somebody sent may be the primary key of a row, on any database."""
    return text.isascii() and text.isdigit() and len(text) < 19


def _summary(waiting: int, failed: int) -> str:
    """Return the one sentence that says how things are."""
    if waiting:
        told = ngettext("%(count)d edition is to be done.", "%(count)d editions are to be done.", waiting)
        told %= {"count": waiting}
    else:
        told = str(_("No work is waiting."))
    if failed:
        more = ngettext("%(count)d failed and needs you.", "%(count)d failed and need you.", failed)
        told += " " + more % {"count": failed}
    return told
