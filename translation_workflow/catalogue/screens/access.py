"""What all screens of catalogues share: who comes in, and which edition they are about."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from translation_workflow.catalogue.models import Import, SetAside
from translation_workflow.editions.access import ForEdition, ForTranslators


class ForCatalogues(ForTranslators):
    """What belongs to the catalogues of the user's editions."""

    @property
    def imports(self) -> QuerySet[Import]:
        rows = Import.objects.filter(edition__in=self.editions.order_by())
        return rows.select_related(
            "edition__programme__master_locale", "edition__programme__master_page", "imported_by", "undone_by"
        )

    @property
    def set_aside(self) -> QuerySet[SetAside]:
        rows = SetAside.objects.filter(edition__in=self.editions.order_by())
        return rows.select_related(
            "edition__programme__master_locale", "edition__programme__master_page", "edition__locale"
        )


class ForEditionsCatalogues(ForEdition, ForCatalogues):
    """About one edition, with what belongs to its catalogues."""


class ForImport(ForCatalogues):
    """About one import, named by `pk` in the address."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.batch: Import = get_object_or_404(self.imports, pk=kwargs["pk"])
        self.edition = self.batch.edition


class ForSetAside(ForCatalogues):
    """About words that were set aside, named by `pk` in the address."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.aside: SetAside = get_object_or_404(self.set_aside, pk=kwargs["pk"])


class Screen(WagtailAdminTemplateMixin):
    """The furniture of Wagtail's admin, with the way back to all catalogues."""

    header_icon = "doc-full-inverse"

    def way(self) -> list[tuple[str, Any]]:
        """Return the screens above this one, below the first, as (address, label)."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = [(reverse("catalogues:home"), _("Catalogues")), *self.way()]
        return [
            *self.breadcrumbs_items,
            *({"url": url, "label": label} for url, label in above),
            {"url": "", "label": self.get_page_title()},
        ]
