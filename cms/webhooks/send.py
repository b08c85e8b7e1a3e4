"""Sending one message, once: a POST, and what came back. No database is touched here."""

from __future__ import annotations

import functools
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

import httpcore
import httpx
from django.utils.translation import gettext as _

from .connect import Connector
from .reach import Unreachable, check_url

TOTAL_SECONDS = 15.0
# So many bytes of an answer are read, and kept for people to look at.
KEPT_BYTES = 1024
AGENT = "CapaCITY-Editions-Webhooks/1"


@dataclass(frozen=True)
class Letter:
    """A message ready to go: `headers` hold its signature."""

    url: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Answer:
    """What became of one try; `fault` is empty for what was taken, `status` None where nobody answered."""

    status: int | None = None
    head: str = ""
    fault: str = ""
    milliseconds: int = 0

    @property
    def is_gone(self) -> bool:
        """Whether the receiver says that it wants no more, ever."""
        return self.status == HTTPStatus.GONE


def send(letter: Letter, *, connector: Connector) -> Answer:
    """Send a letter before the connector's deadline; whatever goes wrong is told in the answer."""
    begun = time.monotonic()
    status, head, fault = None, "", ""
    try:
        url = check_url(letter.url, private=connector.private)
        status, head = _post(url, letter, connector)
        fault = _fault_of(status)
    except Unreachable as refusal:
        fault = str(refusal)
    except (httpcore.ProtocolError, httpcore.NetworkError, OSError, UnicodeError) as error:
        fault = _told(error)
    return Answer(status, head, fault, int((time.monotonic() - begun) * 1000))


def _post(url: httpx.URL, letter: Letter, connector: Connector) -> tuple[int, str]:
    """Return status and first bytes. Nothing is followed, unpacked, or read beyond what is kept."""
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    sent = {
        "content-type": "application/json",
        "accept-encoding": "identity",
        "user-agent": AGENT,
        "connection": "close",
        **letter.headers,
    }
    with (
        httpcore.ConnectionPool(ssl_context=_tls(), network_backend=connector) as pool,
        pool.stream("POST", target, headers=list(sent.items()), content=letter.body) as response,
    ):
        head = b""
        try:
            for piece in response.iter_stream():
                head += piece
                if len(head) >= KEPT_BYTES:
                    break
        except (OSError, httpcore.ProtocolError):
            # The receiver has answered; how its words end is its own affair.
            pass
        return response.status, _text(head[:KEPT_BYTES])


@functools.cache
def _tls() -> ssl.SSLContext:
    """Certificates are verified, against the names that people know."""
    return httpx.create_ssl_context(trust_env=False)


def _text(head: bytes) -> str:
    """Return bytes as a text that a database takes and a screen shows."""
    text = head.decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() or sign in "\n\t" else "�" for sign in text)


def _fault_of(status: int) -> str:
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return ""
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        return _(
            "It answered %(status)d and sent us elsewhere, where nothing is sent. Give the new address."
        ) % {"status": status}
    if status == HTTPStatus.GONE:
        return _("It answered 410: it wants no more messages.")
    return _("It answered %(status)d, which does not say that the message was taken.") % {"status": status}


def _told(error: Exception) -> str:
    """Return a sentence for a failure on the way."""
    if isinstance(error, TimeoutError):
        return _("It did not answer in time.")
    if isinstance(error, socket.gaierror | UnicodeError):
        return _("Its name is not known.")
    if isinstance(error, ssl.SSLCertVerificationError):
        return _("Its certificate is not to be trusted: %(why)s.") % {"why": error.verify_message}
    if isinstance(error, ssl.SSLError):
        return _("It does not speak TLS as it should.")
    if isinstance(error, httpcore.ProtocolError):
        return _("Its answer is not HTTP.")
    if isinstance(error, ConnectionRefusedError):
        return _("Nobody listens there.")
    return _("The connection failed: %(why)s.") % {"why": getattr(error, "strerror", None) or error}
