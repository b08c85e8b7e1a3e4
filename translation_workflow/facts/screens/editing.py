"""Make, change, delete a fact, and note that somebody looked at it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from translation_workflow.facts.edit import check, delete, new_fact, save, state_of
from translation_workflow.facts.errors import FactRefused
from translation_workflow.facts.placed import places_of

from .access import ForFact, ForKind, Screen
from .forms import form_for


class _FormView(Screen, TemplateView):
    """The form about a fact; what is refused keeps what was typed."""

    template_name = "facts/form.html"
    fact: Any
    refused = ""

    def way(self) -> list[tuple[str, Any]]:
        view: Any = self
        return [(view.list_url, str(view.edition))]

    @cached_property
    def form(self) -> Any:
        view: Any = self
        sent = self.request.POST if self.request.method == "POST" else None
        return form_for(view.kind, self.fact, sent=sent)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        view: Any = self
        if not self.form.is_valid():
            self.refused = _("Nothing was saved yet: see what is missing below.")
            return self.get(request, *args, **kwargs)
        try:
            save(self.form.instance, view.edition, seen=request.POST.get("seen", ""), user=request.user)
        except FactRefused as refusal:
            self.refused = str(refusal)
            return self.get(request, *args, **kwargs)
        messages.success(request, _("Saved “%(fact)s”.") % {"fact": self.form.instance})
        return redirect(view.list_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        view: Any = self
        context: dict[str, Any] = super().get_context_data(**kwargs)
        stored = self.fact.pk and type(self.fact)._default_manager.filter(pk=self.fact.pk).first()
        return context | {
            "edition": view.edition,
            "form": self.form,
            "refused": self.refused,
            # What is stored now: who presses again after a refusal has been told of it.
            "seen": state_of(stored) if stored else "",
            "list_url": view.list_url,
        }


class AddView(ForKind, _FormView):
    """A new fact of the edition."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            self.fact = new_fact(self.edition, self.kind)
        except FactRefused as refusal:
            messages.error(request, str(refusal))
            return redirect(self.list_url)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return str(self.kind.new)


class ChangeView(ForFact, _FormView):
    """A fact of the edition."""

    def get_page_title(self) -> str:
        return _("Change “%(fact)s”") % {"fact": self.fact_name}

    @cached_property
    def fact_name(self) -> str:
        # A form writes what was typed into the row, also where it is refused.
        return str(type(self.fact)._default_manager.get(pk=self.fact.pk))


class DeleteView(ForFact, Screen, TemplateView):
    """Ask once, and delete what is placed nowhere."""

    template_name = "facts/delete.html"

    def way(self) -> list[tuple[str, Any]]:
        return [(self.list_url, str(self.edition))]

    def get_page_title(self) -> str:
        return _("Delete “%(fact)s”") % {"fact": self.fact}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = str(self.fact)
        try:
            delete(self.fact, self.edition, user=request.user)
        except FactRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Deleted “%(fact)s”.") % {"fact": name})
        return redirect(self.list_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        places = places_of(self.fact, self.edition)
        return context | {"fact": self.fact, "places": places, "list_url": self.list_url}


class CheckView(ForFact):
    """Somebody looked at a fact today; it asks for nothing but the day of the next review."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            day = date.fromisoformat(request.POST.get("next_review", ""))
        except ValueError:
            messages.error(
                request,
                _("“%(fact)s”: the next review needs a day, such as 2030-01-31. Nothing was changed.")
                % {"fact": self.fact},
            )
            return redirect(self.list_url)
        try:
            check(self.fact, self.edition, next_review=day, today=timezone.localdate(), user=request.user)
        except FactRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, _("“%(fact)s” was checked. Next review: %(day)s.") % {"fact": self.fact, "day": day}
            )
        return redirect(self.list_url)
