"""Collecting static files costs seconds, so it is done only when they may have changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from .progress import lines_as_bar

MARK = ".collected-from"


def collect_static() -> None:
    """Collect and compress the static files, unless the last time was for the same files."""
    root = Path(settings.STATIC_ROOT)
    mark = root / MARK
    files = found_files()
    wanted = fingerprint(files)
    if mark.exists() and mark.read_text("ascii") == wanted:
        return
    mark.unlink(missing_ok=True)
    # Each file is copied, then written again under its hashed name and compressed: about two lines a file.
    with lines_as_bar("static files", total=2 * len(files)) as lines:
        call_command("collectstatic", interactive=False, verbosity=2, stdout=lines)
    mark.write_text(wanted, "ascii")


def found_files() -> list[tuple[str, Path]]:
    """Return every static file as (name, path), in the order of the names."""
    return sorted(
        (name, Path(storage.path(name)))
        for finder in get_finders()
        for name, storage in finder.list(ignore_patterns=None)
    )


def fingerprint(files: Iterable[tuple[str, Path]]) -> str:
    """Return a digest of names, sizes and times: a changed, added or removed file changes it."""
    digest = hashlib.sha256()
    digest.update(repr((settings.STORAGES["staticfiles"], settings.STATIC_URL)).encode())
    for name, path in files:
        status = path.stat()
        digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
