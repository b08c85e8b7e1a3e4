"""What holds for every address of the API, before and after its own view."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse

from .answers import METHODS, preflight, refusal
from .problems import ProblemError, echo

View = Callable[..., HttpResponse]
logger = logging.getLogger(__name__)


def at_the_edge(view: View, *, takes: Collection[str] | None = ()) -> View:
    """Wrap a view: GET and HEAD only, OPTIONS answered, no unknown parameter, every failure a problem.

    `takes` are the query parameters that it knows; each may be given once. None: it is not for it to say.
    """

    @wraps(view, assigned=("__module__", "__doc__"), updated=())
    def edge(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return preflight()
        is_head = request.method == "HEAD"
        try:
            _check(request, takes)
            if is_head:
                request.method = "GET"
            response = view(request, *args, **parts)
        except ProblemError as problem:
            response = refusal(problem)
        except Exception:
            logger.exception("The API failed at %r", request.path)
            response = refusal(_our_fault())
        if is_head:
            request.method = "HEAD"
            response.content = b""
        return response

    # Requests that change something are refused as such, whatever token they carry.
    edge.csrf_exempt = True  # type: ignore[attr-defined]
    return edge


def _check(request: HttpRequest, takes: Collection[str] | None) -> None:
    if request.method not in {"GET", "HEAD"}:
        raise ProblemError(
            HTTPStatus.METHOD_NOT_ALLOWED,
            "read-only",
            f"{echo(request.method or '')} is not possible: this API is for reading only ({METHODS}).",
            headers={"Allow": METHODS},
        )
    if takes is None:
        return
    try:
        given = {name: len(request.GET.getlist(name)) for name in sorted(request.GET)}
    except SuspiciousOperation:
        given = {"…": 1}
    known = ", ".join(sorted(takes)) or "none"
    for name, times in given.items():
        if name not in takes:
            raise ProblemError(
                HTTPStatus.BAD_REQUEST,
                "unknown-parameter",
                f"The query parameter {echo(name)} is not known here: this address takes {known}.",
            )
        if times > 1:
            raise ProblemError(
                HTTPStatus.BAD_REQUEST,
                "repeated-parameter",
                f"The query parameter {echo(name)} is given {times} times. Give it once.",
            )


def _our_fault() -> ProblemError:
    return ProblemError(
        HTTPStatus.INTERNAL_SERVER_ERROR, "failure", "Something went wrong here. It was written down."
    )
