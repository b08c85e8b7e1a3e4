"""What all screens of webhooks share: who comes in, and which endpoint they are about."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.webhooks.models import Delivery, Endpoint
from cms.webhooks.policy import endpoints_for
from translation_workflow.editions.access import ForCoordinators


class ForEndpoint(ForCoordinators):
    """About one endpoint, named by `pk` in the address; another's is not found."""

    endpoint: Endpoint

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.endpoint = get_object_or_404(endpoints_for(request.user), pk=kwargs["pk"])

    @property
    def endpoint_url(self) -> str:
        return reverse("webhooks:endpoint", args=[self.endpoint.pk])


class ForDelivery(ForEndpoint):
    """About one delivery of it, named by `number`."""

    delivery: Delivery

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.delivery = get_object_or_404(self.endpoint.deliveries, pk=kwargs["number"])


class Screen(WagtailAdminTemplateMixin):
    """The furniture of Wagtail's admin, with the way back to all webhooks."""

    header_icon = "upload"

    def way(self) -> list[tuple[str, Any]]:
        """Return the screens above this one, below the first, as (address, label)."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = [(reverse("webhooks:home"), _("Webhooks")), *self.way()]
        return [
            *self.breadcrumbs_items,
            *({"url": url, "label": label} for url, label in above),
            {"url": "", "label": self.get_page_title()},
        ]


class BelowEndpoint(Screen):
    """A screen below an endpoint's own."""

    def way(self) -> list[tuple[str, Any]]:
        view: Any = self
        return [(view.endpoint_url, view.endpoint.about)]
