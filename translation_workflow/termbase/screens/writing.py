"""People write terms and concepts; what was wrong stands at the form, with what was typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from translation_workflow.editions.languages import LANGUAGES, Language
from translation_workflow.termbase.concept import Status
from translation_workflow.termbase.edit import (
    Written,
    add_concept,
    add_term,
    change_concept,
    change_term,
    remove_concept,
    remove_term,
    version_of_concept,
    version_of_term,
)
from translation_workflow.termbase.errors import Overtaken, TermbaseRefused
from translation_workflow.termbase.models import Concept, Term

from .access import ForReaders, Screen
from .concept import ForConcept
from .forms import ConceptForm, TermForm

_LANGUAGES: dict[str, Language] = {one.code: one for one in LANGUAGES}


class Writing(Screen, TemplateView):
    """A form that is shown, sent, and shown again with what was wrong."""

    template_name = "termbase/form.html"
    http_method_names = ["get", "head", "post"]
    form: forms.Form | None = None
    refused = ""
    status = 200

    def new_form(self) -> forms.Form:
        raise NotImplementedError

    def sent_form(self) -> forms.Form:
        raise NotImplementedError

    def write(self, form: forms.Form) -> str:
        """Write what was typed, and return where to go. Raises TermbaseRefused."""
        raise NotImplementedError

    def now(self) -> Any:
        """Return what stands there now, for somebody who was overtaken; None for nothing."""
        return None

    def renewed(self, form: forms.Form) -> forms.Form:
        """Return what was typed with the version of what stands there now: to save it is then a choice."""
        return form

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = form = self.sent_form()
        self.status = 422
        if form.is_valid():
            try:
                return redirect(self.write(form))
            except Overtaken as refusal:
                self.refused, self.status = str(refusal), 409
                try:
                    self.form = self.renewed(form)
                except Http404:
                    return _gone(request, refusal, to=reverse("termbase:list") + self.query)
            except TermbaseRefused as refusal:
                self._tell(form, refusal)
        return self.render_to_response(self.get_context_data(), status=self.status)

    def _tell(self, form: forms.Form, refusal: TermbaseRefused) -> None:
        if refusal.field in form.fields:
            form.add_error(refusal.field, str(refusal))
        else:
            self.refused = str(refusal)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "form": self.form or self.new_form(),
            "refused": self.refused,
            "now": self.now() if self.status == 409 else None,
            "back_url": self.back(),
        }

    def back(self) -> str:
        return reverse("termbase:list") + self.query


class ForTerm(ForReaders):
    """About a term in a language that the user writes, named by `pk` in the address."""

    @cached_property
    def term(self) -> Term:
        pk = self.kwargs["pk"]
        found: Term | None = (
            Term.objects.select_related("concept").filter(pk=pk).first() if pk < 1 << 63 else None
        )
        if found is None or found.language not in self.reach.readable:
            raise Http404
        if found.language not in self.reach.writable:
            raise PermissionDenied
        return found


class AddTermView(Writing, ForConcept):
    """A new term of a concept, in the language that the address names."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["language"] not in self.reach.writable:
            raise PermissionDenied

    @property
    def language(self) -> Language:
        return _LANGUAGES[self.kwargs["language"]]

    def get_page_title(self) -> str:
        return _("New term in %(language)s") % {"language": self.language.native_name}

    def between(self) -> list[dict[str, Any]]:
        return [{"url": self.back(), "label": self.name}]

    def back(self) -> str:
        return reverse("termbase:concept", args=[self.concept.pk]) + self.query

    def new_form(self) -> TermForm:
        terms = self.concept.terms.filter(language=self.language.code, status=Status.PREFERRED)
        return TermForm(initial={"status": Status.ADMITTED if terms.exists() else Status.PREFERRED})

    def sent_form(self) -> TermForm:
        return TermForm(self.request.POST)

    def write(self, form: Any) -> str:
        written = add_term(self.concept, form.wording(), language=self.language.code, reach=self.reach)
        _tell_of_term(self.request, written)
        return self.back()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"language": self.language}


class ChangeTermView(Writing, ForTerm):
    """A term as it is, to be changed."""

    def get_page_title(self) -> str:
        return self.term.text

    def between(self) -> list[dict[str, Any]]:
        return [{"url": self.back(), "label": self.term.concept.key}]

    def back(self) -> str:
        return reverse("termbase:concept", args=[self.term.concept_id]) + self.query

    def new_form(self) -> TermForm:
        return TermForm.of(self.term)

    def sent_form(self) -> TermForm:
        return TermForm(self.request.POST)

    def write(self, form: Any) -> str:
        version = form.cleaned_data["version"]
        written = change_term(self.kwargs["pk"], form.wording(), version=version, reach=self.reach)
        _tell_of_term(self.request, written)
        return self.back()

    def now(self) -> Term:
        return self.term

    def renewed(self, form: forms.Form) -> TermForm:
        sent = self.request.POST.copy()
        sent["version"] = version_of_term(self.term)
        return TermForm(sent)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "language": _LANGUAGES.get(self.term.language),
            "delete_url": reverse("termbase:delete_term", args=[self.term.pk]) + self.query,
        }


