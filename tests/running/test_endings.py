"""However the end comes, nothing keeps running."""

from __future__ import annotations

import fcntl
import os
import pty
import secrets
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from cms.run.bootstrap import ROOT

from .processes import Started, all_gone, eventually, process_named, processes_with, started

SUPERVISED = str(Path(__file__).with_name("supervised.py"))
UP = ("server is up", "child is up", "worker is up")


@pytest.fixture
def token() -> str:
    return secrets.token_hex(8)


@pytest.fixture
def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}


@pytest.fixture
def supervisor(tmp_path: Path, token: str, environment: dict[str, str]) -> Iterator[Started]:
    """A supervisor with a server, the server's own child and a worker, all up."""
    command = [sys.executable, SUPERVISED, token]
    with started(command, log=tmp_path / "log", token=token, environment=environment) as running:
        for words in UP:
            running.waits_to_say(words)
        yield running


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asking_ends_everything(supervisor: Started, token: str, number: signal.Signals) -> None:
    """Ctrl-C, a polite kill and a closed terminal end the supervisor well, and all that it started."""
    supervisor.process.send_signal(number)
    assert supervisor.process.wait(60) == 0
    assert number.name in supervisor.said()
    assert processes_with(token) == []


def test_killing_the_supervisor_ends_everything(supervisor: Started, token: str) -> None:
    """kill -9 leaves the supervisor no time, and its children still end."""
    supervisor.process.kill()
    all_gone(token)


def test_killing_the_parent_ends_everything(tmp_path: Path, token: str, environment: dict[str, str]) -> None:
    """When `make` is killed, what it started ends too."""
    # Two commands, so that the shell stays as the parent instead of becoming the supervisor.
    command = ["sh", "-c", f'"{sys.executable}" "{SUPERVISED}" {token}; true']
    with started(command, log=tmp_path / "log", token=token, environment=environment) as parent:
        parent.waits_to_say("worker is up")
        parent.process.kill()
        all_gone(token)


def test_the_end_of_the_server_ends_everything(supervisor: Started, token: str) -> None:
    """When the server's parent process is killed, its orphans and the worker end; a sentence says why."""
    server = process_named("server", token)
    assert server is not None
    server.kill()
    assert supervisor.process.wait(60) == 1
    assert "The server ended (by signal 9), so everything is stopped." in supervisor.said()
    all_gone(token)


def test_a_dead_worker_is_started_again(supervisor: Started, token: str) -> None:
    """A killed worker comes back as another process; the server is left alone."""
    worker, server = process_named("worker", token), process_named("server", token)
    assert worker is not None
    worker.kill()
    supervisor.waits_to_say("The worker ended (by signal 9); it is started again in 1 s.")
    again = eventually(lambda: process_named("worker", token), what="a new worker")
    assert again.pid != worker.pid
    assert process_named("server", token) == server


def test_killing_a_leash_leaves_nothing_behind(supervisor: Started, token: str) -> None:
    """The process between supervisor and server may die as well: the server ends with it."""
    leash = next(one for one in processes_with(token) if "server" in one.cmdline() and "-S" in one.cmdline())
    leash.kill()
    assert supervisor.process.wait(60) == 1
    all_gone(token)


def test_closing_the_terminal_ends_everything(
    tmp_path: Path, token: str, environment: dict[str, str]
) -> None:
    """The terminal tells only its first process that it closes, and `make` does not pass it on."""
    (tmp_path / "Makefile").write_text(f'run:\n\t@exec "{sys.executable}" "{SUPERVISED}" {token}\n', "utf-8")
    ours, theirs = pty.openpty()
    make = subprocess.Popen(
        ["make", "-C", str(tmp_path)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=partial(fcntl.ioctl, 0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - a system call, no more
        env=environment,
    )
    os.close(theirs)
    try:
        said = b""
        while not all(words.encode() in said for words in UP):
            said += os.read(ours, 4096)
        os.close(ours)
        all_gone(token)
        make.wait(60)
    finally:
        for left in processes_with(token):
            left.kill()
        make.kill()
