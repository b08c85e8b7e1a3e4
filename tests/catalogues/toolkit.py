"""The translate-toolkit's command-line tools, in an environment of their own.

They are under the GPL: they are run as programs, never imported, and stand in no lock file of ours.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.plugin import cache as templates
from tests.plugin.needs import NOTE, on_ci

VERSION = "3.20.4"
NAME = "translate-toolkit"
SECONDS = 120


@pytest.fixture
def toolkit(request: pytest.FixtureRequest) -> Path:
    """The folder of the tools; the test is skipped, visibly, where no package index can be reached."""
    found = environment()
    if found is None and on_ci():
        pytest.fail(f"{NAME} could not be installed, and CI leaves nothing out.", pytrace=False)
    if found is None:
        request.node.user_properties.append((NOTE, NAME))
        pytest.skip(f"{NAME} could not be installed: is a package index within reach?")
    return found


@cache
def environment() -> Path | None:
    """Return the folder of the tools, made once a machine; None where they cannot be had."""
    home = templates.folder().parent / f"{NAME}-{VERSION}-{sys.version_info.major}.{sys.version_info.minor}"
    with templates.alone():
        if not (home / "done").exists() and not make(home):
            return None
    return home / "bin"


def make(home: Path) -> bool:
    shutil.rmtree(home, ignore_errors=True)
    pip = [home / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    try:
        subprocess.run([sys.executable, "-m", "venv", home], check=True, capture_output=True)
        subprocess.run([*pip, f"{NAME}=={VERSION}"], check=True, capture_output=True, timeout=SECONDS)
    except (subprocess.SubprocessError, OSError):
        return False
    (home / "done").touch()
    return True
