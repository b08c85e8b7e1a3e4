"""Git repositories: a bare one that all push to, the clone of a translation tool, and ours."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Clone:
    """A work tree of somebody."""

    folder: Path

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def push(self, message: str = "Translated") -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", message)
        self.git("push", "--quiet")

    def pull(self) -> None:
        self.git("pull", "--quiet", "--no-rebase")

    @property
    def head(self) -> str:
        return self.git("rev-parse", "HEAD")

    @property
    def is_clean(self) -> bool:
        return not self.git("status", "--porcelain")


def clone_of(remote: Path, folder: Path) -> Clone:
    subprocess.run(["git", "clone", "--quiet", str(remote), str(folder)], check=True, capture_output=True)
    return Clone(folder)


def tool_on(remote: Path) -> Clone:
    """Make a bare repository, and return a tool's clone that pushed a first commit."""
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", str(remote)], check=True)
    clone = clone_of(remote, remote.parent / "tool")
    clone.git("config", "user.name", "Weblate")
    clone.git("config", "user.email", "weblate@example.org")
    clone.git("checkout", "--quiet", "-b", "main")
    (clone.folder / "README").write_text("Catalogues\n")
    clone.git("add", "README")
    clone.git("commit", "--quiet", "-m", "Begin")
    clone.git("push", "--quiet", "--set-upstream", "origin", "main")
    return clone


def forget_who_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git know nothing of who runs the tests."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
