"""`make content-check`: how it gets from the Makefile to the command."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from cms.run import content_check
from cms.run.bootstrap import ROOT

FAKE = """#!/bin/sh
[ "$1" = -c ] || echo "$@"
"""


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """A Python that says what it was asked for."""
    path = tmp_path / "python"
    path.write_text(FAKE, "utf-8")
    path.chmod(0o755)
    return path


def test_the_target_asks_for_its_own_module(python: Path) -> None:
    """With the words that somebody gave; make's other targets go where they went."""
    environment = os.environ | {"PYTHON": str(python)}
    for words, asked in (
        (["ARGS=a/b", "content-check"], "-P cms/run/bootstrap.py content-check a/b"),
        (["check"], "-P cms/run/bootstrap.py check"),
    ):
        made = subprocess.run(
            ["make", "--silent", *words],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert made.stdout.strip() == asked


@pytest.mark.parametrize(
    ("prepared", "found", "status"), [([], 0, 0), ([], 1, 1), (["Shipped translations"], 0, 1), (None, 0, 1)]
)
def test_it_fails_where_something_is_wrong_or_did_not_come_in(
    prepared: list[str] | None, found: int, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder of its own, whatever the system's is."""
    folders: list[str] = []

    def run(command: list[str], *, env: dict[str, str], **options: object) -> object:
        folders.append(env["CMS_DATA_DIR"])
        assert env["DATABASE_URL"] == ""
        if "cms.run.prepare" in command and prepared is not None:
            os.write(int(command[-1]), json.dumps({"problems": prepared}).encode())
        ended = found if "check_content" in command else int(prepared is None)
        return subprocess.CompletedProcess(command, ended)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setenv("CMS_DATA_DIR", "/somewhere")
    assert content_check.main(["a/b"]) == status
    assert len({*folders}) == 1
    assert folders[0] != "/somewhere"
    assert not Path(folders[0]).exists()
