"""Signing in, how long it holds, and how often it may fail: what is the same everywhere."""

from __future__ import annotations

from datetime import timedelta

__all__ = [
    "AUTHENTICATION_BACKENDS",
    "AXES_CLIENT_IP_CALLABLE",
    "AXES_COOLOFF_TIME",
    "AXES_DISABLE_ACCESS_LOG",
    "AXES_FAILURE_LIMIT",
    "AXES_HANDLER",
    "AXES_LOCKOUT_CALLABLE",
    "AXES_LOCKOUT_PARAMETERS",
    "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT",
    "AXES_RESET_ON_SUCCESS",
    "AXES_SENSITIVE_PARAMETERS",
    "AXES_VERBOSE",
    "CSRF_COOKIE_SAMESITE",
    "SESSION_AT_MOST",
    "SESSION_COOKIE_AGE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "SESSION_IDLE",
]

AUTHENTICATION_BACKENDS = [
    # Refuses whoever has to wait before a password is looked at.
    "axes.backends.AxesStandaloneBackend",
    "cms.security.people.AtOnce",
]

# A name at an address: a stranger elsewhere cannot lock anybody out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# Whoever goes on trying does not wait longer, and comes in afterwards.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_HANDLER = "cms.security.throttle.Throttle"
AXES_LOCKOUT_CALLABLE = "cms.security.throttle.locked_out"
AXES_CLIENT_IP_CALLABLE = "cms.security.whence.client_address"
# Who signed in when from where is nobody's business; failures are kept as long as they count.
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = True
# People type passwords into the field of the name.
AXES_SENSITIVE_PARAMETERS = ["username", "csrfmiddlewaretoken", "next"]

SESSION_IDLE = timedelta(hours=12)
SESSION_AT_MOST = timedelta(days=14)
SESSION_COOKIE_AGE = int(SESSION_IDLE.total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
