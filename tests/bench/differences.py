"""Two ways end in the same state, but for differences that have a name and a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .state import State

MISSING = "(nothing)"
SHOWN = 5


class NotTheSame(AssertionError):
    """The two ways left different states; the text shows the first differences."""


@dataclass(frozen=True)
class CarriedWords:
    """Where a sentence changed, the engine falls back to the master's language; ours keeps what was live.

    `by_language` is language → (the words that stayed, the master's that the engine put there). Pages and
    the search index show them.
    """

    by_language: Mapping[str, tuple[str, str]]

    def settle(self, where: tuple[str, ...], value: Any) -> Any:
        """Return what the engine would have in the place of our value."""
        if where[0] not in {"page", "revision", "search index"} or where[1] not in self.by_language:
            return value
        return _replaced(value, *self.by_language[where[1]])


@dataclass(frozen=True)
class FewerRevisions:
    """A page that shows what it showed before gets no revision: there is nothing new that it could hold.

    What the newest revision holds is compared. Which row that is, and log entries, are not.
    """

    def settle(self, where: tuple[str, ...], value: Any) -> Any:
        return value


NamedDifference = CarriedWords | FewerRevisions


def assert_same(ours: State, engine: State, *, but_for: Sequence[NamedDifference] = ()) -> None:
    """Raise NotTheSame where a value differs that no named difference explains."""
    settled = {where: _settled(where, value, but_for) for where, value in ours.items()}
    different = [
        where
        for where in sorted(settled.keys() | engine.keys())
        if settled.get(where, MISSING) != engine.get(where, MISSING)
    ]
    if different:
        lines = (
            f"{' · '.join(where)}\n      ours: {_short(settled, where)}\n    engine: {_short(engine, where)}"
            for where in different[:SHOWN]
        )
        raise NotTheSame(f"{len(different)} of {len(engine)} values differ:\n  " + "\n  ".join(lines))
    if not engine:
        raise NotTheSame("There is nothing to compare.")


def _settled(where: tuple[str, ...], value: Any, differences: Iterable[NamedDifference]) -> Any:
    for difference in differences:
        value = difference.settle(where, value)
    return value


def _replaced(value: Any, old: str, new: str) -> Any:
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, list):
        return [_replaced(one, old, new) for one in value]
    if isinstance(value, dict):
        return {name: _replaced(one, old, new) for name, one in value.items()}
    return value


def _short(state: State, where: tuple[str, ...]) -> str:
    told = str(state.get(where, MISSING))
    return told if len(told) <= 300 else f"{told[:297]}…"
