"""A guide to read in the admin, and its pictures."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from translation_workflow.overview.guides import guide_in, picture_path

from .access import ForOnlookers, Screen

TITLES = {
    "partners": _("Guide for partners"),
    "authors": _("Guide for authors"),
    "roles": _("Roles"),
}


class GuideView(ForOnlookers, Screen, TemplateView):
    """Two pages for whoever works here; 404 for a name that is no guide's."""

    template_name = "overview/guide.html"
    http_method_names = ["get", "head", "options"]
    header_icon = "help"

    def get_page_title(self) -> Any:
        return TITLES[self.kwargs["name"]]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["name"] not in TITLES:
            raise Http404
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "guide": guide_in(self.kwargs["name"], get_language() or "")
        }


class PictureView(ForOnlookers, View):
    """A picture of a guide."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        path = picture_path(kwargs["name"])
        if path is None:
            raise Http404
        return FileResponse(path.open("rb"), content_type="image/png")
