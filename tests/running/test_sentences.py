"""What can go wrong before anything runs is said in one sentence: what, where, what next."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from cms.run.bootstrap import ROOT
from cms.run.database import unreachable

NOBODY_LISTENS = "postgresql://editor:gehe1m@127.0.0.1:1/capacity"


def refused(**variables: str) -> str:
    """Start the programme with `variables`, expecting it to refuse; return everything that it said."""
    settings = {"CMS_MODE": "local", "PORT": str(free_port()), "DATABASE_URL": "", "SECRET_KEY": ""}
    ended = subprocess.run(
        [sys.executable, "-m", "cms.run"],
        cwd=ROOT,
        env=os.environ | settings | variables,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    said = ended.stdout + ended.stderr
    assert ended.returncode == 1, said
    assert "Traceback" not in said
    return said.strip()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_taken_port_is_said_before_anything_is_made(tmp_path: Path) -> None:
    """The port is tried first: no database is made for a start that cannot succeed."""
    data = tmp_path / "data"
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = refused(PORT=str(port), CMS_DATA_DIR=str(data))
    assert said.startswith(f"PORT: port {port} is taken by another program")
    assert said.count("\n") == 0
    assert not (data / "db.sqlite3").exists()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORT", "eighty"),
        ("CMS_MODE", "staging"),
        ("DATABASE_URL", "mysql://db/capacity"),
        ("CMS_READER", "maybe"),
    ],
)
def test_a_wrong_variable_is_named(tmp_path: Path, variable: str, value: str) -> None:
    """The sentence begins with the variable's name."""
    said = refused(**{"CMS_DATA_DIR": str(tmp_path), variable: value})
    assert said.startswith(f"{variable}: ")
    assert said.count("\n") == 0


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file in the folder's place is one sentence, and no traceback."""
    (tmp_path / "file").touch()
    said = refused(CMS_DATA_DIR=str(tmp_path / "file" / "data"))
    assert said.startswith("CMS_DATA_DIR: ")
    assert said.count("\n") == 0


def test_production_needs_a_key_of_its_own(tmp_path: Path) -> None:
    """Without SECRET_KEY production does not start; no key is made up for it."""
    said = refused(
        CMS_MODE="production",
        CMS_HOSTS="cms.example",
        CMS_BASE_URL="https://cms.example",
        CMS_DATA_DIR=str(tmp_path),
    )
    assert said.startswith("SECRET_KEY: ")


def test_an_unreachable_database_is_named_without_its_password(tmp_path: Path) -> None:
    """The sentence has the database's name, host and port, and what to look at; the password is nowhere."""
    said = refused(DATABASE_URL=NOBODY_LISTENS, CMS_DATA_DIR=str(tmp_path))
    assert said.startswith("The database “capacity” at 127.0.0.1:1 cannot be reached: ")
    assert "DATABASE_URL" in said
    assert "gehe1m" not in said
    assert said.count("\n") == 0


def test_a_driver_that_quotes_the_password_is_censored() -> None:
    """Whatever the driver puts into its message, the password does not come out."""
    settings = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "capacity",
        "HOST": "db.example",
        "PORT": "",
        "PASSWORD": "gehe1m",
    }
    assert "gehe1m" not in unreachable(settings, "invalid dsn: password=gehe1m host=db.example")


def test_an_sqlite_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    """A folder in the database file's place is told as such, with its path."""
    (tmp_path / "db.sqlite3").mkdir()
    said = refused(CMS_DATA_DIR=str(tmp_path))
    assert said.startswith(f"The database {tmp_path / 'db.sqlite3'} cannot be reached: ")


@pytest.mark.parametrize("version", ["3.9", "2.7"])
def test_an_old_python_is_said_by_its_version(tmp_path: Path, version: str) -> None:
    """When there is only an old Python, its version is told and what is needed instead."""
    python = tmp_path / "python3"
    python.write_text(f'#!/bin/sh\ncase "$2" in *exit*) exit 1;; *) echo {version};; esac\n', "utf-8")
    python.chmod(0o755)
    ended = start_script({"PATH": str(tmp_path)})
    assert ended.returncode == 1
    assert ended.stderr.startswith("Python 3.11 or newer is needed and none was found")
    assert f"python3 is {version}" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_python_that_was_named_and_is_old_is_not_passed_over(tmp_path: Path) -> None:
    """Who names one is told about that one, though another would do."""
    python = tmp_path / "old"
    python.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    python.chmod(0o755)
    ended = start_script({"PATH": os.environ["PATH"], "PYTHON": str(python)})
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"PYTHON: {python} is no Python 3.11 or newer.")


def test_no_python_at_all_is_said(tmp_path: Path) -> None:
    """The sentence also says how to name a Python that lies elsewhere."""
    ended = start_script({"PATH": str(tmp_path)})
    assert ended.returncode == 1
    assert "PYTHON=/path/to/python3" in ended.stderr
    assert ended.stderr.count("\n") == 1


def start_script(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", "cms/run/start.sh", "run"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
