"""The environment that the system reads, typed and checked in one place.

A wrong value raises `SettingError`, whose text names the variable, the value's fault and what was
expected. Nothing else in the project reads `os.environ` for settings.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from translation_workflow.machine.options import Options

from .fault import SettingError
from .machines import read_machines
from .mail import Mail, read_mail

__all__ = ["ROOT", "Environment", "Mode", "SettingError", "database_settings", "environment", "read"]

ROOT = Path(__file__).resolve().parents[2]
SHORTEST_SECRET = 50
LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]")


class Mode(StrEnum):
    LOCAL = "local"
    PRODUCTION = "production"


@dataclass(frozen=True)
class Environment:
    """What the variables say; `read` makes one. Paths are absolute."""

    mode: Mode
    port: int
    data: Path
    database_url: str
    reader: bool
    hosts: tuple[str, ...]
    base_url: str
    given_secret: str
    proxies: int
    webhooks_private: bool
    machines: Options
    mail: Mail

    @cached_property
    def secret_key(self) -> str:
        """The given key, or in local mode one made once and kept in the data folder (mode 0600).

        Raises SettingError in production when none is given or it is too short to be a secret.
        """
        if self.given_secret or self.mode is Mode.PRODUCTION:
            if len(self.given_secret) < SHORTEST_SECRET or len(set(self.given_secret)) < 5:
                raise SettingError(
                    "SECRET_KEY",
                    "is missing or too weak to be a secret." if self.given_secret else "is missing.",
                    f"at least {SHORTEST_SECRET} random characters, kept out of the repository.",
                )
            return self.given_secret
        return _kept_secret(self.data / "secret-key")

    @cached_property
    def database(self) -> dict[str, Any]:
        """Django's description of the database that DATABASE_URL names.

        Raises SettingError for an address that is neither SQLite nor PostgreSQL.
        """
        return database_settings(self.database_url)


def read(variables: Mapping[str, str]) -> Environment:
    """Return the typed environment. Raises SettingError for the first wrong value."""
    mode = _mode(variables.get("CMS_MODE", Mode.LOCAL))
    data = Path(variables.get("CMS_DATA_DIR") or ROOT / "var").expanduser()
    data = _folder(data if data.is_absolute() else ROOT / data)
    port = _port(variables.get("PORT") or "8000")
    base_url = _base_url(variables.get("CMS_BASE_URL", ""), port=port, mode=mode)
    return Environment(
        mode=mode,
        port=port,
        data=data,
        database_url=variables.get("DATABASE_URL") or f"sqlite:///{quote(str(data / 'db.sqlite3'))}",
        reader=_switch("CMS_READER", variables.get("CMS_READER") or "on"),
        hosts=_hosts(variables.get("CMS_HOSTS", ""), mode=mode),
        base_url=base_url,
        given_secret=variables.get("SECRET_KEY", ""),
        proxies=_proxies(variables.get("CMS_PROXIES") or "0"),
        webhooks_private=_switch("CMS_WEBHOOKS_PRIVATE", variables.get("CMS_WEBHOOKS_PRIVATE") or "off"),
        machines=read_machines(variables),
        mail=read_mail(
            variables,
            folder=data / "mail" if mode is Mode.LOCAL else None,
            host=urlsplit(base_url).hostname or "localhost",
        ),
    )


def database_settings(url: str) -> dict[str, Any]:
    """Return Django's settings for `sqlite:///path` or `postgresql://user:password@host:port/name`."""
    expected = "sqlite:///folder/file.sqlite3 or postgresql://user:password@host:5432/name."
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SettingError("DATABASE_URL", "is not an address.", expected) from None
    if parts.scheme == "sqlite" and parts.path:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            # Three slashes are relative to the project; four begin an absolute path.
            "NAME": str(ROOT / unquote(parts.path[1:])),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
            "CONN_MAX_AGE": 60,
        }
    if parts.scheme in {"postgresql", "postgres"} and parts.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise SettingError("DATABASE_URL", f"names the unknown database “{parts.scheme}”.", expected)


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(
            "CMS_DATA_DIR", f"{path} cannot be made: {error.strerror}.", "a folder that can be written."
        ) from None
    if not os.access(path, os.W_OK | os.X_OK):
        raise SettingError("CMS_DATA_DIR", f"{path} cannot be written.", "a folder that can be written.")
    return path


def _mode(value: str) -> Mode:
    try:
        return Mode(value)
    except ValueError:
        raise SettingError("CMS_MODE", f"“{value}” is no mode.", "local or production.") from None


def _port(value: str) -> int:
    if value.isascii() and value.isdigit() and 1 <= int(value) <= 65535:
        return int(value)
    raise SettingError("PORT", f"“{value}” is no port.", "a whole number from 1 to 65535.")


def _proxies(value: str) -> int:
    if value.isascii() and value.isdigit() and len(value) == 1:
        return int(value)
    raise SettingError(
        "CMS_PROXIES",
        f"“{value}” is no number of proxies.",
        "how many proxies in front add to X-Forwarded-For, from 0 to 9.",
    )


def _switch(name: str, value: str) -> bool:
    if value in {"on", "off"}:
        return value == "on"
    raise SettingError(name, f"“{value}” is neither on nor off.", "on or off.")


def _hosts(value: str, *, mode: Mode) -> tuple[str, ...]:
    hosts = tuple(host.strip() for host in value.split(",") if host.strip())
    if mode is Mode.LOCAL:
        return LOOPBACK_HOSTS
    if not hosts or "*" in hosts:
        raise SettingError("CMS_HOSTS", "names no host.", "the host names served, with commas between.")
    return hosts


def _base_url(value: str, *, port: int, mode: Mode) -> str:
    if mode is Mode.LOCAL and not value:
        return f"http://localhost:{port}"
    if mode is Mode.LOCAL and urlsplit(value).scheme in {"http", "https"}:
        return value.rstrip("/")
    if mode is Mode.LOCAL:
        raise SettingError("CMS_BASE_URL", f"“{value}” is no address.", f"http://localhost:{port}.")
    if urlsplit(value).scheme != "https":
        raise SettingError("CMS_BASE_URL", f"“{value}” is no public address.", "https://host.example.")
    return value.rstrip("/")


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}-{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            # A link appears whole or not at all, so that two processes agree on one key.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()


environment = read(os.environ)
