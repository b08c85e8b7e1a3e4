"""The screens of catalogues in the admin, and their place in its menu."""

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


class CataloguesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_anywhere(request.user, Act.TRANSLATE)


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [path("catalogues/", include(urls))]


@hooks.register("register_translation_menu_item")
def register_menu_item() -> MenuItem:
    return CataloguesMenuItem(
        _("Catalogues"),
        reverse("catalogues:home"),
        name="catalogues",
        icon_name="doc-full-inverse",
        order=150,
    )
