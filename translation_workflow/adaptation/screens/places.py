"""Where a block may go: every place of the page that takes it, as it is shown, and the steps up and down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from wagtail.blocks import Block

from translation_workflow.adaptation.apply import apply
from translation_workflow.adaptation.decisions import Beside, Decision, placed
from translation_workflow.adaptation.operations import Operation, Raw, Side, Spot, Verb
from translation_workflow.adaptation.shape import Container, alike

from .reading import name_of
from .situation import Situation

Choices = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Target:
    """A place of the master's page, and where among what the country brought there already."""

    spot: Spot
    beside: Beside | None = None


def target_at(situation: Situation, at: str, side: Side, *, of: str = "") -> Target | None:
    """Return the place that somebody sees beside a block, or at an end of a row; None for what is none.

    What the country put somewhere, or moved, is at the place where it was brought to. `of` is the block that
    goes there: it cannot be placed beside itself.
    """
    if side in (Side.START, Side.END):
        spot = Spot(at, side)
        if at not in situation.shape.containers:
            return None
        return Target(spot, _before_all(situation, spot) if side is Side.START else None)
    brought = _brought(situation, at)
    if brought and brought.operation.spot:
        if brought.operation.spot.at == of:
            return _past(situation, at, side, of=of)
        return Target(brought.operation.spot, Beside(brought.id, is_after=side is Side.AFTER))
    if at not in situation.shape.blocks:
        return None
    spot = Spot(at, side)
    return Target(spot, _before_all(situation, spot) if side is Side.AFTER else None)


def _brought(situation: Situation, block: str) -> Decision | None:
    """Return the decision that brought a block to where it is shown; None where the master has it there."""
    said = situation.said.get(block)
    if said:
        return None if said.id in situation.told.orphaned else said
    return situation.by_block.get((Verb.MOVE, block)) if block in situation.shown.moved else None


def _before_all(situation: Situation, spot: Spot) -> Beside | None:
    """Return the place before all else that comes to a spot, which is what “directly after” means."""
    for one in situation.decisions:
        there = one.operation.spot
        if (
            one.operation.verb in (Verb.INSERT, Verb.MOVE)
            and there
            and (there.at, there.side)
            == (
                spot.at,
                spot.side,
            )
        ):
            return Beside(one.id, is_after=False)
    return None


def _past(situation: Situation, at: str, side: Side, *, of: str) -> Target | None:
    """Return the place on the far side of what is anchored on the block itself: it stays behind."""
    row = row_of(situation, at)
    number = _index(row, at)
    others = row[number + 1 :] if side is Side.AFTER else row[:number][::-1]
    for other in others:
        block = str(other["id"])
        if block in situation.shape.blocks and not _brought(situation, block) and block != of:
            return Target(Spot(block, Side.BEFORE if side is Side.AFTER else Side.AFTER))
    container = situation.standing.blocks[at].container.key
    return Target(Spot(container, Side.END if side is Side.AFTER else Side.START))


def places_for(situation: Situation, kind: str, definition: Block, *, block: str) -> Choices:
    """Return the places that take a block of a kind and definition, grouped by where they are.

    `block` is what goes there: it cannot stand in or beside itself.
    """
    found = []
    for container in situation.shape.containers.values():
        there = container.block_for(kind)
        if there is None or not alike(there, definition) or block in container.around:
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
    for number, standing in situation.standing.blocks.items():
        if standing.container.key != container.key or number == block:
            continue
        if target_at(situation, number, Side.AFTER, of=block) is None:
            continue
        name = name_of(standing.definition, standing.raw["value"])
        yield f"{Side.AFTER}:{number}", _("After “%(name)s”") % {"name": name}


def place_from(situation: Situation, place: str, *, of: str) -> Target | None:
    """Return the place that a select sent; None for what is none."""
    side, _colon, at = place.partition(":")
    return target_at(situation, at, Side(side), of=of) if at and side in set(Side) else None


def step_of(situation: Situation, block: str, *, is_up: bool) -> Target | None:
    """Return the place one step up or down from where a block is shown; None at the end of its row."""
    row = row_of(situation, block)
    at = _index(row, block)
    for other in row[:at][::-1] if is_up else row[at + 1 :]:
        # Nobody would see that it went past what is hidden.
        if other["id"] not in situation.told.hidden:
            return target_at(situation, str(other["id"]), Side.BEFORE if is_up else Side.AFTER, of=block)
    return None


def is_home(situation: Situation, block: str, target: Target) -> bool:
    """Whether a block that goes to a place stands where the master has it, also among hidden ones."""
    others = [
        one
        for one in situation.decisions
        if one.operation.verb is not Verb.HIDE
        and (one.operation.verb, one.operation.block) != (Verb.MOVE, block)
    ]
    streams = situation.words.sections
    move = Decision(Operation("new", Verb.MOVE, "", block, target.spot))
    moved = apply(streams, [one.operation for one in placed(others, move, beside=target.beside)])
    return bool(moved.streams == apply(streams, [one.operation for one in others]).streams)


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


def row_of(situation: Situation, block: str) -> Sequence[Raw]:
    """Return the blocks among which one is shown, itself included; none where it is not shown."""
    shape = situation.standing
    standing = shape.blocks.get(block)
    if standing is None:
        return []
    key = standing.container.key
    return [one.raw for one in shape.blocks.values() if one.container.key == key]


def _index(row: Sequence[Raw], block: str) -> int:
    return next((number for number, one in enumerate(row) if one["id"] == block), 0)
