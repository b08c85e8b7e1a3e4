"""Tests that need an outside program: skipped where it is missing, visibly; on CI that is a failure."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

# What a mark may name -> the commands of which one must exist.
PROGRAMS = {
    "apertium": ("apertium",),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "curl": ("curl",),
    "gettext": ("msgfmt",),
    "git": ("git",),
    "nginx": ("nginx",),
    "node": ("node",),
    "openssl": ("openssl",),
}
# What some of them need besides, to be of use: the languages of a translator.
MODES = Path("/usr/share/apertium/modes")
FILES = {"apertium": tuple(MODES / f"{way}.mode" for way in ("eng-spa", "spa-ita", "es-fr", "eng-hbs_HR"))}
# Debian keeps servers where an ordinary user's PATH does not look.
SYSTEM_FOLDERS = ("/usr/sbin", "/usr/local/sbin")
NOTE = "needs"


@cache
def find(program: str) -> str:
    """Return the path of a program of `PROGRAMS`, empty when it, or what it needs, is not installed."""
    if not all(file.is_file() for file in FILES.get(program, ())):
        return ""
    path = os.pathsep.join([os.environ.get("PATH", ""), *SYSTEM_FOLDERS])
    return next((found for name in PROGRAMS[program] if (found := shutil.which(name, path=path))), "")


def on_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true"}


def pytest_runtest_setup(item: pytest.Item) -> None:
    skip_or_fail(item)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if line := summary(terminalreporter.getreports("skipped")):
        terminalreporter.write_line(line, yellow=True, bold=True)


def skip_or_fail(item: pytest.Item) -> None:
    """Skip the test, or on CI fail it, when a program that it is marked to need is missing."""
    for mark in item.iter_markers("needs"):
        for program in mark.args:
            if program not in PROGRAMS:
                raise pytest.UsageError(f"{item.nodeid} needs “{program}”; known are {', '.join(PROGRAMS)}.")
            if find(program):
                continue
            if on_ci():
                pytest.fail(f"{program} is not installed, and CI leaves nothing out.", pytrace=False)
            item.user_properties.append((NOTE, program))
            pytest.skip(f"{program} is not installed")


def summary(skipped: Iterable[pytest.TestReport]) -> str:
    """Return one line naming each missing program and how many tests that kept from running, or nothing."""
    missing = Counter(
        str(value) for report in skipped for name, value in report.user_properties if name == NOTE
    )
    if not missing:
        return ""
    told = (f"{program} ({count} test{'s' * (count > 1)})" for program, count in sorted(missing.items()))
    return f"Not run, because these programs are not installed: {', '.join(told)}."
