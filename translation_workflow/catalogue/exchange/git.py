"""The git command line, asked so that it never asks back."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import GitFault

PATIENCE = 120
AUTHOR = "CapaCITY Editions"
# Without these, git in a hook of another repository would work on that one.
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
_SECRET = re.compile(r"(?<=://)[^@/\s]+@")


@dataclass(frozen=True)
class Git:
    """Git, in one work tree. All that it says of a failure is in a GitFault."""

    folder: Path

    def __call__(self, *arguments: str, stdin: str | None = None) -> str:
        """Return what git prints, without white space around. Raises GitFault."""
        found = self._run(arguments, stdin)
        if found.returncode:
            raise GitFault(f"{self.folder}: git {arguments[0]} failed: {_said(found.stderr or found.stdout)}")
        return found.stdout.strip()

    def says_yes(self, *arguments: str) -> bool:
        """Whether git ends well; for questions where both answers are right."""
        return self._run(arguments, None).returncode == 0

    def as_somebody(self) -> Sequence[str]:
        """Return the options that let a commit have an author: who is configured, or a name of ours."""
        if self.says_yes("config", "user.email") or "GIT_AUTHOR_EMAIL" in os.environ:
            return ()
        return ("-c", f"user.name={AUTHOR}", "-c", "user.email=capacity-editions@localhost")

    def _run(self, arguments: Sequence[str], stdin: str | None) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
        ssh = environment.get("GIT_SSH_COMMAND", "ssh -o BatchMode=yes")
        environment |= {
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ASKPASS": "true",
            "GIT_EDITOR": "true",
            "GIT_SSH_COMMAND": ssh,
            "LC_ALL": "C.UTF-8",
        }
        try:
            return subprocess.run(
                ["git", *arguments],
                cwd=self.folder,
                env=environment,
                input=stdin if stdin is not None else "",
                capture_output=True,
                text=True,
                errors="replace",
                timeout=PATIENCE,
                check=False,
            )
        except FileNotFoundError as error:
            raise GitFault("git is not installed. Install it, or synchronise without --git.") from error
        except subprocess.TimeoutExpired as error:
            raise GitFault(f"{self.folder}: git {arguments[0]} did not end in {PATIENCE} s.") from error


def _said(text: str) -> str:
    lines = [line.strip() for line in _SECRET.sub("", text).splitlines() if line.strip()]
    told = [line for line in lines if line.startswith(("fatal:", "error:", "remote:", "! ["))]
    return " ".join((told or lines)[:4])
