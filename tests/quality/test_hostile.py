"""A text of 100 kB in any shape keeps no rule busy: what grows with its square would take hours.

Each shape has a process of its own, which is ended where it takes far longer than work in one pass could.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.plugin.cache import ROOT
from tests.quality.hostile import LENGTH, SHAPES, text_of

# Nine pairs of 100 kB, all rules twice: seconds on a busy machine. The square takes minutes at best.
SECONDS = 60


@pytest.mark.parametrize("shape", SHAPES)
def test_no_rule_is_kept_busy(shape: str) -> None:
    """Whichever rule it is, its name stands last in what was printed."""
    program = [sys.executable, "-m", "tests.quality.hostile", shape]
    try:
        ended = subprocess.run(
            program, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as expired:
        said = (expired.stdout or b"").decode().splitlines()
        pytest.fail(f"“{said[-1] if said else 'the start'}” was not done with it after {SECONDS} s.")
    assert ended.returncode == 0, ended.stderr[-2000:]
    assert ended.stdout.splitlines()[-1].startswith("all rules")


@pytest.mark.parametrize("shape", SHAPES)
def test_the_texts_are_as_long_as_they_say(shape: str) -> None:
    """A short text would keep nobody busy."""
    assert LENGTH * 0.9 < len(text_of(shape)) < LENGTH * 1.2
