"""What all screens of adaptations share: who comes in, and which page of which edition they are about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from translation_workflow.adaptation.edit import master_of
from translation_workflow.adaptation.errors import AdaptationRefused
from translation_workflow.adaptation.models import Layer
from translation_workflow.editions.access import ForEdition

from .situation import Situation, situation_of


class ForPage(ForEdition):
    """About one page of an edition, named by `pk` and the page's `key` in the address."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.key: UUID = kwargs["key"]
        self.missing = ""
        try:
            self.master = master_of(self.edition, self.key)
        except AdaptationRefused as refusal:
            self.missing = str(refusal)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer 404 with a sentence where there is no master to differ from."""
        if self.missing:
            told = {"sentence": self.missing, "page_title": _("There is nothing to adapt")}
            return render(request, "adaptations/missing.html", told, status=404)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def layer(self) -> Layer:
        """The page's layer; where there is none yet, an empty one that nobody wrote down."""
        rows = Layer.objects.select_related("latest_revision__user")
        found = rows.filter(edition=self.edition, page_key=self.key).first()
        layer = found or Layer(page_key=self.key, live=False)
        # With its programme, which was read with it.
        layer.edition = self.edition
        return layer

    @cached_property
    def situation(self) -> Situation:
        return situation_of(self.layer, self.master)

    @property
    def page_url(self) -> str:
        return reverse("adaptations:page", args=[self.edition.pk, self.key])


class Screen(WagtailAdminTemplateMixin):
    """The furniture of Wagtail's admin, with the way back to all adaptations."""

    header_icon = "globe"

    def way(self) -> list[tuple[str, Any]]:
        """Return the screens above this one, below the first, as (address, label)."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = [(reverse("adaptations:home"), _("Adaptations")), *self.way()]
        return [
            *self.breadcrumbs_items,
            *({"url": url, "label": label} for url, label in above),
            {"url": "", "label": self.get_page_title()},
        ]
