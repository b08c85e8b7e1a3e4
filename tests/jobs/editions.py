"""Twelve editions with nothing in them, effects that write a line for what they did, and processes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from tests.plugin.forked import Program
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition, add_programme
from translation_workflow.jobs.effects import Batch, Refusals
from translation_workflow.jobs.models import Item

CODES = ("sv", "fi", "de", "fr", "it", "pl", "es", "pt", "et", "ro", "sl", "hr")


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


def start(module: str, *arguments: str) -> Program:
    """Start a program of these tests on the database that this process has."""
    return Program(module, arguments, database=str(connection.settings_dict["NAME"]))


def ended(programs: Sequence[Program]) -> list[int]:
    """Wait for programs; return how each ended. Whatever hangs is killed."""
    return [program.wait(120) for program in programs]
