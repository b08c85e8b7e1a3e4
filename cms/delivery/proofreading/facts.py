"""An edition's own facts that somebody should have looked at, shown to readers or not."""

from __future__ import annotations

from datetime import date
from typing import Any

from translation_workflow.editions.models import Edition
from translation_workflow.facts.overdue import facts_of
from translation_workflow.facts.placed import places_of

from .dates import past_its_day
from .flaw import Flaw, Kind


def overdue_facts(edition: Edition, *, today: date) -> dict[str, Flaw]:
    """Return key → flaw of what an edition says of its country past its day; a master has no such facts."""
    late = [one for one in facts_of(edition, today=today) if one.standing.is_overdue]
    return {
        str(getattr(one.row, "translation_key", None) or one.row.key): Flaw(
            Kind.FACT,
            _place(f"{one.what} “{one.row}”", places_of(one.row, edition)),
            past_its_day(_iso(one.valid_to), _iso(one.row.review_by), today=today),
        )
        for one in late
    }


def _place(named: str, pages: list[str]) -> str:
    return f"{named} on {', '.join(pages)}" if pages else named


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
