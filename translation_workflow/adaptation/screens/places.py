"""Where a block may go: every place of the page that takes it, and the steps up and down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from translation_workflow.adaptation.apply import apply
from translation_workflow.adaptation.decisions import Decision
from translation_workflow.adaptation.operations import Operation, Raw, Side, Spot, Verb
from translation_workflow.adaptation.shape import Container

from .reading import name_of
from .situation import Situation, rows_in

Choices = list[tuple[str, list[tuple[str, str]]]]


def places_for(situation: Situation, kind: str, *, block: str = "") -> Choices:
    """Return the places that take blocks of a kind, grouped by where they are, as a select shows them.

    `block` is what goes there: it cannot stand in or beside itself.
    """
    found = []
    for container in situation.shape.containers.values():
        if container.block_for(kind) is None or block in container.around:
            continue
        if situation.closed.intersection(container.around):
            continue
        places = list(_places(situation, container, block))
        found.append((label_of(situation, container), places))
    return found


def label_of(situation: Situation, container: Container) -> str:
    """Return a container in words: `Recommended steps › “Look at the roof.”`."""
    names = [situation.section_name(container.section)]
    for block in container.around:
        standing = situation.words.blocks.get(block) or situation.shape.blocks[block]
        names.append(f"“{name_of(standing.definition, standing.raw['value'])}”")
    return " › ".join(names)


def _places(situation: Situation, container: Container, block: str) -> Iterator[tuple[str, str]]:
    yield f"{Side.START}:{container.key}", _("At the start")
    shape = situation.words
    for number, standing in shape.blocks.items():
        # Beside a block that moved is where the master has it: nobody would look for it there.
        if standing.container.key != container.key or number == block:
            continue
        if (Verb.MOVE, number) in situation.by_block or number not in situation.shape.blocks:
            continue
        name = name_of(standing.definition, standing.raw["value"])
        yield f"{Side.AFTER}:{number}", _("After “%(name)s”") % {"name": name}


def spot_from(place: str) -> Spot | None:
    """Return the place that a select sent; None for what is none."""
    side, _colon, at = place.partition(":")
    return Spot(at, Side(side)) if at and side in set(Side) else None


def step_of(situation: Situation, block: str, *, is_up: bool) -> Spot | None:
    """Return the place one step up or down from where a block is shown; None at the end of its row."""
    row = _row_of(situation.shown.streams, block)
    at = next((number for number, one in enumerate(row) if one["id"] == block), 0)
    others = row[at - 1 :: -1] if is_up and at else [] if is_up else row[at + 1 :]
    for one in others:
        number = one["id"]
        # Nobody would see that it went past what is hidden.
        if number in situation.told.hidden:
            continue
        if number in situation.shape.blocks and (Verb.MOVE, number) not in situation.by_block:
            return Spot(number, Side.BEFORE if is_up else Side.AFTER)
    if not others or block not in situation.shape.blocks:
        return None
    # Only our own blocks are there: past all of them.
    key = situation.shape.blocks[block].container.key
    return Spot(key, Side.START if is_up else Side.END)


def is_home(situation: Situation, block: str, spot: Spot) -> bool:
    """Whether a block that goes to a place stands where the master has it, also among hidden ones."""
    others = [
        one
        for one in situation.operations
        if one.verb is not Verb.HIDE and (one.verb, one.block) != (Verb.MOVE, block)
    ]
    streams = situation.words.sections
    moved = apply(streams, [*others, Operation("new", Verb.MOVE, "", block, spot)])
    return bool(moved.streams == apply(streams, others).streams)


def move_of(situation: Situation, block: str, spot: Spot) -> tuple[Operation, Sequence[Decision]]:
    """Return the operation that brings a block to a place, and the decisions that it is instead of.

    A block of our own is put in anew, as itself; one of the master's moves.
    """
    said = situation.said.get(block)
    if said:
        one = replace(said.operation, verb=Verb.INSERT, block="", spot=spot, base=None)
        return one, [said]
    before = situation.by_block.get((Verb.MOVE, block))
    return Operation("", Verb.MOVE, "", block, spot), [before] if before else []


def _row_of(streams: Any, block: str) -> Sequence[Raw]:
    return next((row for row in rows_in(streams) if any(one.get("id") == block for one in row)), [])
