"""Passwords cannot be tried out: who is wrong too often from one address has to wait there.

Counted are failures of a name at an address, so that nobody elsewhere can lock a person out; and failures of
all names at one public address, so that one password cannot be tried on everybody.
"""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_cool_off, get_failure_limit
from axes.models import AccessAttempt
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MOST_OF_AN_ADDRESS = 100
"""Failures of all names together; an office behind one address has many people."""


class Throttle(AxesDatabaseHandler):
    """Axes' own, which counts by name and address, and the count of an address besides."""

    def get_failures(self, request: Any, credentials: dict[str, Any] | None = None) -> int:
        """Return how often was failed; at least the limit where an address has used up its own."""
        of_name: int = super().get_failures(request, credentials)
        limit: int = get_failure_limit(request, credentials)
        return max(of_name, limit) if _is_used_up(request) else of_name


def _is_used_up(request: Any) -> bool:
    address = request.axes_ip_address
    # Behind a proxy that nobody told us of, everybody has the same one.
    if address is None or not ip_address(address).is_global:
        return False
    recent = AccessAttempt.objects.filter(
        ip_address=address, attempt_time__gte=get_cool_off_threshold(request)
    )
    return (recent.aggregate(sum=Sum("failures_since_start"))["sum"] or 0) >= MOST_OF_AN_ADDRESS


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """Return the page for whoever has to wait: why, how long, and what they can do."""
    wait: timedelta = get_cool_off(request)
    minutes = int(wait.total_seconds()) // 60
    answer = render(
        request, "security/locked_out.html", {"minutes": minutes}, status=HTTPStatus.TOO_MANY_REQUESTS
    )
    answer["Retry-After"] = str(minutes * 60)
    answer["Cache-Control"] = "no-store"
    return answer
