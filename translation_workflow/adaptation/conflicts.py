"""Decisions that the master overtook: computed from what is live, never stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .compare import differs
from .decisions import Decision
from .operations import Raw, Verb
from .shape import Shape


@dataclass(frozen=True)
class Conflict:
    """A decision whose master is another one than it was made on: `base` then, `now` today."""

    decision: Decision
    base: Raw
    now: Raw


def conflicts_in(decisions: Sequence[Decision], master: Shape) -> list[Conflict]:
    """Return the conflicts of a layer with its live master. What is gone is orphaned, and no conflict."""
    found = []
    for decision in decisions:
        one = decision.operation
        if one.verb is Verb.INSERT or one.base is None or (standing := master.blocks.get(one.block)) is None:
            continue
        if differs(one.base, standing.raw):
            found.append(Conflict(decision, one.base, standing.raw))
    return found


def reviewed(conflict: Conflict) -> Decision:
    """Return the decision, kept, on what the master says now: the next change raises it again."""
    decision = conflict.decision
    return replace(decision, operation=replace(decision.operation, base=conflict.now))
