"""A real nginx on the loopback that serves an export, without privileges, and talking to it byte by byte."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.plugin.needs import find

SECONDS_TO_START = 20


@dataclass(frozen=True)
class Answer:
    """Headers by their names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Nginx:
    """A server that runs; `get` asks it as a client would."""

    port: int
    process: subprocess.Popen[bytes]

    def get(self, address: str, *, method: str = "GET", **headers: str) -> Answer:
        """Return the answer; headers are written with underscores."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, address, headers=named)
            answer = connection.getresponse()
            got = {name.lower(): value for name, value in answer.getheaders()}
            assert len(got) == len(answer.getheaders()), f"a header twice: {answer.getheaders()}"
            return Answer(answer.status, got, answer.read())
        finally:
            connection.close()

    def raw(self, request: bytes) -> bytes:
        """Send bytes as they are, and return all that comes back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as peer:
            with contextlib.suppress(OSError):
                peer.sendall(request)
            parts = []
            with contextlib.suppress(ConnectionResetError):
                while part := peer.recv(65536):
                    parts.append(part)
            return b"".join(parts)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def nginx(
    configuration: Path, home: Path, *, port: int, before: str = "", log: str = "access_log off;"
) -> Iterator[Nginx]:
    """Run nginx with an export's configuration for as long as the block lasts.

    `before` and `log` are lines of the http part.
    """
    home.mkdir(parents=True, exist_ok=True)
    temporary = "keepalive_requests 100000;\n" + "".join(
        f"{kind}_temp_path {home / kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = home / "nginx.conf"
    main.write_text(
        f"daemon off;\nworker_processes 1;\npid {home / 'pid'};\nerror_log {home / 'error.log'} info;\n"
        f"{'user root;' if os.geteuid() == 0 else ''}\n"
        f"events {{ worker_connections 256; }}\nhttp {{\n{log}\n{temporary}{before}\n"
        f'include "{configuration}";\n}}\n'
    )
    command = [find("nginx"), "-p", str(home), "-c", str(main), "-e", str(home / "error.log")]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        patience_ends = time.monotonic() + SECONDS_TO_START
        while not _answers(port):
            log = (home / "error.log").read_text()
            assert process.poll() is None, log
            assert time.monotonic() < patience_ends, log
            time.sleep(0.02)
        yield Nginx(port, process)
    finally:
        process.terminate()
        process.wait(20)


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
