"""The button that gives an edition all pages of its programme."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy

from pages.progress import unwatched

from .editions.models import Edition, Kind
from .opening import open_edition
from .trees.create import Created, missing_pages

# What somebody reads at a glance; the pages themselves tell the rest.
MOST_NOTES = 10


class CreatePagesView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Say which pages would be created, and create them when the button is pressed."""

    permission_policy = ModelPermissionPolicy(Edition)
    permission_required = "change"
    template_name = "editions/create_pages.html"
    page_title = _("Create all pages of this edition")
    header_icon = "globe"
    http_method_names = ["get", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows = Edition.objects.select_related("programme__master_locale", "locale")
        self.edition = get_object_or_404(rows, pk=kwargs["pk"])
        if self.edition.kind is Kind.MASTER:
            raise Http404
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("editions:index"), "label": _("Editions")},
            {"url": self._edit_url(), "label": str(self.edition)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        plan = missing_pages(self.edition.programme, [self.edition])
        return context | {
            "edition": self.edition,
            "missing": [page.master.title for page in plan.pages],
            "clashes": plan.clashes,
            "refused": plan.refused,
            "edit_url": self._edit_url(),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        opened = open_edition(self.edition, progress=unwatched, user=request.user)
        _tell(request, self.edition, opened.created)
        return redirect(self._edit_url())

    def _edit_url(self) -> str:
        return reverse("editions:edit", args=[self.edition.pk])


def _tell(request: HttpRequest, edition: Edition, created: Created) -> None:
    count = len(created.pages)
    told = ngettext(
        "%(count)d page was created in %(edition)s, as a draft.",
        "%(count)d pages were created in %(edition)s, as drafts.",
        count,
    )
    messages.success(request, told % {"count": count, "edition": edition})
    notes = [*map(str, created.clashes), *created.refused]
    for note in notes[:MOST_NOTES]:
        messages.warning(request, note)
    if len(notes) > MOST_NOTES:
        more = len(notes) - MOST_NOTES
        messages.warning(request, ngettext("… and %(n)d more.", "… and %(n)d more.", more) % {"n": more})
