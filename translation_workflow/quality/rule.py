"""Rules and their register, in plain Python: one function a rule, with the examples that are its tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .finding import Fault, Severity, Side
from .pair import Pair

Check = Callable[[Pair], Iterable[Fault]]


@dataclass(frozen=True)
class Rule:
    """A rule by name; `title` is what people call it, `right` and `wrong` are examples, at least two each.

    `languages` are the base codes that it is for, None for all. A rule about the source is asked of pairs
    without a translation. Not every finding `can_be_dismissed`: some words no page can hold. Where a rule
    that `ends` finds something, the rules behind it are not asked.
    """

    name: str
    title: str
    severity: Severity
    check: Check
    right: Sequence[Pair]
    wrong: Sequence[Pair]
    languages: frozenset[str] | None = None
    side: Side = Side.TARGET
    can_be_dismissed: bool = True
    ends: bool = False


REGISTER: dict[str, Rule] = {}
"""Every rule by its name, in the order of registration; `rules` imports them all."""


def rule(
    name: str,
    *,
    title: str,
    severity: Severity,
    right: Sequence[Pair],
    wrong: Sequence[Pair],
    languages: Iterable[str] | None = None,
    side: Side = Side.TARGET,
    can_be_dismissed: bool = True,
    ends: bool = False,
) -> Callable[[Check], Check]:
    """Register the function below. Raises ValueError for a name that is taken, or too few examples."""

    def register(check: Check) -> Check:
        if name in REGISTER:
            raise ValueError(f"There is a rule “{name}” already.")
        if len(right) < 2 or len(wrong) < 2:
            raise ValueError(f"The rule “{name}” needs two right and two wrong examples at least.")
        REGISTER[name] = Rule(
            name,
            title,
            severity,
            check,
            right,
            wrong,
            frozenset(languages) if languages is not None else None,
            side,
            can_be_dismissed,
            ends,
        )
        return check

    return register
