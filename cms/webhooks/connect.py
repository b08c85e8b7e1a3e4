"""Connecting to where a webhook goes: to the very address that was judged, and not beyond a moment."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

import httpcore

from .reach import Unreachable, is_public, private_sentence

# What `socket.getaddrinfo` tells of one address: the family, and where to connect.
Found = tuple[socket.AddressFamily, tuple[Any, ...]]
Resolve = Callable[[str, int], Sequence[Found]]
Dial = Callable[[Found, float], socket.socket]
LONGEST_TRY = 5.0
"""Seconds for one of several addresses of a name."""


def resolve(host: str, port: int) -> Sequence[Found]:
    """Ask the system, once, where a name leads."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [(family, address) for family, _, _, _, address in found]


def dial(found: Found, seconds: float) -> socket.socket:
    """Return a connection to one address: it is a number, and is not looked up."""
    family, address = found
    connection = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        connection.settimeout(seconds)
        connection.connect(address)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except BaseException:
        connection.close()
        raise
    return connection


@dataclass(frozen=True)
class Deadline:
    """A moment, by this process's clock, after which nothing more is sent or awaited."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        return cls(time.monotonic() + seconds)

    def left(self) -> float:
        """Return how many seconds are left. Raises TimeoutError when there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


@dataclass(frozen=True)
class Connector(httpcore.NetworkBackend):
    """Where `httpcore` gets its connections: it leaves the host's name to TLS and to the request."""

    deadline: Deadline
    private: bool
    resolve: Resolve = resolve
    dial: Dial = dial

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Raises Unreachable where the name leads anywhere that is not public, OSError as sockets do."""
        found = self.resolve(host, port)
        if not self.private:
            for _, address in found:
                self._judge(host, address[0])
        fault: OSError = OSError("no address")
        for one in found:
            try:
                return Stream(self.dial(one, min(LONGEST_TRY, self.deadline.left())), self.deadline)
            except OSError as error:
                fault = error
        raise fault

    @staticmethod
    def _judge(host: str, number: str) -> None:
        try:
            address = ip_address(number)
        except ValueError:
            raise Unreachable(f"{host} is {number}.") from None
        if not is_public(address):
            raise Unreachable(private_sentence(host, address))


class Stream(httpcore.NetworkStream):
    """A connection of which nothing, a slow byte after the other, outlasts the deadline."""

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
