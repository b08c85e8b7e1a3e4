"""Statements of a page that hold no longer, or whose day of review is over. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import date
from typing import Any

from .flaw import Flaw, Kind
from .spots import own_values, spots_in


def overdue_statements(
    document: Mapping[str, Any], *, today: date, told: Container[str] = ()
) -> Iterator[Flaw]:
    """Yield what a page says past its day: facts written into it, and figures, laws, contacts that it shows.

    Those whose keys are `told` already are left out.
    """
    for spot in spots_in(document):
        for value in own_values(spot.value):
            sentence = past_its_day(value.get("valid_to"), value.get("review_by"), today=today)
            if sentence and value.get("key") not in told:
                yield Flaw(Kind.FACT, spot.place, sentence, block=spot.id)


def past_its_day(ends: str | None, review_by: str | None, *, today: date) -> str:
    """Return what to do with a statement by its days (ISO 8601), "" while there is nothing to do."""
    if ends and date.fromisoformat(ends) < today:
        return f"It held until {ends}. Take it away, or say what holds now."
    if review_by and date.fromisoformat(review_by) < today:
        return f"Its review was due on {review_by}. Look whether it still holds, and set the next day."
    return ""
