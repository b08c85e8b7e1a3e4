"""What all screens of adaptations share: who comes in, and which page of which edition they are about."""

from __future__ import annotations

from dataclasses import replace
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
from translation_workflow.adaptation.kept import Kept, kept_of
from translation_workflow.adaptation.models import Layer
from translation_workflow.editions.access import ForEdition

from .situation import Situation, situation_of


class ForPage(ForEdition):
    """About one page of an edition, named by `pk` and the page's `key` in the address.

    `kept` is there where the master took the page away and the edition has decided something about it: that
    is to be read, if the screen `shows_kept`, and not to be changed; `refusal` says why.
    """

    shows_kept = True
    kept: Kept | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.key: UUID = kwargs["key"]
        self.refusal = ""
        try:
            self.master = master_of(self.edition, self.key)
        except AdaptationRefused as refusal:
            self.refusal = str(refusal)
            self.kept = kept_of(self.edition, self.key) if self.shows_kept else None
            self.master = self.kept.shape if self.kept else None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer 404 with a sentence where there is no master to differ from."""
        if self.refusal and not self.kept:
            told = {"sentence": self.refusal, "page_title": _("There is nothing to adapt")}
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
        found = situation_of(self.layer, self.master)
        return replace(found, page=self.kept.page, is_kept=True) if self.kept else found

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
