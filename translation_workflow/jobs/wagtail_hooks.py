"""The progress page in the admin's menu of translation, and what was refused on its first page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .panel import RefusedPanel
from .views import ProgressView, ResultsView, RetryView, policy


class ProgressMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(policy.user_has_permission(request.user, "change"))


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    urls = [
        path("", ProgressView.as_view(), name="progress"),
        path("results/", ResultsView.as_view(), name="results"),
        path("retry/", RetryView.as_view(), name="retry"),
    ]
    return [path("jobs/", include((urls, "jobs")))]


@hooks.register("register_translation_menu_item")
def register_menu_item() -> MenuItem:
    return ProgressMenuItem(
        _("Work on editions"), reverse("jobs:progress"), name="jobs", icon_name="tasks", order=100
    )


@hooks.register("construct_homepage_panels")
def tell_who_pressed(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(RefusedPanel(request.user))
