"""The variables of the environment that are about mail (`CMS_MAIL_URL`, `CMS_MAIL_FROM`).

An address may hold a password, and is never quoted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from .fault import SettingError

URL, SENDER = "CMS_MAIL_URL", "CMS_MAIL_FROM"
EXPECTED = (
    "smtp://user:password@host.example:587/?tls=1, smtps://user:password@host.example, file:///folder or "
    "console:."
)
_PORTS = {"smtp": 587, "smtps": 465}
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}")
_BACKENDS = {
    "smtp": "translation_workflow.digest.smtp.EmailBackend",
    "file": "django.core.mail.backends.filebased.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
    "": "django.core.mail.backends.dummy.EmailBackend",
}


@dataclass(frozen=True)
class Mail:
    """Where mail goes: `way` is smtp, file, console, or "" for nowhere. `sender` is what it comes from."""

    way: str
    sender: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    starts_tls: bool = False
    is_tls: bool = False
    folder: Path | None = None

    @property
    def backend(self) -> str:
        """Return what sends it, as Django names it."""
        return _BACKENDS[self.way]


def read_mail(variables: Mapping[str, str], *, folder: Path | None, host: str) -> Mail:
    """Return where mail goes: as CMS_MAIL_URL says, else into `folder`, else nowhere.

    `host` is ours, for the sender where none is given. Raises SettingError for a wrong value.
    """
    sender = _sender(variables.get(SENDER, "").strip() or f"noreply@{host}")
    given = variables.get(URL, "").strip()
    if not given:
        return Mail("file" if folder else "", sender, folder=folder)
    try:
        parts = urlsplit(given)
        port = parts.port
    except ValueError:
        raise SettingError(URL, "is not an address.", EXPECTED) from None
    if parts.scheme == "console":
        return Mail("console", sender)
    if parts.scheme == "file" and parts.path.startswith("/") and not parts.netloc:
        return Mail("file", sender, folder=Path(unquote(parts.path)))
    if parts.scheme in _PORTS and parts.hostname and port != 0:
        return _smtp(parts, port=port or _PORTS[parts.scheme], sender=sender)
    raise SettingError(URL, "is no address of mail.", EXPECTED)


def _smtp(parts: SplitResult, *, port: int, sender: str) -> Mail:
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if parts.path not in ("", "/") or options.keys() - {"tls"} or options.get("tls", "0") not in ("0", "1"):
        raise SettingError(URL, "says something after the host that is not known.", EXPECTED)
    host, is_tls = parts.hostname or "", parts.scheme == "smtps"
    starts_tls = options.get("tls") == "1" and not is_tls
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) is not bool(password):
        raise SettingError(URL, "has a user without a password, or a password without a user.", EXPECTED)
    if user and not (is_tls or starts_tls or _is_here(host)):
        raise SettingError(
            URL,
            "sends a password that everybody on the way can read.",
            "smtps://…, or ?tls=1 at the end of smtp://….",
        )
    return Mail("smtp", sender, host, port, user, password, starts_tls, is_tls)


def _sender(value: str) -> str:
    name, address = parseaddr(value)
    written = f"{name} <{address}>" if name else address
    if not value.isprintable() or not _ADDRESS.fullmatch(address) or written != value:
        raise SettingError(
            SENDER,
            "is not one address.",
            "noreply@example.org, or CapaCITY Editions <noreply@example.org>.",
        )
    return written


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
