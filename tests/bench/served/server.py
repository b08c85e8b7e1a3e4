"""Start the server, ask it, and read what its workers spent."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import quantiles

import psutil
from django.db import connection

from cms.run.__main__ import services
from cms.run.processes import Leashed, end_all
from cms.settings.env import environment
from tests.plugin import sqlite
from tests.plugin.postgres import PostgresCopies

CONNECTIONS = 16
PATIENCE = 60.0
# As browsers say it.
ACCEPTED = {"Accept-Encoding": "gzip, deflate, br", "Accept": "application/json"}


@dataclass(frozen=True)
class Round:
    """What one round of requests took: CPU seconds of the server for each, and how long readers waited."""

    cpu: float
    p50: float
    p99: float
    length: int


@dataclass(frozen=True)
class Server:
    port: int
    workers: tuple[psutil.Process, ...]

    def round(
        self, address: str, *, requests: int, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> Round:
        """Ask so many times over 16 connections. Raises CalledProcessError for another status."""
        lines = {"Host": f"localhost:{self.port}", **ACCEPTED, **(headers or {})}
        request = f"GET {address} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items()) + "\r\n"
        numbers = (self.port, requests, CONNECTIONS, status)
        before = self._spent()
        answered = subprocess.run(
            [sys.executable, "-m", "tests.bench.served.load", *map(str, numbers)],
            input=request.encode(),
            stdout=subprocess.PIPE,
            check=True,
        )
        spent = self._spent() - before
        told = json.loads(answered.stdout)
        cuts = quantiles(told["seconds"], n=100, method="inclusive")
        return Round(spent / requests, cuts[49], cuts[98], told["length"])

    def _spent(self) -> float:
        return sum(sum(worker.cpu_times()[:2]) for worker in self.workers)


@contextmanager
def serving(database: str = "") -> Iterator[Server]:
    """Run granian as `make run` does, with one worker, on the database of this name or on the present one."""
    port = _free_port()
    service, *_ = services(replace(environment, port=port), host="127.0.0.1")
    ours = {"DATABASE_URL": _address(database), "DJANGO_SETTINGS_MODULE": f"{__package__}.settings"}
    # The leash hands its own environment on.
    before = dict(os.environ)
    os.environ.update(ours | {"PYTHONWARNINGS": "ignore", "GRANIAN_WORKERS": "1"})
    try:
        process = Leashed(service.command)
    finally:
        os.environ.clear()
        os.environ.update(before)
    try:
        _wait_for(port, process)
        yield Server(port, tuple(psutil.Process(process.leash.pid).children(recursive=True)))
    finally:
        end_all([process])


def _address(database: str) -> str:
    name = database or str(connection.settings_dict["NAME"])
    return sqlite.address(Path(name)) if connection.vendor == "sqlite" else PostgresCopies().url(name)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait_for(port: int, process: Leashed) -> None:
    patience_ends = time.monotonic() + PATIENCE
    while time.monotonic() < patience_ends and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server that is to be measured does not answer.")
