"""Where a link in a mail leads: to a button, and the button turns the digest off. No login is asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic.base import View

from .leaving import leave, who_leaves
from .models import Pace, Wish
from .writing import language_of


# A mail program posts here by itself (RFC 8058) and has no cookie of ours: the signature in the address is
# what says whose digest it is.
@method_decorator(csrf_exempt, name="dispatch")
class LeaveView(View):
    """A page with a button; to look at it changes nothing."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.answer(request, token)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        user = who_leaves(token)
        if user is not None:
            leave(user)
        return self.answer(request, token, user=user)

    def answer(self, request: HttpRequest, token: str, *, user: Any = None) -> HttpResponse:
        user = user or who_leaves(token)
        is_off = user is not None and Wish.objects.filter(user=user, pace=Pace.OFF).exists()
        told = {
            "is_known": user is not None,
            "is_off": is_off,
            "account_url": reverse("wagtailadmin_account"),
        }
        with translation.override(language_of(user) if user else translation.get_language()):
            told["language"] = translation.get_language()
            response = TemplateResponse(
                request, "digest/leave.html", told, status=200 if user else 404
            ).render()
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response
