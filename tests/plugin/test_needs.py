"""A test that a missing program keeps from running is never lost silently."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .cache import ROOT

TWO_TESTS = """
import pytest

@pytest.mark.needs("node")
@pytest.mark.parametrize("number", range(2))
def test_with_node(number):
    pass

def test_without():
    pass
"""


def run_without_node(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run two tests that need Node and one that needs nothing, where no program can be found."""
    (folder / "test_it.py").write_text(TWO_TESTS, "utf-8")
    options = ["-p", "tests.plugin.needs", "-p", "no:django", "-c", "/dev/null", "--rootdir", str(folder)]
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *options, str(folder)],
        env={"PATH": "", "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_missing_program_skips_and_is_named_in_one_line(tmp_path: Path) -> None:
    """The line says which program, and how many tests it kept from running."""
    ended = run_without_node(tmp_path)
    assert "Not run, because these programs are not installed: node (2 tests)." in ended.stdout.splitlines()
    assert "1 passed, 2 skipped" in ended.stdout
    assert ended.returncode == 0


@pytest.mark.parametrize("yes", ["1", "true"])
def test_on_ci_a_missing_program_is_an_error(tmp_path: Path, yes: str) -> None:
    """CI leaves nothing out: what cannot run there has failed."""
    ended = run_without_node(tmp_path, CI=yes)
    assert "node is not installed, and CI leaves nothing out." in ended.stdout
    assert ended.returncode == 1


def test_an_unknown_program_is_refused(request: pytest.FixtureRequest) -> None:
    """A misspelt mark must not skip for ever."""
    from .needs import skip_or_fail

    request.node.add_marker(pytest.mark.needs("nodd"))
    with pytest.raises(pytest.UsageError, match="nodd"):
        skip_or_fail(request.node)
