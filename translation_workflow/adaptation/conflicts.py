"""Decisions that the master overtook: computed from what is live, never stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .compare import differs
from .decisions import Decision
from .links import addresses_in, today
from .operations import Operation, Raw, Verb
from .shape import Shape


@dataclass(frozen=True)
class Conflict:
    """A decision whose master is another one than it was made on: `base` then, `now` today.

    Of a link they are its addresses, as the values of blocks.
    """

    decision: Decision
    base: Raw
    now: Raw
    among: tuple[str, ...] = ()


def conflicts_in(decisions: Sequence[Decision], master: Shape) -> list[Conflict]:
    """Return the conflicts of a layer with its live master. What is gone is orphaned, and no conflict."""
    found: list[Conflict] = []
    for decision in decisions:
        one = decision.operation
        standing = master.blocks.get(one.block)
        if one.verb is Verb.INSERT or standing is None:
            continue
        if one.verb is Verb.RELINK:
            found += _relinked(decision, one, standing.raw)
        elif one.base is not None and differs(one.base, standing.raw):
            found.append(Conflict(decision, one.base, standing.raw))
    return found


def _relinked(decision: Decision, one: Operation, raw: Raw) -> Iterator[Conflict]:
    """Yield the conflict of a link that the master let lead elsewhere since."""
    addresses = addresses_in(raw["value"])
    now = today(one.link, addresses) if one.link else ""
    if one.link and now and now != one.link.leads:
        yield Conflict(decision, {"value": one.link.leads}, {"value": now}, tuple(addresses))


def reviewed(conflict: Conflict) -> Decision:
    """Return the decision, kept, on what the master says now: the next change raises it again."""
    decision = conflict.decision
    if link := decision.operation.link:
        link = replace(link, leads=conflict.now["value"], among=conflict.among)
        return replace(decision, operation=replace(decision.operation, link=link))
    return replace(decision, operation=replace(decision.operation, base=conflict.now))
