"""The virtual environment is made once, and made anew exactly when it has to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from cms.run import bootstrap
from cms.run.bootstrap import RUN_LOCK, TEST_LOCK, EnvironmentFailure, prepare


class Index:
    """What was installed, in order; stands in for pip and the package index beyond it."""

    def __init__(self) -> None:
        self.installed: list[str] = []
        self.unreachable = False

    def install(self, lock: str) -> None:
        if self.unreachable:
            raise EnvironmentFailure("no index")
        self.installed.append(lock)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two lock files and no environment."""
    (tmp_path / "tests").mkdir()
    (tmp_path / RUN_LOCK).write_text("django==5.2\n", "utf-8")
    (tmp_path / TEST_LOCK).write_text("django==5.2\npytest==9.0\n", "utf-8")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "MARK", tmp_path / ".venv" / "made-from.json")
    return tmp_path


@pytest.fixture
def index(project: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    """An index that records; the environments themselves are real, but without pip in them."""
    index = Index()
    make_empty = bootstrap.make_empty

    def make_empty_and_tell() -> None:
        index.installed.append("nothing yet")
        make_empty()

    monkeypatch.setattr(bootstrap, "EMPTY", [*bootstrap.EMPTY, "--without-pip"])
    monkeypatch.setattr(bootstrap, "make_empty", make_empty_and_tell)
    monkeypatch.setattr(bootstrap, "install", index.install)
    return index


def test_it_is_made_once(index: Index) -> None:
    """A second start finds everything in place and installs nothing."""
    prepare([RUN_LOCK])
    prepare([RUN_LOCK])
    assert index.installed == ["nothing yet", RUN_LOCK]


def test_tests_extend_what_running_made(index: Index) -> None:
    """The test packages come on top, and running afterwards needs nothing new."""
    prepare([RUN_LOCK])
    prepare([RUN_LOCK, TEST_LOCK])
    prepare([RUN_LOCK])
    assert index.installed == ["nothing yet", RUN_LOCK, TEST_LOCK]


def test_a_changed_lock_makes_it_anew(index: Index, project: Path) -> None:
    """From nothing: packages that the lock no longer names must not stay."""
    prepare([RUN_LOCK])
    (project / RUN_LOCK).write_text("django==5.3\n", "utf-8")
    prepare([RUN_LOCK])
    assert index.installed == ["nothing yet", RUN_LOCK] * 2


def test_a_half_made_one_is_made_anew(index: Index) -> None:
    """An installation that broke off leaves no mark, so the next start begins again."""
    index.unreachable = True
    with pytest.raises(EnvironmentFailure):
        prepare([RUN_LOCK])
    index.unreachable = False
    prepare([RUN_LOCK])
    assert index.installed == ["nothing yet", "nothing yet", RUN_LOCK]


def test_a_moved_one_is_made_anew(index: Index, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment is tied to its path; a copied or renamed project gets its own."""
    prepare([RUN_LOCK])
    moved = (project / ".venv").rename(project / "elsewhere")
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", moved)
    monkeypatch.setattr(bootstrap, "MARK", moved / "made-from.json")
    prepare([RUN_LOCK])
    assert index.installed == ["nothing yet", RUN_LOCK] * 2


def test_the_test_lock_pins_what_the_run_lock_pins() -> None:
    """Otherwise tests would speak of other packages than those that run."""
    run, tests = ((bootstrap.ROOT / lock).read_text("utf-8") for lock in (RUN_LOCK, TEST_LOCK))
    missing = set(pins(run)) - set(pins(tests))
    assert pins(run)
    assert not missing


def pins(lock: str) -> list[str]:
    return [line.rstrip("\\ ") for line in lock.splitlines() if bootstrap.PIN.match(line)]
