"""A mail server on the loopback: it takes what it is sent, or behaves as badly as it is told to."""

from __future__ import annotations

import socketserver
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from enum import StrEnum
from typing import Any


class Manner(StrEnum):
    """How the server behaves."""

    POLITE = "polite"
    NO_SUCH_PERSON = "no such person"
    BUSY = "busy"
    NOT_LIKED = "not liked"
    SILENT = "silent"
    DRIPPING = "dripping"
    HANGS_UP_AFTER_DATA = "hangs up after data"
    HANGS_UP_BEFORE_DATA = "hangs up before data"


class Secrecy(StrEnum):
    """From when on a connection is secret."""

    NEVER = "never"
    WHEN_ASKED = "when asked"
    ALWAYS = "always"


@dataclass
class Postbox:
    """What came in: `taken` as bytes, `told` every line that a client said."""

    manner: Manner = Manner.POLITE
    taken: list[bytes] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    connections: int = 0
    port: int = 0
    secrecy: Secrecy = Secrecy.NEVER
    tls: ssl.SSLContext | None = None
    open_lines: list[str] = field(default_factory=list)
    """What was said before the connection was secret."""

    @property
    def mails(self) -> list[EmailMessage]:
        return [BytesParser(policy=policy.default).parsebytes(raw) for raw in self.taken]  # type: ignore[misc]


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    box: Postbox


class _Handler(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        box = self.server.box
        box.connections += 1
        if box.manner is Manner.SILENT:
            # Nothing of TLS is a line: whoever waits for an answer waits until they hang up.
            while self.rfile.read(1):
                pass
            return
        if box.secrecy is Secrecy.ALWAYS and not self.becomes_secret(box):
            return
        if box.manner is Manner.DRIPPING:
            # A greeting that never ends, and always comes in time.
            while True:
                try:
                    self.wfile.write(b"220-still here\r\n")
                    time.sleep(0.05)
                except OSError:
                    return
        if box.manner is Manner.BUSY:
            self.say("421 come back later")
            return
        self.say("220 here")
        self.talk(box)

    def talk(self, box: Postbox) -> None:
        while line := self.rfile.readline().decode().strip():
            box.told.append(line)
            if not self.is_secret:
                box.open_lines.append(line)
            if not self.answer(line.split(" ", 1)[0].upper(), box):
                return

    def answer(self, verb: str, box: Postbox) -> bool:
        """Answer a line that begins with `verb`; whether the talk goes on."""
        if verb in ("MAIL", "DATA") and box.manner is Manner.HANGS_UP_BEFORE_DATA:
            return False
        match verb:
            case "STARTTLS":
                self.say("220 go on")
                return self.becomes_secret(box)
            case "DATA":
                self.say("354 go on")
                return self.take(box)
            case "QUIT":
                self.say("221 bye")
                return False
            case "RCPT" if box.manner is Manner.NO_SUCH_PERSON:
                self.say("550 no such\x1b[31m person")
            case "EHLO":
                self.say("250-here")
                self.say(f"250 {self.offer(box)}")
            case "AUTH":
                self.say("235 known")
            case _:
                self.say("250 fine")
        return True

    def offer(self, box: Postbox) -> str:
        return "STARTTLS" if box.secrecy is Secrecy.WHEN_ASKED and not self.is_secret else "AUTH PLAIN"

    def take(self, box: Postbox) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if box.manner is Manner.NOT_LIKED:
            self.say("554 not liked")
            return True
        box.taken.append(b"".join(lines))
        if box.manner is Manner.HANGS_UP_AFTER_DATA:
            return False
        self.say("250 taken")
        return True

    @property
    def is_secret(self) -> bool:
        return isinstance(self.connection, ssl.SSLSocket)

    def becomes_secret(self, box: Postbox) -> bool:
        """Go on over TLS; whether the other side agrees."""
        assert box.tls
        try:
            self.connection = box.tls.wrap_socket(self.connection, server_side=True)
        except OSError:
            return False
        self.rfile.close()
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", buffering=0)
        return True

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def postbox(
    settings: Any, *, secrecy: Secrecy = Secrecy.NEVER, tls: ssl.SSLContext | None = None
) -> Iterator[Postbox]:
    """Yield a server that the system sends its mail to."""
    box = Postbox(secrecy=secrecy, tls=tls)
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.box = box
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        settings.EMAIL_BACKEND = "translation_workflow.digest.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        settings.MAIL_WAY = "smtp"
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
