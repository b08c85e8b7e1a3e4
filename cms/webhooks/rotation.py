"""The secrets of an endpoint: while one is changed, the one before is good for a day."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from .models import Endpoint
from .signing import new_secret

BOTH = timedelta(days=1)


def rotate(endpoint: Endpoint) -> str:
    """Give an endpoint a new secret, and return it; the one before signs, too, for a day."""
    endpoint.former_secret, endpoint.former_until = endpoint.secret, timezone.now() + BOTH
    endpoint.secret = new_secret()
    endpoint.save(update_fields=["secret", "former_secret", "former_until"])
    return endpoint.secret


def secrets_of(endpoint: Endpoint) -> list[str]:
    """Return the secrets that sign, the newest first."""
    is_former = endpoint.former_until is not None and endpoint.former_until > timezone.now()
    return [endpoint.secret, endpoint.former_secret] if is_former else [endpoint.secret]
