"""No test reaches beyond the loopback: what lies there is faked, and nothing else is."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

NAMES_OF_THIS_MACHINE = {"", "localhost"}


def is_loopback(host: str) -> bool:
    """Say whether a host name or address is this machine. No name is looked up to find out."""
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host in NAMES_OF_THIS_MACHINE


def refuse(host: object) -> None:
    """Fail the test, past every `except Exception` on the way, when `host` is not this machine."""
    host = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if isinstance(host, str) and not is_loopback(host):
        pytest.fail(
            f"The test reaches for {host}. Tests connect to this machine only: fake what is beyond it."
        )


@contextmanager
def loopback_only() -> Iterator[None]:
    """Guard connecting and looking up names, in every thread of this process."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
        look_up = socket.getaddrinfo

        def guarded_look_up(host: Any, *arguments: Any, **named: Any) -> Any:
            refuse(host)
            return look_up(host, *arguments, **named)

        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield


def guarded(connect: Any) -> Any:
    """Return a method of `socket` that refuses first; sockets in the file system are always this machine."""

    def method(self: socket.socket, address: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            refuse(address[0])
        return connect(self, address)

    return method
