"""Connecting to one address, and a connection whose every wait is for what a deadline leaves."""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress
from typing import Any

import httpcore

from .clock import Deadline

Found = tuple[socket.AddressFamily, tuple[Any, ...]]
"""What `socket.getaddrinfo` tells of one address: the family, and where to connect."""


def dial(found: Found, seconds: float) -> socket.socket:
    """Return a connection to one address: it is a number, and is not looked up. Raises OSError."""
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
