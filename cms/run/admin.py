"""The first administrator: made once, with a password that nobody else has."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction

USERNAME = "admin"


@dataclass(frozen=True)
class Administrator:
    """Somebody who may do everything; `password` is known only in the moment of making."""

    username: str
    password: str = ""


def ensure_administrator() -> Administrator:
    """Return an administrator; make one with a generated password when there is none."""
    users = get_user_model()._default_manager
    with transaction.atomic():
        found = users.filter(is_superuser=True, is_active=True).order_by("pk").first()
        if found is not None:
            return Administrator(found.get_username())
        password = secrets.token_urlsafe(12)
        users.create_superuser(USERNAME, email="", password=password)
    return Administrator(USERNAME, password)
