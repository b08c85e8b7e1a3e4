"""Questions to the authors in the admin: their screens, and their place in the menu of translation."""

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


class QuestionsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return any(may_anywhere(request.user, act) for act in (Act.ASK, Act.ANSWER))


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [path("talk/", include(urls))]


# The menu's own room is above this one, and known by the name of its hook.
@hooks.register("register_translation_menu_item")
def register_menu_item() -> MenuItem:
    return QuestionsMenuItem(_("Questions"), reverse("talk:questions"), name="questions", icon_name="help")
