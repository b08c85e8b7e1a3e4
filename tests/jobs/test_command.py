"""`manage.py work --once` does what waits, and says how it went."""

from __future__ import annotations

from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command

from translation_workflow.jobs.effects import EFFECTS
from translation_workflow.jobs.errors import Refused
from translation_workflow.jobs.models import Kind
from translation_workflow.jobs.runner import drain
from translation_workflow.jobs.schedule import follow

from .editions import failing_in, twelve_editions, write_down

pytestmark = pytest.mark.django_db


def said() -> str:
    output = StringIO()
    call_command("work", "--once", stdout=output)
    return output.getvalue()


def test_everything_was_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, in numbers."""
    monkeypatch.setitem(EFFECTS, Kind.FOLLOW, write_down)  # type: ignore[arg-type]
    follow(uuid4(), twelve_editions())
    assert said() == "12 changes followed up, 0 wait, 0 failed.\n"


def test_what_failed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """And where the reasons are."""
    monkeypatch.setitem(EFFECTS, Kind.FOLLOW, failing_in("fr", Refused("too long")))  # type: ignore[arg-type]
    follow(uuid4(), twelve_editions())
    assert said().startswith("11 changes followed up, 0 wait, 1 failed.\nTranslation > Work on editions")


def test_progress_counts_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar in the terminal shows how many of all are done, batch by batch."""
    monkeypatch.setitem(EFFECTS, Kind.FOLLOW, write_down)  # type: ignore[arg-type]
    follow(uuid4(), twelve_editions())
    seen: list[tuple[int, int]] = []
    drain(progress=lambda what, done, total: seen.append((done, total)), together=5)
    assert seen == [(0, 12), (5, 12), (10, 12), (12, 12)]
