"""A session ends by itself: after half a day without its person, and after two weeks in any case.

Django ends it when the password changes or the account is closed; it stores a session for
`SESSION_COOKIE_AGE` after it was last written. So that to work keeps it, it is written now and then; what a
page that stands open asks for by itself is no work.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.db import SessionStore
from django.dispatch import receiver
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

BEGAN, SEEN = "_session_began", "_session_seen"
EVERY = timedelta(minutes=10)
"""So often is it written that somebody works: a request in between costs no statement."""
BY_ITSELF = frozenset({"wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release"})


@receiver(user_logged_in, dispatch_uid="security.sessions.begin")
def begin(request: HttpRequest, **_told: Any) -> None:
    """Note when a session began. Whoever signs in again begins anew."""
    request.session[BEGAN] = request.session[SEEN] = now().timestamp()


def forget_ended() -> None:
    """Delete what is stored of sessions that ended by themselves."""
    SessionStore.clear_expired()


class SessionEndsMiddleware:
    """Before the guard, which sends whoever has no session to sign in. Only the admin has sessions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    @cached_property
    def _admin(self) -> str:
        return reverse("wagtailadmin_home")

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: dict[str, Any]) -> None:
        """End a session that is too old, or note that its person is there."""
        if not request.path_info.startswith(self._admin) or SESSION_KEY not in request.session:
            return
        session, moment = request.session, now()
        began, seen = (_time(session.get(name), moment) for name in (BEGAN, SEEN))
        if moment - began >= settings.SESSION_AT_MOST or moment - seen >= settings.SESSION_IDLE:
            logout(request)
            messages.info(request, _("Your session has ended. Sign in again to go on."))
        elif BEGAN not in session or (moment - seen >= EVERY and not _is_by_itself(request)):
            session[BEGAN], session[SEEN] = began.timestamp(), moment.timestamp()


def _time(stamp: Any, default: datetime) -> datetime:
    return datetime.fromtimestamp(stamp, tz=default.tzinfo) if stamp else default


def _is_by_itself(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.view_name in BY_ITSELF
