"""Making a link to a draft, and the list of those that live."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.previews.addresses import address_of, frontend_origin
from cms.previews.drafts import draft_of
from cms.previews.errors import NothingToPreview
from cms.previews.links import links_to, living_links, make_link
from cms.previews.subject import may_preview, subject_of
from translation_workflow.editions.models import Edition

HOURS = (1, 8, 24, 72, 168)


class Screen(WagtailAdminTemplateMixin):
    """The furniture of Wagtail's admin. Nobody keeps what stands here: an address in it opens a draft."""

    header_icon = "view"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "same-origin"
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class MakeView(Screen, TemplateView):
    """GET asks for how long; POST makes the link, and shows its address this once."""

    template_name = "previews/make.html"
    http_method_names = ["get", "post"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        editions = Edition.objects.select_related("programme__master_locale", "programme__master_page")
        edition = editions.select_related("locale").filter(pk=kwargs["pk"]).first()
        key: UUID = kwargs["key"]
        subject = subject_of(edition, key) if edition else None
        if subject is None or not may_preview(request.user, subject):
            raise Http404
        self.subject = subject

    def get_page_title(self) -> str:
        return _("Preview link for “%(title)s” in %(edition)s") % {
            "title": self.subject.page.get_admin_display_title(),
            "edition": self.subject.edition,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = request.POST.get("hours", "")
        if sent not in {str(hours) for hours, _words in lasting()}:
            refused = _("Nothing was made: choose one of these times.")
            return self.render_to_response(self.get_context_data(refused=refused), status=400)
        try:
            draft = draft_of(self.subject)
        except NothingToPreview as refusal:
            return self.render_to_response(self.get_context_data(refused=str(refusal)), status=409)
        made = make_link(draft, user=request.user, lasts=timedelta(hours=int(sent)))
        address = address_of(made.token, draft)
        api = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("delivery:preview", args=[made.token])
        return self.render_to_response(self.get_context_data(made=made.link, address=address, api=api))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        subject = self.subject
        return context | {
            "subject": subject,
            "frontend": frontend_origin(subject.edition),
            "lasting": lasting(),
            "links": list(links_to(subject, self.request.user)),
            "list_url": reverse("previews:list"),
        }


class ListView(Screen, TemplateView):
    """The links that live: one's own, and those into editions that one answers for."""

    template_name = "previews/list.html"
    page_title = gettext_lazy("Preview links")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"links": list(living_links(self.request.user))}


class RevokeView(View):
    """Ends a link; what is not one's to end is not found."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            raise PermissionDenied
        link = living_links(request.user).filter(pk=kwargs["pk"]).first()
        if link is None:
            messages.warning(request, _("There was nothing to revoke: the link is over already."))
        else:
            link.delete()
            told = _("The link to “%(title)s” was revoked: its address shows nothing any more.")
            messages.success(request, told % {"title": link.title})
        return redirect("previews:list")


def lasting() -> list[tuple[int, str]]:
    """Return for how long a link may live: hours, and how they are said."""
    allowed = [hours for hours in HOURS if hours <= settings.PREVIEW_HOURS] or [settings.PREVIEW_HOURS]
    return [(hours, _said(hours)) for hours in allowed]


def _said(hours: int) -> str:
    days, rest = divmod(hours, 24)
    if days and not rest:
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
