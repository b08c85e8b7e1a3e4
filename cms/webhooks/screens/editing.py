"""Add, change and delete an endpoint; give it another secret, which is shown once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from cms.webhooks.models import Endpoint
from cms.webhooks.rotation import rotate
from translation_workflow.editions.access import ForCoordinators

from .access import BelowEndpoint, ForEndpoint, Screen
from .forms import EndpointForm, NewEndpointForm

# The session keeps a new secret for the one screen that shows it.
SHOWN_ONCE = "webhooks-secret"


class AddView(ForCoordinators, Screen, TemplateView):
    """A new endpoint; then its secret."""

    template_name = "webhooks/form.html"
    page_title = gettext_lazy("Add an endpoint")

    @cached_property
    def form(self) -> NewEndpointForm:
        sent = self.request.POST if self.request.method == "POST" else None
        return NewEndpointForm(self.request.user, data=sent)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.get(request, *args, **kwargs)
        who: Any = request.user
        self.form.instance.made_by = who
        return _show_once(request, self.form.save())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"form": self.form, "back_url": reverse("webhooks:home")}


class ChangeView(ForEndpoint, BelowEndpoint, TemplateView):
    """Another address, or another note. What waits goes to the new address."""

    template_name = "webhooks/form.html"
    page_title = gettext_lazy("Change the endpoint")

    @cached_property
    def form(self) -> EndpointForm:
        sent = self.request.POST if self.request.method == "POST" else None
        # A form writes what was typed into its row, also where it is refused.
        return EndpointForm(data=sent, instance=Endpoint.objects.get(pk=self.endpoint.pk))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.get(request, *args, **kwargs)
        changed = self.form.instance
        changed.save(update_fields=["url", "note"])
        messages.success(request, _("Saved “%(endpoint)s”.") % {"endpoint": changed})
        return redirect(self.endpoint_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"form": self.form, "endpoint": self.endpoint, "back_url": self.endpoint_url}


class _AskView(ForEndpoint, BelowEndpoint, TemplateView):
    """Ask once, then do it."""

    template_name = "webhooks/ask.html"
    page_title: Any
    question: Any
    button: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        told = {"endpoint": self.endpoint, "back_url": self.endpoint_url}
        return context | told | {"question": self.question, "button": self.button}


class DeleteView(_AskView):
    """An endpoint goes with all that was and would be sent to it."""

    page_title = gettext_lazy("Delete the endpoint")
    question = gettext_lazy(
        "What it was sent and what waits for it is deleted, too, and does not come back. "
        "To keep that, switch it off instead."
    )
    button = gettext_lazy("Delete")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = str(self.endpoint)
        self.endpoint.delete()
        messages.success(request, _("Deleted “%(endpoint)s”.") % {"endpoint": name})
        return redirect("webhooks:home")


class RotateView(_AskView):
    """A new secret, for when the old one may be known to others."""

    page_title = gettext_lazy("New secret")
    question = gettext_lazy(
        "The new secret is shown once. For 24 hours messages are signed with both, so that the receiver can "
        "change in its own time; then with the new one alone. To end the old one at once, ask twice."
    )
    button = gettext_lazy("Make a new secret")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rotate(self.endpoint)
        return _show_once(request, self.endpoint)


class SecretView(ForEndpoint, BelowEndpoint, TemplateView):
    """The secret, to whoever asked for it, once."""

    template_name = "webhooks/secret.html"
    page_title = gettext_lazy("The secret")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.secret = ""
        if request.session.get(SHOWN_ONCE, {}).get("endpoint") == self.endpoint.pk:
            self.secret = request.session.pop(SHOWN_ONCE)["secret"]
        answer: HttpResponse = super().get(request, *args, **kwargs)
        patch_cache_control(answer, no_store=True)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"endpoint": self.endpoint, "secret": self.secret, "back_url": self.endpoint_url}


def _show_once(request: HttpRequest, endpoint: Endpoint) -> HttpResponse:
    request.session[SHOWN_ONCE] = {"endpoint": endpoint.pk, "secret": endpoint.secret}
    return redirect("webhooks:secret", pk=endpoint.pk)
