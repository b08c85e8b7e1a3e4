"""The screens of webhooks in the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from translation_workflow.editions.policy import may_anywhere
from translation_workflow.editions.roles import Act

from .screens import urls


class WebhooksMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_anywhere(request.user, Act.TELL_OUTSIDE)


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [path("webhooks/", include(urls))]


@hooks.register("register_translation_menu_item")
def register_menu_item() -> MenuItem:
    return WebhooksMenuItem(
        _("Webhooks"), reverse("webhooks:home"), name="webhooks", icon_name="upload", order=190
    )
