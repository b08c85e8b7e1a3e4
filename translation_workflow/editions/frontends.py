"""The address of a partner's own frontend, at which it shows drafts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PLACES = ("token", "path", "key", "edition")
_PLACE = re.compile(r"\{([^{}]*)\}")
_HOST = re.compile(r"[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]")


def check_preview_address(address: str) -> None:
    """Raise ValidationError for an address to which no draft may go, with what is wrong and what would do.

    It is one of https, or of http where the settings name its host (on one's own machine); what changes
    stands behind the host.
    """
    if re.search(r"[\s\x00-\x1f\x7f\\\"'<>`]", address):
        raise ValidationError(_("An address has no spaces, quotes or control characters."))
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValidationError(_("This is no address. For example: %s") % _EXAMPLE) from None
    authority = parts.netloc.removesuffix(f":{port}") if port is not None else parts.netloc
    if parts.scheme not in {"https", "http"} or not _HOST.fullmatch(authority):
        raise ValidationError(
            _("An address begins with https:// and the name of a host. For example: %s") % _EXAMPLE
        )
    if parts.scheme == "http" and host not in settings.PREVIEW_HTTP_HOSTS:
        raise ValidationError(
            _("A draft does not travel in the open: the address has to begin with https://.")
        )
    found = _PLACE.findall(address)
    unknown = [name for name in found if name not in PLACES]
    if unknown or re.search(r"[{}]", _PLACE.sub("", address)):
        raise ValidationError(
            _("Allowed between braces: %(names)s.") % {"names": ", ".join(f"{{{name}}}" for name in PLACES)}
        )
    if found.count("token") != 1:
        raise ValidationError(
            _("{token} has to be in the address, once: without it the frontend cannot read a draft.")
        )


def filled(address: str, parts: Mapping[str, str]) -> str:
    """Return an address that was checked, with its places filled in; a path keeps its slashes."""
    return _PLACE.sub(lambda place: quote(parts[place[1]], safe="/" if place[1] == "path" else ""), address)


def origin_of(address: str) -> str:
    """Return scheme and host of an address that was checked, as browsers compare them."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


_EXAMPLE = "https://example.org/preview?token={token}"
