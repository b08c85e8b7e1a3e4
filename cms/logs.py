"""Which request a line of the log is of: every answer has an id, and so has all that is logged on the way.

A proxy in front may give the id (`X-Request-ID`), so that its own log and ours can be read side by side.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

# What others made up goes into our log and back to readers: letters and digits, and not many of them.
WELL_FORMED = re.compile(r"[A-Za-z0-9_.-]{1,64}")
NOBODY = "-"

_current: ContextVar[str] = ContextVar("request_id", default=NOBODY)


class RequestIdMiddleware:
    """Give each request an id, or keep the one that it comes with; say it in the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        request_id = given if WELL_FORMED.fullmatch(given) else secrets.token_hex(8)
        # Django logs refusals when all middleware is done, and tells of which request they are.
        request.request_id = request_id  # type: ignore[attr-defined]
        before = _current.set(request_id)
        try:
            response = self.get_response(request)
        finally:
            _current.reset(before)
        response.headers["X-Request-ID"] = request_id
        return response


class RequestIdFilter(logging.Filter):
    """Write the request's id into each record, `-` where there is no request."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        record.request_id = getattr(request, "request_id", None) or _current.get()
        return True


class JsonFormatter(logging.Formatter):
    """One JSON object a line, for programs that collect logs; times are UTC."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": getattr(record, "request_id", NOBODY),
            "message": record.getMessage(),
        }
        if status := getattr(record, "status_code", None):
            told["status"] = status
        if record.exc_info:
            # Written already where something was taken out of it.
            told["exception"] = record.exc_text or self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)
