"""The API is answered before anything that knows visitors.

Sessions, languages of browsers, CSRF and messages come later in the list of middleware: so no cookie and no
wish of a browser can change an answer of the API, nor does it pay for them.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from .answers import refusal
from .problems import ProblemError

ELSEWHERE = ProblemError(HTTPStatus.BAD_REQUEST, "unknown-host", "No such host is served here.")
PREFIX = "/api/v1/"


class ApiFirstMiddleware:
    """Call the views of the API; let everything else pass on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        try:
            request.get_host()
        except DisallowedHost:
            return refusal(ELSEWHERE)
        # Its last address takes what no other does, and its edge makes an answer of whatever goes wrong.
        request.resolver_match = found = resolve(request.path_info)
        response: HttpResponse = found.func(request, *found.args, **found.kwargs)
        return response
