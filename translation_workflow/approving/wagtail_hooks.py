"""The screens of the review in the admin, their place in its menu, and workflows where pages are written."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from translation_workflow.editions.policy import may_anywhere
from translation_workflow.editions.registry import edition_of
from translation_workflow.editions.roles import Act

from .screens import urls
from .workflows import keep_workflows


class ReviewMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_anywhere(request.user, Act.TRANSLATE)


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [path("review/", include(urls))]


@hooks.register("register_translation_menu_item")
def register_menu_item() -> MenuItem:
    return ReviewMenuItem(
        _("Review"), reverse("approving:queue"), name="review", icon_name="clipboard-list", order=300
    )


@hooks.register("before_create_page")
def keep_workflow(request: HttpRequest, parent: Page, page_class: type[Page]) -> None:
    """A page that only its edition has is sent in Wagtail's editor, which looks for a workflow above it."""
    edition = edition_of(parent)
    if edition is not None:
        keep_workflows([edition])
