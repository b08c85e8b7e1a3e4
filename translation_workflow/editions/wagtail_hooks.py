"""Programmes and editions in the admin: data that a coordinator keeps."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from pages.models import Programme

from .models import Edition, Kind


class ProgrammeViewSet(ModelViewSet):
    model = Programme
    icon = "folder-open-inverse"
    add_to_admin_menu = False
    list_display = ["name", "slug", "master_locale"]
    form_fields = [
        "name",
        "slug",
        "master_locale",
        "master_page",
        "reward_unit",
        "points_per_unit",
        "diploma_needs",
        "diploma_points",
    ]


def _page_buttons(edition: Edition) -> list[Button]:
    """Lead to where an edition gets its pages; the master's are written by its authors."""
    if edition.kind is Kind.MASTER:
        return []
    url = reverse("edition_pages", args=[edition.pk])
    return [Button(_("Create all pages"), url=url, icon_name="doc-full-inverse", priority=15)]


class EditionIndexView(IndexView):
    def get_list_more_buttons(self, instance: Edition) -> list[Any]:
        return [*super().get_list_more_buttons(instance), *_page_buttons(instance)]


class EditionEditView(EditView):
    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return [*super().header_more_buttons, *_page_buttons(self.object)]


class EditionViewSet(ModelViewSet):
    model = Edition
    icon = "globe"
    index_view_class = EditionIndexView
    edit_view_class = EditionEditView
    list_display = ["__str__", Column("native_name", label=_("language")), "country", "status", "order"]
    list_filter = ["programme", "status"]
    form_fields = [
        "programme",
        "code",
        "country",
        "order",
        "partner",
        "contact",
        "status",
        "fallback",
        "when_unpublished",
        "minimum_state",
        "maximum_missing",
        "conflicts_block",
        "similarity",
        "memory_fills",
        "texts_may_leave",
        "preview_address",
    ]


class RegistryGroup(ViewSetGroup):
    menu_label = _("Editions")
    menu_icon = "globe"
    menu_order = 200
    items = (EditionViewSet("editions"), ProgrammeViewSet("programmes"))


@hooks.register("register_admin_viewset")
def register_registry() -> RegistryGroup:
    return RegistryGroup()


@hooks.register("insert_global_admin_css")
def forms_that_fit() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("editions/forms.css"))
