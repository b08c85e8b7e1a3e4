"""Connections to engines, of which nothing outlasts a deadline: no look-up, no slow byte after the other."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

import httpcore

from translation_workflow.sockets.clock import Deadline
from translation_workflow.sockets.stream import Found, Stream, dial

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
        for found in look_up(host, port, deadline=self.deadline):
            if self.stays and not is_loopback(str(found[1][0])):
                continue
            try:
                return Stream(dial(found, self.deadline.left()), self.deadline)
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
