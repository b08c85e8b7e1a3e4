"""What memory answers with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from translation_workflow.editions.models import Edition
from translation_workflow.source.models import Origin, State

from .fitting import Place
from .score import IDENTICAL
from .units import Unit


@dataclass(frozen=True, slots=True)
class Match:
    """Words that somebody wrote for `source`, and what they are worth for the text that was looked up.

    `source` and `words` are HTML fragments; the links of `words` are those of the text that was looked up.
    `score` is 0–100: 100 is identical text, and nothing else is. `at` is when the words were written, and
    `edition` whose they are: None where their place is gone. `place` is (context, string) there.
    """

    source: str
    words: str
    score: int
    state: State
    origin: Origin
    at: datetime
    edition: Edition | None
    key: UUID | None
    path: str
    place: Place

    @property
    def is_exact(self) -> bool:
        return self.score == IDENTICAL


def match_of(unit: Unit, owners: Mapping[UUID, Edition], *, score: int) -> Match:
    """Return a unit as a match; `owners` are the editions of objects by key."""
    return Match(
        unit.text,
        unit.words,
        score,
        unit.state,
        unit.origin,
        unit.at,
        owners.get(unit.key) if unit.key else None,
        unit.key,
        unit.path,
        (unit.context, unit.string),
    )
