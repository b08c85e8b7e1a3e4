"""Texts to settle: words from a file that did not come in, beside those that are here."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator

from translation_workflow.catalogue.models import SetAside
from translation_workflow.catalogue.set_aside import NotSettled, dismiss, reopen, take

from .access import ForEditionsCatalogues, ForSetAside, Screen
from .cases import cases


class ToSettleView(ForEditionsCatalogues, Screen, ListView[SetAside]):
    """What somebody has to decide about in an edition."""

    template_name = "catalogues/to_settle.html"
    header_icon = "warning"
    paginate_by = 20
    page_kwarg = "p"
    paginator_class = WagtailPaginator
    url_name = "catalogues:to_settle"
    is_settled = False

    @property
    def rows(self) -> QuerySet[SetAside]:
        rows = self.set_aside.filter(edition=self.edition).select_related("file__batch")
        # A file's journal may be long, and only its name is shown.
        return rows.defer("file__values", "file__notes", "file__changes", "file__batch__upload")

    def get_page_title(self) -> str:
        return gettext("Texts to settle in %(edition)s") % {"edition": self.edition}

    def get_queryset(self) -> QuerySet[SetAside]:
        rows = self.rows.filter(settled="")
        # What came last is first, and each file is read from its top.
        return rows.order_by(F("file").desc(nulls_last=True), "line", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        paginator, page = context["paginator"], context["page_obj"]
        return context | {
            "edition": self.edition,
            "cases": cases(page.object_list, self.edition),
            "is_settled": self.is_settled,
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "list_url": reverse(self.url_name, args=[self.edition.pk]),
            "other_url": reverse(
                "catalogues:to_settle" if self.is_settled else "catalogues:settled", args=[self.edition.pk]
            ),
            "home_url": reverse("catalogues:home"),
        }


class SettledView(ToSettleView):
    """What was decided, latest first; what was put away can be brought back."""

    url_name = "catalogues:settled"
    is_settled = True

    def get_page_title(self) -> str:
        return gettext("Settled texts in %(edition)s") % {"edition": self.edition}

    def get_queryset(self) -> QuerySet[SetAside]:
        rows = self.rows.exclude(settled="").select_related("file__batch", "settled_by")
        return rows.order_by("-settled_at", "-pk")


class SettleView(ForSetAside):
    """Do one thing with words that were set aside."""

    http_method_names = ["post"]
    told: Any = ""
    then = "catalogues:to_settle"

    def act(self, aside: SetAside) -> None:
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.act(self.aside)
        except NotSettled as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, self.told)
        return redirect(self.then, pk=self.aside.edition_id)


class TakeView(SettleView):
    told = _("The words of the file are here now. Those that were here before are kept in the database.")

    def act(self, aside: SetAside) -> None:
        take(aside, user=self.request.user, seen=self.request.POST.get("seen"))


class DismissView(SettleView):
    told = _("Put away. You find it under “Settled texts”, and can bring it back.")

    def act(self, aside: SetAside) -> None:
        dismiss(aside, user=self.request.user)


class ReopenView(SettleView):
    told = _("Brought back.")
    then = "catalogues:settled"

    def act(self, aside: SetAside) -> None:
        reopen(aside)
