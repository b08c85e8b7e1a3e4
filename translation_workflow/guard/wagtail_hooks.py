"""Where Wagtail offers more than somebody has a role for, and no address says so."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

from pages.models import Programme
from pages.owned import CHOOSER_HOOK, PROGRAMMES_HOOK
from translation_workflow.editions.policy import (
    is_keeper,
    may_give_roles,
    programmes_authored_by,
    programmes_of,
)

from .decide import may_look
from .screens.urls import urlpatterns

STOCK_CHOOSER = "wagtailadmin_choose_page"


class PeopleMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_give_roles(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [path("people/", include((urlpatterns, "people")))]


class PagesOfTheirs(PagesAdminAPIViewSet):
    """What the explorer in the menu asks for, without the titles that a page has in other editions."""

    meta_fields = [name for name in PagesAdminAPIViewSet.meta_fields if name != "translations"]

    @classmethod
    def get_detail_default_fields(cls, model: type[Page]) -> list[str]:
        # Wagtail's own takes “translations” out where there are no languages, and counts on it.
        return list(super(PagesAdminAPIViewSet, cls).get_detail_default_fields(model))


@hooks.register("construct_admin_api")
def show_no_other_edition(router: Any) -> None:
    router.register_endpoint("pages", PagesOfTheirs)


@hooks.register("register_translation_menu_item")
def register_menu_item() -> MenuItem:
    return PeopleMenuItem(
        _("People and roles"), reverse("people:home"), name="people", icon_name="group", order=195
    )


@hooks.register("construct_page_chooser_queryset")
def offer_what_is_theirs(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Choosers of pages offer what somebody may find in the explorer, and no other edition's."""
    match = request.resolver_match
    if is_keeper(request.user) or match is None or not match.view_name.startswith(STOCK_CHOOSER):
        return pages
    theirs = policy_registry.get_by_type(Page).explorable_instances(request.user)
    return pages.filter(pk__in=theirs.order_by().values("pk"))


@hooks.register(CHOOSER_HOOK)
def offer_rows_of_theirs(rows: QuerySet[Any], request: HttpRequest, model: type[Any]) -> QuerySet[Any]:
    """Choosers of snippets offer what is in a programme of theirs."""
    return rows if is_keeper(request.user) else rows.filter(programme__in=programmes_of(request.user))


@hooks.register(PROGRAMMES_HOOK)
def offer_programmes_of_theirs(programmes: QuerySet[Programme], request: HttpRequest) -> QuerySet[Programme]:
    """A form of a snippet takes no programme whose master is written by others."""
    return programmes & programmes_authored_by(request.user)


@hooks.register("construct_reports_menu")
@hooks.register("construct_settings_menu")
@hooks.register("construct_main_menu")
def show_what_opens(request: HttpRequest, items: list[Any]) -> None:
    """What would be refused is not offered; items that open a menu below them have no address."""
    items[:] = [item for item in items if not item.url.startswith("/") or may_look(request, item.url)]
