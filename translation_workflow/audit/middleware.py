"""In a request its visitor acts, by the view that answers it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from .acting import LONGEST, Actor, acting_as, identified


class WhoMiddleware:
    """Say who acts, as far as the request knows it at the moment of a change.

    Nobody is looked up for it: what changes something has looked at who asks, and a visitor who only reads
    costs no query.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting_as(lambda: _who(request)):
            return self.get_response(request)


def _who(request: HttpRequest) -> Actor:
    user: Any = getattr(request, "user", None)
    if isinstance(user, SimpleLazyObject):
        user = getattr(request, "_cached_user", None)
    key = (id(user), id(request.resolver_match))
    known = getattr(request, "_audit_actor", None)
    if known is None or known[0] != key:
        view = request.resolver_match.view_name if request.resolver_match else ""
        person, name = identified(user)
        known = key, Actor(person, name, f"request {view}".strip()[:LONGEST])
        request._audit_actor = known  # type: ignore[attr-defined]
    found: Actor = known[1]
    return found
