"""Twelve editions with nothing in them, effects that write a line for what they did, and processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from tests.plugin.postgres import address as postgres_address
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition, add_programme
from translation_workflow.jobs.effects import Batch, Refusals
from translation_workflow.jobs.models import Item

CODES = ("sv", "fi", "de", "fr", "it", "pl", "es", "pt", "et", "ro", "sl", "hr")
ROOT = Path(__file__).resolve().parents[2]


def twelve_editions() -> list[Edition]:
    programme = add_programme("towns", name="Towns", master="en")
    add_edition(programme, code="en")
    return [add_edition(programme, code=code) for code in CODES]


def write_down(batch: Batch) -> Refusals:
    """Leave a line for each edition; a second one for the same is an error of the database."""
    Session.objects.bulk_create(
        Session(session_key=line(batch.key, edition), expire_date=timezone.now())
        for edition in batch.editions
    )
    return {}


def line(key: UUID, edition: Edition) -> str:
    return f"{str(key)[-20:]} {edition.code}"


def written() -> set[str]:
    return set(Session.objects.values_list("session_key", flat=True))


def failing_in(code: str, error: Exception) -> Callable[[Batch], Refusals]:
    """An effect that writes its lines and then fails, wherever one edition is in the batch."""

    def effect(batch: Batch) -> Refusals:
        write_down(batch)
        if any(edition.code == code for edition in batch.editions):
            raise error
        return {}

    return effect


def states() -> list[str]:
    return list(Item.objects.order_by("pk").values_list("state", flat=True))


def start(module: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a program of these tests on the database that this process has."""
    name = connection.settings_dict["NAME"]
    sqlite = connection.vendor == "sqlite"
    url = f"sqlite:///{quote(name)}" if sqlite else postgres_address(os.environ["DATABASE_URL"], name)
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def ended(processes: Sequence[subprocess.Popen[str]]) -> list[int]:
    """Wait for programs; return how each ended. Whatever hangs is killed."""
    try:
        for process in processes:
            process.communicate(timeout=120)
    finally:
        for process in processes:
            process.kill()
    return [process.returncode for process in processes]
