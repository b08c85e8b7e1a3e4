"""Where a draft is looked at: at the partner's own frontend, or in our reader."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse

from translation_workflow.editions.frontends import check_preview_address, filled, origin_of
from translation_workflow.editions.models import Edition

from .drafts import Draft


def frontend_of(edition: Edition) -> str:
    """Return the address of an edition's frontend with its places; "" where it has none that may be used."""
    try:
        if edition.preview_address:
            check_preview_address(edition.preview_address)
    except ValidationError:
        # It was right under other settings: a draft does not follow it now.
        return ""
    return edition.preview_address


def frontend_origin(edition: Edition) -> str:
    """Return scheme and host of an edition's frontend; "" without one."""
    address = frontend_of(edition)
    return origin_of(address) if address else ""


def address_of(token: str, draft: Draft) -> str:
    """Return the whole address at which people see a draft."""
    edition = draft.subject.edition
    if address := frontend_of(edition):
        places = {
            "token": token,
            "path": draft.document.path.lstrip("/"),
            "key": str(draft.document.key),
            "edition": edition.code,
        }
        return filled(address, places)
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("preview", args=[token])
