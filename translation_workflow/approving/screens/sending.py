"""The translator's two buttons: send a page for review, and take it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from translation_workflow.approving.errors import ReviewRefused
from translation_workflow.approving.send import send_for_review, take_back
from translation_workflow.editions.access import ForEdition


class _Step(ForEdition):
    """Do one thing with a page, and go to where it is looked at."""

    http_method_names = ["post"]
    step: Callable[..., None]
    done: Any

    def post(self, request: HttpRequest, *args: Any, key: UUID, **kwargs: Any) -> HttpResponse:
        try:
            type(self).step(self.edition, key, user=request.user)
        except ReviewRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, self.done)
        return redirect("approving:page", pk=self.edition.pk, key=key)


class SendView(_Step):
    step = send_for_review
    done = _("The page was sent for review. Its reviewers see it now; you can go on, or take it back.")


class TakeBackView(_Step):
    step = take_back
    done = _("The page was taken back: its reviewers are not asked any more.")
