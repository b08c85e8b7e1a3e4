"""Programmes and editions in the admin: data that a coordinator keeps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from pages.models import Programme

from .models import Edition


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


class EditionViewSet(ModelViewSet):
    model = Edition
    icon = "globe"
    list_display = ["__str__", "native_name", "country", "status", "order"]
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
        "minimum_state",
        "maximum_missing",
        "similarity",
    ]


class RegistryGroup(ViewSetGroup):
    menu_label = _("Editions")
    menu_icon = "globe"
    menu_order = 200
    items = (EditionViewSet("editions"), ProgrammeViewSet("programmes"))


@hooks.register("register_admin_viewset")
def register_registry() -> RegistryGroup:
    return RegistryGroup()
