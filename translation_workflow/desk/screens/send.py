"""The button that sends a page to the reviewers of its edition."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from translation_workflow.approving.errors import ReviewRefused
from translation_workflow.approving.send import send_for_review
from translation_workflow.editions.access import SomebodyElse, check_person

from .access import ForSubject


class SendView(ForSubject):
    """Send, say so, and go back to the page."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            check_person(request, drawn_for=request.POST.get("drawn_for"))
            send_for_review(self.edition, self.subject.key, user=request.user)
        except SomebodyElse:
            told = _(
                "Somebody else signed in here meanwhile, so the page was not sent. Sign in, and send it."
            )
            messages.error(request, told)
        except ReviewRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                _("“%(title)s” was sent to the reviewers of %(edition)s.")
                % {"title": self.subject.title, "edition": self.edition},
            )
        return redirect("desk:page", pk=self.edition.pk, key=self.subject.key)
