"""The screens of adaptations in the admin, their place in its menu, and the ways to them from a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from pages.forms import FORM_HOOK
from pages.owned import CHOOSER_HOOK
from translation_workflow.editions.policy import may_anywhere
from translation_workflow.editions.roles import Act

from .page_forms import refuse_strangers
from .screens import urls
from .screens.choosers import offered
from .screens.page_chooser import pages_offered
from .screens.ways import button_to


class AdaptationsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_anywhere(request.user, Act.TRANSLATE)


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [path("adaptations/", include(urls))]


@hooks.register("register_translation_menu_item")
def register_menu_item() -> MenuItem:
    return AdaptationsMenuItem(
        _("Adaptations"), reverse("adaptations:home"), name="adaptations", icon_name="globe", order=160
    )


@hooks.register(CHOOSER_HOOK)
def limit_choosers(rows: QuerySet[Any], request: HttpRequest, model: type[Any]) -> QuerySet[Any]:
    return offered(rows, request, model)


@hooks.register("construct_page_chooser_queryset")
def limit_page_chooser(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    return pages_offered(pages, request)


@hooks.register("register_page_listing_more_buttons")
def button_in_listing(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    yield from button_to(page, user, priority=45)


@hooks.register("register_page_header_buttons")
def button_in_header(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    yield from button_to(page, user, priority=62)


@hooks.register(FORM_HOOK)
def judge_choices(form: Any) -> None:
    refuse_strangers(form)
