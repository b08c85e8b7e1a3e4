"""`make run`: prepare, serve, say where things are, and end without a trace."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

from .announce import Announcement, Place, login
from .environment import read_environment
from .port import objection
from .prepare import Prepared
from .processes import Leashed, end_all
from .supervise import Service, Stop, say, supervise

if TYPE_CHECKING:
    from cms.settings.env import Environment

PRODUCTION_WORKERS = 4
# Requests that one process works on at a time; more would only wait, for the interpreter and for writes.
THREADS = 4
# Bytes of a request before its body: nobody who reads needs more, and more is refused (431).
LONGEST_HEAD = 64 * 1024


def main() -> int:
    """Run until somebody wants the end; return the exit status. Problems are said in sentences."""
    stop = Stop()
    stop.install()
    environment = read_environment()
    host = bind_address(environment)
    if objecting := objection(host, environment.port):
        sys.exit(objecting)
    prepared = prepare(stop)
    if prepared is None:
        return 0 if stop.reason else 1
    announcement = Announcement(
        places=places(environment),
        prepared=prepared,
        host=environment.hosts[0],
        port=environment.port,
        data=str(environment.data),
    )
    try:
        # Preparing can take a minute, in which somebody else may have taken the port.
        if objecting := objection(host, environment.port):
            sys.exit(objecting)
        return supervise(services(environment, host=host), stop=stop, on_ready=announcement)
    finally:
        if prepared.password and not announcement.made:
            say("\n".join(login(prepared)))


def prepare(stop: Stop) -> Prepared | None:
    """Run the preparation in a process of its own; None when it failed or was stopped."""
    read, write = os.pipe()
    process = Leashed([sys.executable, "-m", "cms.run.prepare", str(write)], pass_fds=(write,))
    os.close(write)
    try:
        while (status := process.poll()) is None and not stop.wanted(within=0.1):
            pass
    finally:
        end_all([process])
    with os.fdopen(read, encoding="utf-8") as answer:
        return Prepared(**json.load(answer)) if status == 0 else None


def services(environment: Environment, *, host: str) -> list[Service]:
    """Return what is kept running: the web server, without which there is nothing, and the worker."""
    workers = PRODUCTION_WORKERS if environment.mode == "production" else 1
    server = [sys.executable, "-m", "granian", "cms.wsgi:application", "--interface", "wsgi", "--no-ws"]
    server += ["--host", host, "--port", str(environment.port), "--log-level", "warning"]
    server += ["--blocking-threads", str(THREADS), "--http1-buffer-size", str(LONGEST_HEAD)]
    server += ["--workers", os.environ.get("GRANIAN_WORKERS", str(min(workers, os.cpu_count() or 1)))]
    return [
        Service("server", [*server, "--respawn-failed-workers"], essential=True),
        Service("worker", [sys.executable, "manage.py", "work"]),
    ]


def bind_address(environment: Environment) -> str:
    """Return where to listen: the loopback, or in production everywhere, behind whatever ends TLS there."""
    return "0.0.0.0" if environment.mode == "production" else "127.0.0.1"  # noqa: S104 - see above


def places(environment: Environment) -> list[Place]:
    """Return what there is to open."""
    found = [
        Place("Admin", f"{environment.base_url}/admin/"),
        Place("API", f"{environment.base_url}/api/v1/"),
    ]
    if environment.reader:
        found.append(Place("Reader", f"{environment.base_url}/"))
    return found


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
