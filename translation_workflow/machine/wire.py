"""One question to an engine over HTTP, and its answer: bounded in time and size, followed nowhere.

Nothing of the environment has a say: no proxies, no `.netrc`. A fault is raised by itself, without what
caused it: a cause may quote the address or the head of a request, and with them a key.
"""

from __future__ import annotations

import functools
import json
import logging
import socket
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import httpcore
import httpx
from django.utils.translation import gettext as _

from translation_workflow.sockets.clock import Deadline

from .connect import Connector
from .errors import EngineFailed, Garbled, NotAllowed, Passing, Refused
from .options import Secret
from .redact import WithoutKeys, redact

# It traces the heads of answers for who debugs; an engine may quote our key in them.
logging.getLogger("httpcore.http11").addFilter(WithoutKeys())

MOST_BYTES = 4 * 1024 * 1024
MOST_QUOTED = 200
AGENT = "CapaCITY-Editions/1"
_BUSY = frozenset({408, 425, 429})
# Who is asked for money or a key says so by these; 456 is DeepL's.
_NOT_ALLOWED = frozenset({401, 402, 403, 407, 456})


@dataclass(frozen=True)
class Question:
    """`keys` are taken out of all that is said of the answer. `stays`: it may not leave this machine."""

    url: str = field(repr=False)
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    keys: Sequence[Secret] = ()
    stays: bool = False


@dataclass(frozen=True)
class Reply:
    """What came back; names of `headers` are in small letters."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The body, as it says that it is written; UTF-8 where it does not say. Raises Garbled."""
        kind = Message()
        kind["content-type"] = self.headers.get("content-type", "")
        try:
            return self.body.decode(kind.get_content_charset("utf-8"))
        except (UnicodeError, LookupError, ValueError):
            pass
        raise Garbled(_("The engine's answer is not written as it says, or not in UTF-8."))

    @property
    def data(self) -> Any:
        """The body, as JSON. Raises Garbled."""
        text = self.text
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            pass
        raise Garbled(_("The engine's answer is not JSON. Is its address right?"))


def json_question(url: str, payload: Mapping[str, Any], **more: Any) -> Question:
    """Return a question with a body of JSON."""
    headers = {"content-type": "application/json", **more.pop("headers", {})}
    return Question(url, headers=headers, body=json.dumps(payload, ensure_ascii=False).encode(), **more)


def ask(question: Question, *, deadline: Deadline) -> Reply:
    """Return what the engine answered with “OK”. Raises EngineFailed."""
    reply = send(question, deadline=deadline)
    if reply.status == HTTPStatus.OK:
        return reply
    raise _fault_of(reply, keys=[key.reveal() for key in question.keys])


def send(question: Question, *, deadline: Deadline) -> Reply:
    """Return whatever the engine answered. Raises Passing where it did not, Garbled where it is too much."""
    fault: EngineFailed
    try:
        return _exchange(question, deadline=deadline)
    except EngineFailed as error:
        fault = error
    except (httpcore.ProtocolError, httpcore.NetworkError, OSError, UnicodeError) as error:
        fault = Passing(_told(error))
    raise fault.with_traceback(None)


def _exchange(question: Question, *, deadline: Deadline) -> Reply:
    url = httpx.URL(question.url)
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    sent = {
        "accept": "application/json",
        "accept-encoding": "identity",
        "user-agent": AGENT,
        "connection": "close",
        **question.headers,
    }
    connector = Connector(deadline, stays=question.stays)
    with (
        httpcore.ConnectionPool(ssl_context=_tls(), network_backend=connector) as pool,
        pool.stream(question.method, target, headers=list(sent.items()), content=question.body) as response,
    ):
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers
        }
        if headers.get("content-encoding", "identity").lower() != "identity":
            raise Garbled(_("The engine packed its answer, though it was asked not to."))
        body = bytearray()
        for piece in response.iter_stream():
            body += piece
            if len(body) > MOST_BYTES:
                raise Garbled(
                    _("The engine's answer is longer than %(most)d bytes, and was not read on.")
                    % {"most": MOST_BYTES}
                )
        return Reply(response.status, headers, bytes(body))


@functools.cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def _fault_of(reply: Reply, *, keys: Sequence[str]) -> EngineFailed:
    status, said = reply.status, _quoted(reply, keys=keys)
    told = {"status": status, "said": f" ({said})" if said else ""}
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        return Refused(
            _(
                "The engine answered %(status)d and sent us elsewhere, where nothing is sent. "
                "Give its new address."
            )
            % told
        )
    if status in _BUSY or status == HTTPStatus.SERVICE_UNAVAILABLE:
        sentence = _("The engine has too much to do: it answered %(status)d%(said)s.") % told
        return Passing(sentence, after=_wanted_pause(reply))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        sentence = _("The engine failed: it answered %(status)d%(said)s.") % told
        return Passing(sentence, after=_wanted_pause(reply))
    if status in _NOT_ALLOWED:
        return NotAllowed(
            _(
                "The engine does not let us in: it answered %(status)d%(said)s. "
                "Look at its key, and at what is left of it."
            )
            % told
        )
    return Refused(_("The engine refused the texts: it answered %(status)d%(said)s.") % told)


def _quoted(reply: Reply, *, keys: Sequence[str]) -> str:
    """Return what the engine says of its refusal, where it says it as engines do; without keys."""
    try:
        data = json.loads(reply.body)
    except (ValueError, RecursionError):
        return ""
    said = (data.get("error") or data.get("message")) if isinstance(data, dict) else ""
    if isinstance(said, dict):
        said = said.get("message")
    if not isinstance(said, str):
        return ""
    shown = "".join(sign if sign.isprintable() else " " for sign in redact(said, keys=keys))
    return shown if len(shown) <= MOST_QUOTED else f"{shown[:MOST_QUOTED]}…"


def _wanted_pause(reply: Reply) -> float | None:
    """Return the seconds of `Retry-After`, which is a number or a moment; None where it is neither."""
    value = reply.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _told(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return _("The engine did not answer in time.")
    if isinstance(error, socket.gaierror | UnicodeError):
        return _("The engine's name is not known.")
    if isinstance(error, ssl.SSLError):
        return _("The engine's certificate or TLS is not to be trusted.")
    if isinstance(error, httpcore.ProtocolError):
        return _("The engine's answer is not HTTP, or broke off.")
    if isinstance(error, ConnectionRefusedError):
        return _("Nobody listens at the engine's address. Is it running?")
    return _("The connection to the engine failed.")
