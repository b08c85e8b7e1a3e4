"""The preview of an adaptation: GET draws the page, POST takes in what is typed for the next GET."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.utils.decorators import xframe_options_sameorigin_override

from cms.delivery.errors import DeliveryError
from translation_workflow.adaptation.decisions import from_json, to_json
from translation_workflow.adaptation.errors import AdaptationRefused
from translation_workflow.adaptation.published import Adaptation
from translation_workflow.adaptation.screens.access import ForPage
from translation_workflow.adaptation.screens.opening import Opened, opened
from translation_workflow.adaptation.screens.page import version_in
from translation_workflow.adaptation.screens.refusal import in_words
from translation_workflow.adaptation.screens.typed import would_be
from translation_workflow.review.working import working_page

from .drawing import draw_draft, draw_nothing, line_of, private
from .stash import Typed, keep, kept


class PreviewView(ForPage):
    """The draft of one page of an edition. `open`, `at`, `side` and `kind` name the form that is open.

    Nothing of it is ever a document: it is drawn for whoever asks, and forgotten.
    """

    http_method_names = ["get", "post"]
    # Readers get nothing of a page that the master took away.
    shows_kept = False

    @method_decorator(xframe_options_sameorigin_override)
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return private(self.drawn())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        one = opened(self.situation, request.GET, request.POST)
        if one is not None and one.form is not None:
            keep(self.typed_in(one), user=request.user, master=self.master, edition=self.edition)
        # What is not fit to be shown is said in the preview itself, over the draft.
        return JsonResponse({"is_valid": True, "is_available": True})

    def typed_in(self, one: Opened) -> Typed:
        """Return what a form that is being typed makes of the draft."""
        version = version_in(self.request)
        if not one.form.is_valid():
            return Typed(one.query, version)
        try:
            found = would_be(one, self.situation, version=version, user=self.request.user)
        except AdaptationRefused as refusal:
            return Typed(one.query, version, refused=in_words(str(refusal), self.situation))
        return Typed(one.query, version, to_json(found.decisions))

    @cached_property
    def typed(self) -> Typed | None:
        """What is typed in the form that the address names; None where none is open."""
        one = opened(self.situation, self.request.GET)
        if one is None or one.form is None:
            return None
        return kept(
            one.query, self.layer.version, user=self.request.user, master=self.master, edition=self.edition
        )

    @property
    def adaptation(self) -> Adaptation:
        typed = self.typed
        found, is_out = self.situation.decisions, self.situation.is_left_out
        return Adaptation(
            from_json(typed.decisions) if typed and typed.decisions is not None else found, is_out
        )

    def drawn(self) -> HttpResponse:
        working, adaptation = working_page(self.edition, self.key), self.adaptation
        line = line_of(self.what(), self.what_is_typed(), working.fault if working else "")
        title, explanation = str(self.situation.page or self.master), ""
        if working is None:
            explanation = _("The edition has no such page yet: it is made when the master's is followed.")
        elif adaptation.leaves_out:
            explanation = _("The edition does without this page: readers will not find it.")
        else:
            try:
                return draw_draft(working, self.edition, adaptation, line)
            except DeliveryError as refusal:
                explanation = str(refusal)
        return draw_nothing(self.edition, line, title=title, explanation=explanation)

    def what(self) -> str:
        return _("Your draft as readers of %(edition)s would get it. Nothing of it is live by this.") % {
            "edition": self.edition
        }

    def what_is_typed(self) -> str:
        """Return what is said of the form that is open."""
        typed = self.typed
        if typed is None:
            return ""
        if typed.refused:
            return _("Without what you are typing: %(why)s") % {"why": typed.refused}
        if typed.decisions is None:
            return _("Without what you are typing: it is not complete yet.")
        return _("With what you are typing, which is not saved yet.")
