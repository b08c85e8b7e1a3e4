"""Operations with their reasons: what somebody decided, why and when; and its written form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .links import Link
from .operations import Operation, Side, Spot, Verb


@dataclass(frozen=True)
class Decision:
    """An operation, why it was made, by whom (a name) and on which day (ISO 8601)."""

    operation: Operation
    reason: str = "other"
    note: str = ""
    author: str = ""
    made_on: str = ""

    @property
    def id(self) -> str:
        return self.operation.id


@dataclass(frozen=True)
class Beside:
    """A place in a layer's order, beside a decision: it counts where several come to one spot."""

    number: str
    is_after: bool = True


def placed(decisions: Sequence[Decision], new: Decision, *, beside: Beside | None = None) -> list[Decision]:
    """Return the decisions with a new one: last, or beside another that is still there."""
    numbers = [one.id for one in decisions]
    if beside is None or beside.number not in numbers:
        return [*decisions, new]
    at = numbers.index(beside.number) + beside.is_after
    return [*decisions[:at], new, *decisions[at:]]


def to_json(decisions: Sequence[Decision]) -> list[dict[str, Any]]:
    """Return decisions as a layer's row holds them; `from_json` reads it."""
    return [_written(one) for one in decisions]


def from_json(written: Sequence[Mapping[str, Any]]) -> list[Decision]:
    """Return the decisions that `to_json` wrote. Raises KeyError or ValueError for anything else."""
    return [_read(one) for one in written]


def _written(decision: Decision) -> dict[str, Any]:
    one, spot = decision.operation, decision.operation.spot
    found: dict[str, Any] = {
        "id": one.id,
        "verb": str(one.verb),
        "section": one.section,
        "block": one.block,
        "content": one.content,
        "base": one.base,
        "reason": decision.reason,
        "note": decision.note,
        "author": decision.author,
        "made_on": decision.made_on,
    }
    if spot:
        found["spot"] = {
            "at": spot.at,
            "side": str(spot.side),
            "predecessors": list(spot.predecessors),
            "around": list(spot.around),
        }
    if one.link:
        found["link"] = {"leads": one.link.leads, "to": one.link.to, "among": list(one.link.among)}
    return {name: value for name, value in found.items() if value not in ("", None)}


def _read(written: Mapping[str, Any]) -> Decision:
    spot, link = written.get("spot"), written.get("link")
    operation = Operation(
        written["id"],
        Verb(written["verb"]),
        written["section"],
        written.get("block", ""),
        _read_spot(spot) if spot else None,
        written.get("content"),
        written.get("base"),
        Link(link["leads"], link["to"], tuple(link["among"])) if link else None,
    )
    texts = {name: written.get(name, "") for name in ("note", "author", "made_on")}
    return Decision(operation, written.get("reason", "other"), **texts)


def _read_spot(written: Mapping[str, Any]) -> Spot:
    around = tuple(written.get("around", ()))
    return Spot(written["at"], Side(written["side"]), tuple(written["predecessors"]), around)
