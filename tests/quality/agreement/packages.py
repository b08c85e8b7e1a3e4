"""Where the real catalogues are: in packages that we need anyway, and in two that only these tests read."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tests.plugin import cache as templates

INSTALLED = ("django", "wagtail", "wagtail_localize")
# What is imported -> what is installed, apart from our own environment: nothing of ours depends on it.
APART = {"cms": "django-cms==5.1.3", "weblate_language_data": "weblate-language-data==2026.11"}
NAMES = (*INSTALLED, *APART)
SECONDS = 120


def folder_of(package: str) -> Path | None:
    """Return the folder of a package; None for one that cannot be had."""
    if package in APART:
        home = environment()
        return home / package if home else None
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def catalogues_of(folder: Path) -> Iterator[Path]:
    """Yield the catalogues of a package, templates left out, always in the same order."""
    yield from sorted(folder.rglob("*.po"))


@cache
def environment() -> Path | None:
    """Return where the packages apart are, installed once a machine; None where no index can be reached."""
    named = "-".join(one.replace("==", "-") for one in APART.values())
    home = templates.folder().parent / named
    with templates.alone():
        if not (home / "done").exists() and not _install(home):
            return None
    return home


def _install(home: Path) -> bool:
    shutil.rmtree(home, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    try:
        subprocess.run(
            [*pip, "--no-compile", "--target", home, *APART.values()],
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
    except (subprocess.SubprocessError, OSError):
        return False
    (home / "done").touch()
    return True
