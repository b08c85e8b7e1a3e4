"""The termbase in the admin, and its place in the menu of translation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .reach import may_read
from .screens import urls


class TermsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_read(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [path("termbase/", include(urls))]


@hooks.register("register_translation_menu_item")
def register_menu_item() -> MenuItem:
    return TermsMenuItem(_("Terms"), reverse("termbase:list"), name="termbase", icon_name="openquote")
