"""Connecting to where a webhook goes: to the very address that was judged, and not beyond a moment."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

import httpcore

from translation_workflow.sockets.clock import Deadline
from translation_workflow.sockets.stream import Found, Stream, dial

from .reach import Unreachable, is_public, private_sentence

Resolve = Callable[[str, int], Sequence[Found]]
Dial = Callable[[Found, float], socket.socket]
LONGEST_TRY = 5.0
"""Seconds for one of several addresses of a name."""


def resolve(host: str, port: int) -> Sequence[Found]:
    """Ask the system, once, where a name leads."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [(family, address) for family, _, _, _, address in found]


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
