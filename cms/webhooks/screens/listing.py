"""The user's endpoints, and what one of them was sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView
from wagtail.admin.paginator import WagtailPaginator

from cms.webhooks.models import Attempt, Delivery, Event, State
from cms.webhooks.policy import endpoints_for
from cms.webhooks.prune import KEPT
from cms.webhooks.rotation import secrets_of
from translation_workflow.editions.access import ForCoordinators

from .access import BelowEndpoint, ForDelivery, ForEndpoint, Screen

ICONS = {State.WAITING: "time", State.SENDING: "rotate", State.DELIVERED: "check", State.DEAD: "warning"}


@dataclass(frozen=True)
class Line:
    """A delivery, the icon of its state, and its last try, None where nobody tried yet."""

    delivery: Delivery
    icon: str
    last: Attempt | None

    @property
    def is_over(self) -> bool:
        return self.delivery.state in (State.DELIVERED, State.DEAD)

    @property
    def is_dead(self) -> bool:
        return self.delivery.state == State.DEAD

    @property
    def pauses(self) -> bool:
        """Whether it failed, and is tried again by itself."""
        return self.delivery.state == State.WAITING and self.delivery.not_before is not None


def line_of(delivery: Delivery, tries: Iterable[Attempt]) -> Line:
    return Line(delivery, ICONS[State(delivery.state)], next(iter(reversed(list(tries))), None))


class HomeView(ForCoordinators, Screen, TemplateView):
    """Every endpoint that is the user's, with how its deliveries are."""

    template_name = "webhooks/home.html"
    page_title = _("Webhooks")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        waiting = Count("deliveries", filter=Q(deliveries__state__in=[State.WAITING, State.SENDING]))
        dead = Count("deliveries", filter=Q(deliveries__state=State.DEAD))
        endpoints = endpoints_for(self.request.user).annotate(waiting=waiting, dead=dead)
        # Where rows are counted together Django forgets the order that they have by themselves.
        endpoints = endpoints.order_by("programme", "edition", "pk")
        return context | {"endpoints": endpoints, "kept_days": KEPT // timedelta(days=1)}


class EndpointView(ForEndpoint, Screen, ListView[Delivery]):
    """One endpoint: how it is set, and its deliveries, newest first, with `?state=` and `?event=`."""

    template_name = "webhooks/endpoint.html"
    paginate_by = 20
    page_kwarg = "p"
    paginator_class = WagtailPaginator

    def get_page_title(self) -> str:
        return gettext("Webhook of %(edition)s") % {"edition": self.endpoint.about}

    @cached_property
    def asked(self) -> dict[str, str]:
        """What is filtered by: only what there is."""
        known = {"state": State.values, "event": Event.values}
        given = {name: self.request.GET.get(name, "") for name in known}
        return {name: value for name, value in given.items() if value in known[name]}

    def get_queryset(self) -> Any:
        return self.endpoint.deliveries.filter(**self.asked).order_by("-pk").prefetch_related("tries")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        page, paginator = context["page_obj"], context["paginator"]
        return context | {
            "endpoint": self.endpoint,
            "lines": [line_of(row, row.tries.all()) for row in page],
            "states": State.choices,
            "events": Event.choices,
            "asked": self.asked,
            "linkurl": self.endpoint_url,
            "dead": self.endpoint.deliveries.filter(state=State.DEAD).count(),
            "two_secrets": len(secrets_of(self.endpoint)) > 1,
            "is_private_allowed": settings.WEBHOOKS_PRIVATE,
            "elided_page_range": paginator.get_elided_page_range(page.number),
        }


class DeliveryView(ForDelivery, BelowEndpoint, TemplateView):
    """What was sent, byte for byte, and every answer."""

    template_name = "webhooks/delivery.html"

    def get_page_title(self) -> str:
        return str(self.delivery.get_event_display()).capitalize()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        tries = list(self.delivery.tries.order_by("pk"))
        return context | {
            "endpoint": self.endpoint,
            "line": line_of(self.delivery, tries),
            "delivery": self.delivery,
            "tries": tries,
        }
