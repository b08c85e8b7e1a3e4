"""What is done with one press: take back, keep, step, leave the page out, go back to an older draft."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from translation_workflow.adaptation.decisions import from_json
from translation_workflow.adaptation.edit import keep_mine, layer_of, leave_out, restore, take_back
from translation_workflow.adaptation.errors import AdaptationRefused
from translation_workflow.adaptation.models import Layer
from translation_workflow.sent import row_in

from .access import ForPage
from .opening import move_to
from .page import done_url, version_in
from .places import step_of
from .refusal import in_words


class ActView(ForPage):
    """Do one thing to the draft, and go back to where it was done."""

    http_method_names = ["post"]

    def act(self, layer: Layer, **who: Any) -> str:
        """Do it; return the id of the block to look at, "" for the page. Raises AdaptationRefused."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            layer = layer_of(self.edition, self.key)
            at = self.act(layer, version=version_in(request), user=request.user)
        except AdaptationRefused as refusal:
            messages.error(request, in_words(str(refusal), self.situation))
            return redirect(self.page_url)
        return redirect(done_url(self.page_url, at, layer))

    @property
    def named(self) -> Any:
        """The decision that was named. Raises AdaptationRefused where there is none."""
        decision = self.situation.decision(self.request.POST.get("number", "").partition(":")[0])
        if decision is None:
            raise AdaptationRefused(_("There is no such decision any more. Nothing was changed."))
        return decision


class TakeBackView(ActView):
    def act(self, layer: Layer, **who: Any) -> str:
        decision = self.named
        take_back(layer, {decision.id}, **who)
        return self.situation.place_of(decision)


class KeepView(ActView):
    def act(self, layer: Layer, **who: Any) -> str:
        decision = self.named
        _number, _colon, seen = self.request.POST["number"].partition(":")
        keep_mine(layer, decision.id, seen=seen or None, **who)
        return self.situation.place_of(decision)


class StepView(ActView):
    """One step up or down: the next block of the master's on that side is passed."""

    def act(self, layer: Layer, **who: Any) -> str:
        way, _colon, block = self.request.POST.get("step", "").partition(":")
        target = step_of(self.situation, block, is_up=way == "up")
        if target is None:
            raise AdaptationRefused(_("It cannot go further in that direction. Nothing was changed."))
        move_to(self.situation, layer, block, target, reason="other", note="", **who)
        return block


class LeaveOutView(ActView):
    def act(self, layer: Layer, **who: Any) -> str:
        leave_out(layer, is_left_out=self.request.POST.get("leave_out") == "yes", **who)
        return ""


class RestoreView(ActView):
    """Let the draft be what it was in an older revision; 0 is the page before anybody changed it."""

    def act(self, layer: Layer, **who: Any) -> str:
        number = self.request.POST.get("revision", "")
        if number == "0":
            restore(layer, [], is_left_out=False, **who)
            return self.request.POST.get("at", "")
        row = row_in(number)
        revision = layer.revisions.filter(pk=row).first() if row is not None else None
        if revision is None:
            raise Http404
        content = revision.content
        restore(layer, from_json(content["decisions"]), is_left_out=content["leaves_out"], **who)
        return self.request.POST.get("at", "")
