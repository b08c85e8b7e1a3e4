"""What people did last, as the log has it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests.overview.town import Town, shown
from translation_workflow.audit.acting import acting
from translation_workflow.overview.activity import Activity, together

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
PAGE, OTHER = uuid4(), uuid4()


def test_a_half_hour_is_one_activity() -> None:
    """One a person, day and page, with the number of its different places, the latest first."""
    entries = [
        ("siv", NOON, PAGE, 1),
        ("siv", NOON - timedelta(minutes=1), PAGE, 1),
        ("ruth", NOON - timedelta(minutes=2), None, None),
        ("siv", NOON - timedelta(minutes=3), PAGE, 2),
        ("siv", NOON - timedelta(minutes=4), OTHER, 3),
        ("siv", NOON - timedelta(days=1), PAGE, 1),
    ]
    assert together(entries) == [
        Activity("siv", NOON, PAGE, 2),
        Activity("ruth", NOON - timedelta(minutes=2)),
        Activity("siv", NOON - timedelta(minutes=4), OTHER, 1),
        Activity("siv", NOON - timedelta(days=1), PAGE, 1),
    ]


@pytest.mark.django_db
def test_the_home_tells_who_worked() -> None:
    """Words that somebody wrote in the edition, and not those of another."""
    town = Town()
    assert "Nobody has done anything here yet" in shown(town.client, "home", town.edition.pk)
    with acting(user=town.siv, by="desk"):
        town.world.type("Legal", "Juridiskt")
    home = shown(town.client, "home", town.edition.pk)
    assert "<strong>siv</strong> · 1 text · " in home
    town.world.edition = town.other
    with acting(user=town.siv, by="desk"):
        town.world.type("More trees.", "Lisää puita.")
    assert shown(town.client, "home", town.edition.pk).count("<strong>siv</strong>") == 1
