"""Asking this system from inside, as anybody would from outside: without a session, without a network."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from functools import cached_property
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.servers.basehttp import get_internal_wsgi_application

from cms.reader.views import BASE_URL


@dataclass(frozen=True)
class Answer:
    """What came back; header names as they were sent, each once."""

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    def header(self, name: str) -> str:
        """Return a header's value whatever its case, "" without it."""
        return next((value for one, value in self.headers.items() if one.lower() == name.lower()), "")

    @property
    def media_type(self) -> str:
        """The content type without its parameters."""
        message = Message()
        message["Content-Type"] = self.header("Content-Type")
        return message.get_content_type()


@dataclass(frozen=True)
class Inside:
    """The WSGI application that servers load, all its middleware included.

    `base_url` is where the pages will stand; "" for the system's own address.
    """

    base_url: str = ""

    @cached_property
    def _application(self) -> Any:
        return get_internal_wsgi_application()

    def ask(self, address: str, *, method: str = "GET", **headers: str) -> Answer:
        """Return the answer at an address that is percent-encoded; headers are written with underscores."""
        got: dict[str, Any] = {}

        def start(status: str, sent: list[tuple[str, str]], exc_info: Any = None) -> None:
            got["status"] = int(status.split(" ", 1)[0])
            got["headers"] = dict(sent)

        with _without_warnings():
            asked = _environ(address, method, headers)
            if self.base_url:
                asked[BASE_URL] = self.base_url
            parts = self._application(asked, start)
            try:
                body = b"".join(parts)
            finally:
                close = getattr(parts, "close", None)
                if close is not None:
                    close()
        return Answer(address, got["status"], got["headers"], body)


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Log no refusal: whoever asks from inside asks for those too, and deals with them."""
    logger = logging.getLogger("django.request")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


def _environ(address: str, method: str, headers: Mapping[str, str]) -> dict[str, Any]:
    base = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        # WSGI carries bytes as Latin-1.
        "PATH_INFO": unquote(path, "latin-1"),
        "QUERY_STRING": query,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": base.hostname or "localhost",
        "SERVER_PORT": str(base.port or (443 if base.scheme == "https" else 80)),
        "HTTP_HOST": base.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        # Production is behind a proxy that says so.
        "HTTP_X_FORWARDED_PROTO": base.scheme,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": base.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
