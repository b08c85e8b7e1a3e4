"""Connections to engines, of which nothing outlasts a deadline: no look-up, no slow byte after the other."""

from __future__ import annotations

import queue
import socket
import ssl
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

import httpcore

from .clock import Deadline

Found = tuple[socket.AddressFamily, tuple[Any, ...]]
LOOKUPS = 8
"""So many names may be looked up at once. The system's own look-up cannot be broken off, only left alone."""
_lookups = threading.BoundedSemaphore(LOOKUPS)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by what it is called."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(frozen=True)
class Connector(httpcore.NetworkBackend):
    """Where `httpcore` gets its connections. `stays`: it connects to this machine and to no other."""

    deadline: Deadline
    stays: bool = False

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Raises OSError as sockets do, TimeoutError at the deadline."""
        fault = OSError("no address")
        for family, address in look_up(host, port, deadline=self.deadline):
            if self.stays and not is_loopback(str(address[0])):
                continue
            try:
                return Stream(_dial(family, address, seconds=self.deadline.left()), self.deadline)
            except OSError as error:
                fault = error
        raise fault


def look_up(host: str, port: int, *, deadline: Deadline) -> Sequence[Found]:
    """Return where a name leads. Raises OSError, TimeoutError at the deadline."""
    if not _lookups.acquire(timeout=deadline.left()):
        raise TimeoutError
    answers: queue.SimpleQueue[Sequence[Found] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
            answers.put([(family, address) for family, _, _, _, address in found])
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else socket.gaierror("no name"))
        finally:
            _lookups.release()

    threading.Thread(target=ask, daemon=True, name="machine-look-up").start()
    try:
        answer = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def _dial(family: socket.AddressFamily, address: tuple[Any, ...], *, seconds: float) -> socket.socket:
    connection = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        connection.settimeout(seconds)
        connection.connect(address)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except BaseException:
        connection.close()
        raise
    return connection


class Stream(httpcore.NetworkStream):
    """A connection whose every wait is for what the deadline leaves."""

    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self.connection = connection
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self.connection.settimeout(self.deadline.left())
        return self.connection.recv(max_bytes)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        try:
            while buffer:
                self.connection.settimeout(self.deadline.left())
                buffer = buffer[self.connection.send(buffer) :]
        except TimeoutError:
            raise
        except OSError as error:
            # Who hangs up early may have answered already, and `httpcore` then reads on.
            raise httpcore.WriteError(error.strerror) from error

    def close(self) -> None:
        with suppress(OSError):
            self.connection.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        self.connection.settimeout(self.deadline.left())
        try:
            secured = ssl_context.wrap_socket(self.connection, server_hostname=server_hostname)
        except BaseException:
            self.close()
            raise
        return Stream(secured, self.deadline)

    def get_extra_info(self, info: str) -> Any:
        if info == "ssl_object" and isinstance(self.connection, ssl.SSLSocket):
            return self.connection
        return None
