"""How entries say what was and what is: written by `watched`, read here. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class State:
    """How far words are, where they come from, and the id of the text that they were made from."""

    state: str
    origin: str = ""
    made_from: int | None = None


UNTRANSLATED = State("untranslated")
WITHOUT_A_ROW = State("translated", "person")
"""Of words without a row of their state: somebody translated them."""


def state_of(said: str | None) -> State | None:
    """Return the state that an entry names, None where there was no row of it."""
    if said is None:
        return None
    state, origin, *made_from = said.split(" ")
    return State(state, origin, int(made_from[0]) if made_from else None)


def values_of(said: str | None) -> Mapping[str, Any]:
    """Return the columns that an entry names; none where there was no row."""
    found: Mapping[str, Any] = json.loads(said) if said else {}
    return found


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """Return name, value before and value after of what is not the same, in the order of the table."""
    names = [*after, *(name for name in before if name not in after)]
    return [
        (name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    ]
