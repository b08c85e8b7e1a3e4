"""The link with which somebody gets no more digests: signed, so that it needs no login, and opens nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.urls import reverse

from .models import Pace, Wish

_SALT = "translation_workflow.digest.leaving"


def leaving_url(user: Any) -> str:
    """Return the whole address of a person's link."""
    token = signing.Signer(salt=_SALT).sign_object({"user": user.pk})
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse('digest:leave', args=[token])}"


def who_leaves(token: str) -> Any:
    """Return whose link it is, None for one that we did not sign, or of somebody who is gone."""
    try:
        signed = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    users = get_user_model().objects.select_related("wagtail_userprofile")
    return users.filter(pk=signed.get("user")).first()


def leave(user: Any) -> None:
    """Let somebody get no more digests; a second time nothing happens."""
    Wish.objects.update_or_create(user=user, defaults={"pace": Pace.OFF})
