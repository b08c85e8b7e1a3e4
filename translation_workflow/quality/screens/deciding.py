"""Findings are put aside with a reason, or taken up again: one, or many at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from translation_workflow.editions.models import Edition
from translation_workflow.quality.dismiss import NotDismissed
from translation_workflow.quality.many import MOST, Decided, dismiss_many, take_back_many

from .reading import ReportView


class Deciding(ReportView):
    """Decides about the findings that were chosen; what was wrong stands at the form, with what was typed."""

    http_method_names = ["post"]

    def decide(self, edition: Edition, names: list[str]) -> None:
        """Decide, and tell the user. Raises NotDismissed."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.edition is None:
            raise Http404
        names = [name[:64] for name in request.POST.getlist("finding")]
        if not names:
            return self._again(_("Choose a finding first. Nothing was changed."))
        if len(names) > MOST:
            return self._again(
                _("At most %(n)s findings are decided at once. Nothing was changed.") % {"n": MOST}
            )
        try:
            self.decide(self.edition, names)
        except NotDismissed as refusal:
            return self._again(str(refusal))
        return redirect(self.address(p=request.GET.get("p", "")[:9]))

    def _again(self, refused: str) -> HttpResponse:
        self.refused, self.reason = refused, self.request.POST.get("reason", "")
        return self.render_to_response(self.get_context_data(), status=422)


class DismissView(Deciding):
    """Puts findings aside."""

    def decide(self, edition: Edition, names: list[str]) -> None:
        reason = self.request.POST.get("reason", "")
        done = dismiss_many(edition, names, reason=reason, user=self.request.user)
        _tell(
            self.request,
            done,
            ngettext("%(n)s finding was put aside.", "%(n)s findings were put aside.", done.done),
        )


class TakeBackView(Deciding):
    """Lets findings count again."""

    def decide(self, edition: Edition, names: list[str]) -> None:
        done = take_back_many(edition, names, user=self.request.user)
        _tell(
            self.request,
            done,
            ngettext("%(n)s finding counts again.", "%(n)s findings count again.", done.done),
        )


def _tell(request: HttpRequest, decided: Decided, done: str) -> None:
    """Tell what was done, and of each other sort why it was not."""
    if decided.done:
        messages.success(request, done % {"n": decided.done})
    told = [
        (
            decided.refused,
            ngettext(
                "%(n)s finding keeps words from going live: only somebody who may publish decides that.",
                "%(n)s findings keep words from going live: only somebody who may publish decides that.",
                decided.refused,
            ),
        ),
        (
            decided.unfit,
            ngettext(
                "%(n)s finding cannot be put aside: no page can hold such words. Correct them.",
                "%(n)s findings cannot be put aside: no page can hold such words. Correct them.",
                decided.unfit,
            ),
        ),
        (
            decided.gone,
            ngettext(
                "%(n)s finding is not as you saw it: words changed, or somebody decided. Look again.",
                "%(n)s findings are not as you saw them: words changed, or somebody decided. Look again.",
                decided.gone,
            ),
        ),
    ]
    for number, words in told:
        if number:
            messages.warning(request, words % {"n": number})
