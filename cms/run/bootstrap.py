"""Make the virtual environment from the lock files, then become the command that was asked for.

Runs before any package is installed: the standard library only. The environment carries a mark that names
its place, its Python and the bytes of the lock files it was made from. The mark is written last, so an
environment that was left half made has none and is made anew; so is one whose lock file changed.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / ".venv"
LEASH = Path(__file__).with_name("leash.py")
PARENT = os.getppid()
MARK = ENVIRONMENT / "made-from.json"
RUN_LOCK = "requirements.lock"
TEST_LOCK = "tests/requirements.lock"

# What is asked for -> the lock files that it needs, the module that does it.
COMMANDS = {
    "run": ((RUN_LOCK,), "cms.run"),
    "test": ((RUN_LOCK, TEST_LOCK), "tests.every_database"),
    "check": ((RUN_LOCK, TEST_LOCK), "tests.check"),
    "bench": ((RUN_LOCK, TEST_LOCK), "tests.bench"),
    "content-check": ((RUN_LOCK,), "cms.run.content_check"),
}
EMPTY = [sys.executable, "-m", "venv"]
PIN = re.compile(r"^[a-z0-9][^=\s]*==", re.MULTILINE)
PACKAGE_SEEN = ("Collecting ", "Ignoring ", "Requirement already satisfied: ")


class EnvironmentFailure(Exception):
    """The environment cannot be made; the text says why and what to do."""


@dataclass(frozen=True)
class Mark:
    """What an environment was made from: its path and Python, and each lock file's digest."""

    place: list[str] = field(default_factory=list)
    locks: dict[str, str] = field(default_factory=dict)


def main(arguments: Sequence[str]) -> None:
    """Prepare the environment for `arguments[0]` and replace this process by the module that does it."""
    command, *rest = arguments
    locks, module = COMMANDS[command]
    os.chdir(ROOT)
    try:
        with alone():
            prepare(locks)
        end_if_orphaned()
    except KeyboardInterrupt:
        sys.exit("Stopped. What was half made is made anew the next time.")
    except (EnvironmentFailure, OSError) as error:
        sys.exit(f"The virtual environment in .venv could not be made. {error}")
    python = str(ENVIRONMENT / "bin" / "python")
    os.execv(python, [python, "-m", module, *rest])  # noqa: S606 - replaced on purpose, without a shell


def prepare(locks: Sequence[str]) -> None:
    """Make the environment hold what `locks` pin, with as little work as its mark allows."""
    wanted = Mark(place(), {lock: hashlib.sha256((ROOT / lock).read_bytes()).hexdigest() for lock in locks})
    found = read_mark()
    if not fits(found, wanted):
        found = Mark(place())
        make_empty()
    elif wanted.locks.keys() <= found.locks.keys():
        return
    MARK.unlink(missing_ok=True)
    # The test lock pins everything that the run lock pins, at the same versions.
    install(locks[-1])
    write_mark(Mark(place(), found.locks | wanted.locks))


def fits(found: Mark, wanted: Mark) -> bool:
    """Say whether an environment can be kept: same place, and no lock file of its own has changed since."""
    same = all(wanted.locks.get(name, digest) == digest for name, digest in found.locks.items())
    return found.place == wanted.place and same


def place() -> list[str]:
    """Return what ties an environment to where it is: its own path, and the Python that makes it."""
    return [str(ENVIRONMENT), sys.base_prefix, sys.version.split()[0]]


def read_mark() -> Mark:
    """Return what the environment was made from; an empty mark when it is missing, broken or half made."""
    try:
        if (ENVIRONMENT / "bin" / "python").exists():
            return Mark(**json.loads(MARK.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        pass
    return Mark()


def write_mark(mark: Mark) -> None:
    """Write the mark so that it appears whole or not at all."""
    draft = MARK.with_suffix(".draft")
    draft.write_text(json.dumps(asdict(mark)), "utf-8")
    draft.replace(MARK)


def make_empty() -> None:
    """Make an environment with nothing but pip in it, in place of whatever is there."""
    print("Making a virtual environment in .venv", flush=True)
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    made = subprocess.run(
        [*EMPTY, str(ENVIRONMENT)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        raise EnvironmentFailure(
            f"{sys.executable} -m venv said: {' '.join((made.stdout + made.stderr).split())} "
            "(On Debian and Ubuntu the package python3-venv provides it.)"
        )


def install(lock: str) -> None:
    """Install what `lock` pins, by hash, with a bar. Raises EnvironmentFailure with pip's last words."""
    total = len(PIN.findall((ROOT / lock).read_text("utf-8")))
    print(f"Installing {total} packages from {lock}: usually half a minute, once", flush=True)
    leash = [sys.executable, "-S", "-P", str(LEASH), "3"]
    pip_install = [
        str(ENVIRONMENT / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "--no-deps",
    ]
    options = ["--no-compile", "--no-input", "--disable-pip-version-check", "--progress-bar=off", "-r", lock]
    started = time.monotonic()
    with subprocess.Popen(
        [*leash, *pip_install, *options],
        stdin=subprocess.PIPE,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
    ) as pip:
        last_words = follow(pip, total=total)
    if pip.returncode:
        raise EnvironmentFailure(
            f"pip could not install {lock}. Is the package index reachable? Its last words:\n{last_words}"
        )
    print(f"Installed in {time.monotonic() - started:.0f} s", flush=True)


def follow(pip: subprocess.Popen[str], *, total: int) -> str:
    """Draw a bar from what pip says while it works; return the end of what it said."""
    lines: deque[str] = deque(maxlen=12)
    seen = 0
    for line in pip.stdout or ():
        end_if_orphaned()
        lines.append(line)
        seen += line.startswith(PACKAGE_SEEN)
        draw(seen, total=total, doing="installing" if line.startswith("Installing ") else "fetching")
    if sys.stdout.isatty():
        print(flush=True)
    return "".join(lines)


def draw(done: int, *, total: int, doing: str) -> None:
    """Draw one line of progress over the last one, on a terminal only."""
    if sys.stdout.isatty():
        filled = 30 * done // max(total, 1)
        print(f"\r  {doing:<10} [{'=' * filled:<30}] {done}/{total}", end="", flush=True)


def end_if_orphaned() -> None:
    """End when the process that started this one (`make`) was killed: nobody waits for the result."""
    if os.getppid() != PARENT:
        raise SystemExit("Stopped: the process that started this is gone.")


@contextmanager
def alone() -> Iterator[None]:
    """Hold the environment for this process: a second command waits until the first has made it."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