class ForKeepers(ForReaders):
    """Only those come in who keep concepts."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not self.reach.keeps_concepts:
            raise PermissionDenied


class AddConceptView(Writing, ForKeepers):
    """A new concept; its terms come after it."""

    page_title = gettext_lazy("New concept")

    def new_form(self) -> ConceptForm:
        return ConceptForm()

    def sent_form(self) -> ConceptForm:
        return ConceptForm(self.request.POST)

    def write(self, form: forms.Form) -> str:
        sent = form.cleaned_data
        made = add_concept(sent["key"], note=sent["note"], is_free=sent["is_free"], reach=self.reach)
        messages.success(self.request, _("The concept is there. Now write what it is called."))
        return reverse("termbase:concept", args=[made.pk]) + self.query


class ChangeConceptView(Writing, ForKeepers, ForConcept):
    """What is said of a concept, to be changed; its key stays."""

    def get_page_title(self) -> str:
        return self.concept.key

    def between(self) -> list[dict[str, Any]]:
        return [{"url": self.back(), "label": self.name}] if self.name != self.concept.key else []

    def back(self) -> str:
        return reverse("termbase:concept", args=[self.concept.pk]) + self.query

    def new_form(self) -> ConceptForm:
        concept = self.concept
        said = {"note": concept.note, "is_free": concept.is_free, "version": version_of_concept(concept)}
        return _without_key(ConceptForm(initial=said))

    def sent_form(self) -> ConceptForm:
        return _without_key(ConceptForm(self.request.POST))

    def write(self, form: forms.Form) -> str:
        sent = form.cleaned_data
        change_concept(
            self.concept.pk,
            note=sent["note"],
            is_free=sent["is_free"],
            version=sent["version"],
            reach=self.reach,
        )
        messages.success(self.request, _("The concept was changed."))
        return self.back()

    def renewed(self, form: forms.Form) -> ConceptForm:
        sent = self.request.POST.copy()
        sent["version"] = version_of_concept(self.concept)
        return _without_key(ConceptForm(sent))

    def now(self) -> Concept:
        return self.concept

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "delete_url": reverse("termbase:delete_concept", args=[self.concept.pk]) + self.query
        }


class Deleting(Screen, TemplateView):
    """Asks before something is deleted."""

    template_name = "termbase/delete.html"
    http_method_names = ["get", "head", "post"]
    page_title = gettext_lazy("Delete")
    refused = ""

    def remove(self, version: str) -> str:
        """Delete, and return where to go. Raises TermbaseRefused."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return redirect(self.remove(request.POST.get("version", "")))
        except TermbaseRefused as refusal:
            self.refused = str(refusal)
            try:
                return self.render_to_response(self.get_context_data(), status=409)
            except Http404:
                if not isinstance(refusal, Overtaken):
                    raise
                return _gone(request, refusal, to=reverse("termbase:list") + self.query)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"refused": self.refused}


class DeleteTermView(Deleting, ForTerm):
    """A term that nobody is to be told of any more."""

    def remove(self, version: str) -> str:
        gone = remove_term(self.kwargs["pk"], version=version, reach=self.reach)
        messages.success(self.request, _("“%(term)s” was deleted.") % {"term": gone.text})
        return reverse("termbase:concept", args=[gone.concept_id]) + self.query

    def back(self) -> str:
        return reverse("termbase:concept", args=[self.term.concept_id]) + self.query

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "term": self.term,
            "version": version_of_term(self.term),
            "back_url": self.back(),
        }


class DeleteConceptView(Deleting, ForKeepers, ForConcept):
    """A concept with its terms in all languages."""

    def remove(self, version: str) -> str:
        key = self.concept.key
        remove_concept(self.kwargs["pk"], version=version, reach=self.reach)
        messages.success(self.request, _("The concept “%(key)s” was deleted.") % {"key": key})
        return reverse("termbase:list") + self.query

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "concept": self.concept,
            "number": self.concept.terms.count(),
            "languages": self.concept.terms.values("language").distinct().order_by().count(),
            "version": version_of_concept(self.concept),
            "back_url": reverse("termbase:concept", args=[self.concept.pk]) + self.query,
        }


def _gone(request: HttpRequest, refusal: TermbaseRefused, *, to: str) -> HttpResponse:
    """Tell somebody that what they changed is not there any more."""
    messages.error(request, str(refusal))
    return redirect(to)


def _without_key(form: ConceptForm) -> ConceptForm:
    del form.fields["key"]
    return form


def _tell_of_term(request: HttpRequest, written: Written) -> None:
    messages.success(request, _("“%(term)s” was saved.") % {"term": written.term.text})
    if written.admitted:
        messages.info(
            request,
            _("“%(term)s” was preferred before; it is admitted now.") % {"term": written.admitted},
        )
