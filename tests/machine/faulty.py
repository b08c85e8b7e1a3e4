"""A real LibreTranslate-shaped server on the loopback, which can be told to be at fault.

It knows some sentences by heart. `Faulty.then` are faults for the next requests of texts, one each;
afterwards it answers as it should.
"""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY = "s3cret+key/with=signs"
MARK = re.compile(r"⟦\d+⟧")

# English → Italian, as fragments; marks stand in the same order.
KNOWN = {
    "The agency helps municipalities to save energy every year.": (
        "L’agenzia aiuta i comuni a risparmiare energia ogni anno."
    ),
    "Read <b>the plan</b> before the meeting with the mayor.": (
        "Leggete <b>il piano</b> prima della riunione con il sindaco."
    ),
    'Ask <a id="a1">your energy agency</a> for help with SEAP &amp; CO<sub>2</sub>.': (
        'Chiedete alla <a id="a1">vostra agenzia</a> un aiuto per SEAP &amp; CO<sub>2</sub>.'
    ),
    "By 2030 the city must use less energy than today.": (
        "Entro il 2030 la città deve usare meno energia di oggi."
    ),
    "There are {count} buildings; write to info@eumayors.eu.": (
        "Ci sono {count} edifici; scrivete a info@eumayors.eu."
    ),
    "Energy": "Energia",
}

Behave = Callable[["Handler", dict[str, Any]], None]


class Handler(BaseHTTPRequestHandler):
    """One request; `own` is the server's story."""

    protocol_version = "HTTP/1.1"
    own: Faulty

    def do_GET(self) -> None:
        if urlsplit(self.path).path.endswith("/languages"):
            self._tell_languages()
        else:
            self._tell_texts()

    def do_POST(self) -> None:
        self._tell_texts()

    def _tell_languages(self) -> None:
        self.own.asked_languages += 1
        if self.own.languages_fault is not None:
            self.own.languages_fault(self, {})
            return
        rows = [{"code": "en", "name": "English", "targets": ["it", "sv", "nl", "el", "hr", "nb"]}]
        reply(self, [*rows, {"code": "it", "name": "Italian", "targets": ["en"]}])

    def _tell_texts(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        payload = json.loads(body) if body else {}
        # deep-translator writes all in the address.
        payload = payload or {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        with self.own.lock:
            self.own.received.append(payload)
            self.own.heads.append(dict(self.headers.items()))
            behave = self.own.then.pop(0) if self.own.then else self.own.always
        behave(self, payload)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@dataclass
class Faulty:
    """`received` are the requests for texts; `always` is what it does when `then` is empty."""

    url: str
    then: list[Behave] = field(default_factory=list)
    always: Behave = field(default_factory=lambda: answer)
    received: list[dict[str, Any]] = field(default_factory=list, repr=False)
    heads: list[dict[str, str]] = field(default_factory=list, repr=False)
    asked_languages: int = 0
    languages_fault: Behave | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def texts(self) -> list[str]:
        """All texts that were received, in order."""
        return [text for one in self.received for text in listed(one["q"])]


@contextmanager
def faulty_engine() -> Iterator[Faulty]:
    """Listen on a free port of the loopback until the block ends."""
    handler = type("OwnHandler", (Handler,), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        # Who answers slowly must not hold the test's end.
        server.daemon_threads = True
        server.block_on_close = False
        handler.own = own = Faulty(f"http://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield own
        finally:
            server.shutdown()
            thread.join()


def listed(texts: str | list[str]) -> list[str]:
    return [texts] if isinstance(texts, str) else texts


def said(text: str) -> str:
    """Return the known translation of a text as it is sent, with the marks that it came with."""
    marks = MARK.findall(text)
    for source, target in KNOWN.items():
        if masked(source) == MARK.sub("⟦⟧", text):
            pieces = masked(target).split("⟦⟧")
            return "".join(part + mark for part, mark in zip(pieces, [*marks, ""], strict=True))
    return f"Testo sconosciuto: {text}"


def masked(fragment: str) -> str:
    """Return a fragment of `KNOWN` as it is sent, with marks without numbers."""
    bare = re.sub(r"<[^>]*>|\{\w+\}|\S+@\S+\w", "⟦⟧", fragment)
    return bare.replace("&amp;", "&")


def reply(handler: BaseHTTPRequestHandler, data: Any, status: int = 200, **headers: str) -> None:
    reply_bytes(handler, json.dumps(data).encode(), status, **headers)


def reply_bytes(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"content-type": "application/json", **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("content-length", str(len(body)))
    handler.end_headers()
    # Who asked may have had enough.
    with suppress(OSError):
        handler.wfile.write(body)


def answer(handler: BaseHTTPRequestHandler, payload: dict[str, Any]) -> None:
    """As it should be: a list for a list, a text for a text."""
    texts = payload["q"]
    reply(
        handler, {"translatedText": said(texts) if isinstance(texts, str) else [said(one) for one in texts]}
    )


def answering(change: Callable[[list[Any]], Any]) -> Behave:
    """Answer with the right list, changed."""

    def behave(handler: BaseHTTPRequestHandler, payload: dict[str, Any]) -> None:
        changed = change([said(text) for text in listed(payload["q"])])
        is_one = isinstance(payload["q"], str) and isinstance(changed, list) and changed
        reply(handler, {"translatedText": changed[0] if is_one else changed})

    return behave


def each(change: Callable[[str], Any]) -> Behave:
    """Answer with each right text, changed."""
    return answering(lambda texts: [change(text) for text in texts])


def status(number: int, data: Any = None, **headers: str) -> Behave:
    return lambda handler, payload: reply(handler, data or {"error": "no"}, number, **headers)


def body(content: bytes, **headers: str) -> Behave:
    return lambda handler, payload: reply_bytes(handler, content, **headers)


def silence(handler: BaseHTTPRequestHandler, payload: dict[str, Any]) -> None:
    """Say nothing, and keep the line open until the other side has enough."""
    with suppress(OSError):
        handler.connection.recv(1)


def trickling(beginning: bytes) -> Behave:
    """Send a beginning, and then a space now and again, for as long as somebody listens."""

    def behave(handler: BaseHTTPRequestHandler, payload: dict[str, Any]) -> None:
        handler.connection.settimeout(0.02)
        with suppress(OSError):
            handler.connection.sendall(beginning)
            while True:
                handler.connection.sendall(b"x")
                with suppress(TimeoutError):
                    if not handler.connection.recv(1):
                        return

    return behave


def reset(handler: BaseHTTPRequestHandler, payload: dict[str, Any]) -> None:
    """Break the connection off without a word."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True
    handler.wfile = _Nowhere()  # type: ignore[assignment]


class _Nowhere:
    closed = True

    def flush(self) -> None:
        """There is nothing."""

    def close(self) -> None:
        """It is."""


def echo(handler: BaseHTTPRequestHandler, payload: dict[str, Any]) -> None:
    """Answer with what came."""
    reply(handler, {"translatedText": payload["q"]})


def swapped(texts: Sequence[str]) -> list[str]:
    return list(reversed(texts))
