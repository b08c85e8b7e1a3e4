"""Where links to drafts are in the admin: a list in the menu of translation, a button in the page editor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from pages.models.base import ContentPageMixin
from translation_workflow.editions.policy import may_anywhere
from translation_workflow.editions.registry import edition_of
from translation_workflow.editions.roles import Act

from .subject import Subject, may_preview


class PreviewsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return any(may_anywhere(request.user, act) for act in (Act.TRANSLATE, Act.TELL_OUTSIDE))


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [path("previews/", include("cms.previews.screens.urls"))]


@hooks.register("register_translation_menu_item")
def register_menu_item() -> MenuItem:
    return PreviewsMenuItem(_("Preview links"), reverse("previews:list"), name="previews", icon_name="view")


@hooks.register("register_page_header_buttons")
def page_header_buttons(page: Any, user: Any, **_options: Any) -> Iterator[Button]:
    """Offer a link to the draft of a page of an edition."""
    page = page.specific
    edition = edition_of(page) if isinstance(page, ContentPageMixin) else None
    if edition is not None and may_preview(user, Subject(edition, page)):
        url = reverse("previews:make", args=[edition.pk, page.translation_key])
        yield Button(_("Preview link"), url=url, icon_name="link", priority=55)
