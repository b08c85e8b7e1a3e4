"""Buttons: send a test message, switch on and off, send again."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from cms.webhooks.models import Delivery, Endpoint, State
from cms.webhooks.outbox import ping
from cms.webhooks.replay import hurry, replay

from .access import ForEndpoint


class PingView(ForEndpoint):
    """A message without news; its answer is among the deliveries in a moment."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.endpoint.is_on:
            messages.error(request, _("The endpoint is off, so nothing was sent. Switch it on first."))
            return redirect(self.endpoint_url)
        sent = ping(self.endpoint)
        messages.success(
            request, _("A test message is on its way. Load the page again for the answer: it is the first.")
        )
        return redirect("webhooks:delivery", pk=self.endpoint.pk, number=sent.pk)


class SwitchView(ForEndpoint):
    """On (`on=1`) or off: what is written meanwhile is not for this endpoint; what waits, waits."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_on = request.POST.get("on") == "1"
        Endpoint.objects.filter(pk=self.endpoint.pk).update(is_on=is_on, off_because="")
        messages.success(request, _("The endpoint is on.") if is_on else _("The endpoint is off."))
        return redirect(self.endpoint_url)


class ReplayView(ForEndpoint):
    """Send again: one delivery (`delivery`), or everything that was given up (`all`)."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = self._asked(request)
        if count := replay(rows) + hurry(rows):
            told = ngettext("%(n)d message is sent again.", "%(n)d messages are sent again.", count)
            messages.success(request, told % {"n": count})
        else:
            messages.info(request, _("There is nothing to send again."))
        return redirect(self.endpoint_url)

    def _asked(self, request: HttpRequest) -> QuerySet[Delivery]:
        own = self.endpoint.deliveries.all()
        number = request.POST.get("delivery", "")
        if number.isascii() and number.isdigit() and len(number) < 19:
            return own.filter(pk=int(number))
        return own.filter(state=State.DEAD) if request.POST.get("all") else own.none()
