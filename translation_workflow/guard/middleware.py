"""In front of every address of the admin: who has no role for it does not come to its view."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import reject_request

from .decide import LOOKING, Answer, decide

logger = logging.getLogger(__name__)


class AdminMiddleware:
    """Looks at requests to the admin, on the way that Django calls it, and lets all go on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    @cached_property
    def _admin(self) -> str:
        return reverse("wagtailadmin_home")


class GuardMiddleware(AdminMiddleware):
    """Ask `decide` of each request to the admin; nothing is asked, and nothing costs, of any other."""

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Return what a refused request is answered; None lets it through.

        What belongs to others is not found. Raises Http404 then, and PermissionDenied for programs.
        """
        if not request.path_info.startswith(self._admin):
            return None
        match = request.resolver_match
        name = match.view_name if match is not None and match.url_name else ""
        answer = decide(request, name, kwargs)
        if answer is Answer.LOG_IN:
            rejected: HttpResponseBase = reject_request(request)
            return rejected
        if answer in (Answer.REFUSED, Answer.NOT_FOUND):
            logger.warning(
                "Refused %s to “%s” (%s) for user %s.", request.method, name, answer, request.user.pk
            )
            return _refusal(request, answer)
        if answer is Answer.KEEPER and request.method not in LOOKING:
            logger.info(
                "Superuser %s sent %s to “%s” with %s.", request.user.pk, request.method, name, kwargs
            )
        return None


def is_by_program(request: HttpRequest) -> bool:
    by_script = request.headers.get("x-requested-with") == "XMLHttpRequest"
    return by_script or request.content_type == "application/json"


def _refusal(request: HttpRequest, answer: Answer) -> HttpResponse:
    if answer is Answer.NOT_FOUND:
        raise Http404
    if is_by_program(request):
        raise PermissionDenied
    messages.error(
        request,
        _(
            "Your role does not include this. Nothing was changed. If you need it, ask a coordinator of the "
            "programme for another role."
        ),
    )
    return redirect("wagtailadmin_home")
