"""The desk in the admin, and the way to it from where the engine's editor would open."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from wagtail import hooks

from .leading import lead_to_desk
from .screens import urls


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [path("desk/", include(urls))]


# Before what answers the engine's buttons, and before the engine's own, which answers with its editor.
@hooks.register("before_edit_page", order=-2)
@hooks.register("before_edit_snippet", order=-2)
def lead(request: HttpRequest, instance: Any) -> HttpResponse | None:
    return lead_to_desk(request, instance)
