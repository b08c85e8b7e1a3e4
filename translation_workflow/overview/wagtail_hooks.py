"""The first screens of translation: its menu, the matrix, homes of editions, and cards on the first page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from translation_workflow.editions.policy import may_anywhere
from translation_workflow.editions.roles import Act

from .menu import HOOK, menu_item
from .screens import urls
from .screens.cards import EditionsPanel
from .screens.guide import TITLES


class OnlookersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_anywhere(request.user, Act.SEE)


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [path("", include(urls))]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    return menu_item()


@hooks.register(HOOK)
def register_matrix() -> MenuItem:
    return OnlookersMenuItem(
        _("Editions and pages"), reverse("overview:matrix"), name="matrix", icon_name="table"
    )


@hooks.register("register_help_menu_item")
def register_guide_for_partners() -> MenuItem:
    return _guide("partners", order=10)


@hooks.register("register_help_menu_item")
def register_guide_for_authors() -> MenuItem:
    return _guide("authors", order=20)


def _guide(name: str, *, order: int) -> MenuItem:
    url = reverse("overview:guide", args=[name])
    return OnlookersMenuItem(TITLES[name], url, name=f"guide-{name}", icon_name="help", order=order)


@hooks.register("construct_homepage_panels")
def show_editions(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(EditionsPanel(request.user))
