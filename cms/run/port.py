"""Is the port free? Asked before anything long starts: the server itself would end in a backtrace."""

from __future__ import annotations

import errno
import socket

SECONDS_TO_ANSWER = 1.0


def objection(host: str, port: int) -> str:
    """Return why nothing can be served at `host`:`port`, as a sentence; empty when it is free."""
    if answers(port):
        return taken(port)
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except PermissionError:
        return f"PORT: this user may not serve on port {port}. Choose one from 1024 up: PORT=8000 make run."
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return taken(port)
        return f"PORT: {host}:{port} cannot be served on: {error.strerror}."
    return ""


def answers(port: int) -> bool:
    """Say whether something listens on the loopback; binding alone does not tell on every system."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=SECONDS_TO_ANSWER):
            return True
    except OSError:
        return False


def taken(port: int) -> str:
    return (
        f"PORT: port {port} is taken by another program, perhaps an earlier start of this one. "
        f"End it, or choose another port: PORT={port + 1 if port < 65535 else 8000} make run."
    )
