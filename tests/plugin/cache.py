"""Where migrated templates are kept, and what they depend on."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = ("cms", "pages", "translation_workflow")
KEPT = 6
"""Templates kept of each kind: switching between branches must not cost a migration each time."""


def folder() -> Path:
    """Return the cache folder, outside what git keeps."""
    base = os.environ.get("XDG_CACHE_HOME")
    found = Path(base, "capacity-editions") if base else ROOT / ".cache"
    found = found / "templates"
    found.mkdir(parents=True, exist_ok=True)
    return found


def key() -> str:
    """Return a digest of what a migrated database follows from: packages, migrations, settings, Python."""
    inputs = [
        ROOT / "tests/requirements.lock",
        ROOT / "tests/settings.py",
        *(ROOT / "cms/settings").glob("*.py"),
    ]
    inputs += [path for name in OURS for path in (ROOT / name).rglob("migrations/*.py")]
    # Triggers are put in after every migration.
    inputs += (ROOT / "translation_workflow/audit").glob("*.py")
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(inputs):
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def alone() -> Iterator[None]:
    """Let one process at a time look for a template and make it."""
    with (folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(url: str, *, data: Path) -> None:
    """Migrate the empty database at `url`, in a process of its own; a failure ends the run with its words."""
    print(
        f"Making the migrated template ({url.partition(':')[0]}): about 20 s, kept for the next time",
        file=sys.stderr,
    )
    migrated = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity=0", "--settings=tests.settings"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url, "CMS_DATA_DIR": str(data), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if migrated.returncode:
        raise pytest.UsageError(f"The database could not be migrated:\n{migrated.stderr}")


def keep_newest(pattern: str) -> None:
    """Delete all but the templates used last."""
    found = sorted(folder().glob(pattern), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found[KEPT:]:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
