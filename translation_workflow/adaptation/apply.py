"""A page's blocks with a country's changes: pure, and each block and operation is looked at once.

The page keeps the master's shape, so that operations find what they are anchored on. What they cannot
find is never dropped: content goes behind its nearest surviving predecessor, and is told as orphaned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, MutableSequence, Sequence
from dataclasses import dataclass, field
from typing import Any

from .links import addresses_in, relinked, today
from .operations import Operation, Raw, Side, Spot, Verb

Offers = Callable[[str, Raw], bool]
"""Whether a container (a section, or as in `Spot`) takes a block."""


@dataclass
class Applied:
    """The streams as readers of the edition get them, and what became of the operations.

    `adapted` and `national` are ids of blocks that an operation says, `moved` of those that stand
    elsewhere than in the master, `hidden` of those that are not shown, `touched` of those in which any of
    this happened. `orphaned` are ids of operations
    whose block is gone, `waiting` of those in what is hidden or replaced: they come back with it.
    `unplaced` are the orphaned for whose content no place is left that would take it.
    """

    streams: dict[str, list[Raw]] = field(default_factory=dict)
    adapted: set[str] = field(default_factory=set)
    national: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    orphaned: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)


def apply(
    streams: Mapping[str, Sequence[Raw]], operations: Sequence[Operation], *, offers: Offers | None = None
) -> Applied:
    """Return the streams, by name, with the operations applied. The input is not changed."""
    if not operations:
        return Applied({name: list(blocks) for name, blocks in streams.items()})
    return _Work(operations, offers or (lambda container, kind: True)).done(streams)


class _Gap:
    """A place that something may come into, or that something left; none is in the result."""


@dataclass(frozen=True)
class _Standing:
    """Where a block came to stand: its row, itself or the gap that it left, and the row's container."""

    row: MutableSequence[Any]
    node: Any
    container: str


@dataclass
class _Journey:
    """A block that moves: itself, the gap where it stood, and the gap where it goes."""

    node: Any
    home: tuple[MutableSequence[Any], _Gap]


@dataclass(frozen=True)
class _Goal:
    """The gap where a block goes: its row, the row's container, and the moves under way around it."""

    row: MutableSequence[Any]
    gap: _Gap
    container: str
    around: tuple[str, ...]


class _Work:
    def __init__(self, operations: Sequence[Operation], offers: Offers) -> None:
        self.operations = operations
        self.offers = offers
        self.result = Applied()
        self.by_id = {one.id: one for one in operations}
        self.by_block: dict[tuple[Verb, str], Operation] = {}
        self.relinks: dict[str, list[Operation]] = defaultdict(list)
        self.arriving: dict[tuple[str, Side], list[Operation]] = defaultdict(list)
        for one in operations:
            if one.verb is Verb.RELINK:
                self.relinks[one.block].append(one)
            elif one.verb is not Verb.INSERT:
                self.by_block[one.verb, one.block] = one
            if one.verb in (Verb.INSERT, Verb.MOVE) and one.spot:
                self.arriving[one.spot.at, one.spot.side].append(one)
        self.standing: dict[str, _Standing] = {}
        self.covered: set[str] = set()
        self.done_with: set[str] = set()
        self.journeys: dict[str, _Journey] = {}
        self.goals: dict[str, _Goal] = {}
        self.under_way: list[str] = []
        self.followers: dict[int, Any] = {}
        self.gapped: dict[int, MutableSequence[Any]] = {}

    def done(self, streams: Mapping[str, Sequence[Raw]]) -> Applied:
        rows = {name: self._sequence(blocks, name) for name, blocks in streams.items()}
        self._arrive_moved()
        for one in self.operations:
            if one.id not in self.done_with:
                self._leftover(one, rows)
        self._close_gaps()
        self.result.streams = rows
        return self.result

    def _sequence(self, items: Sequence[Raw], container: str) -> list[Any]:
        row: list[Any] = []
        done = len(self.done_with)
        self._arrive(row, container, (container, Side.START))
        for item in items:
            self._arrive(row, container, (item["id"], Side.BEFORE))
            node = self._item(item, row)
            row.append(node)
            self.standing[item["id"]] = _Standing(row, node, container)
            self._arrive(row, container, (item["id"], Side.AFTER))
        self._arrive(row, container, (container, Side.END))
        if len(self.done_with) > done:
            self.result.touched.add(container.partition(".")[0])
        return row

    def _arrive(self, row: list[Any], container: str, place: tuple[str, Side]) -> None:
        for one in self.arriving.get(place, ()):
            if one.verb is Verb.INSERT:
                if one.content and self.offers(container, one.content):
                    row.append(self._said(one))
            elif one.id not in self.under_way:
                gap = self._gap_in(row)
                row.append(gap)
                self.goals[one.id] = _Goal(row, gap, container, tuple(self.under_way))

    def _item(self, item: Raw, row: list[Any]) -> Any:
        if hide := self.by_block.get((Verb.HIDE, item["id"])):
            self.done_with.add(hide.id)
            self.result.hidden.add(item["id"])
            self.covered.update(ids_in(item))
            return self._gap_in(row)
        if move := self.by_block.get((Verb.MOVE, item["id"])):
            self.under_way.append(move.id)
            journey = _Journey(self._shown(item), (row, self._gap_in(row)))
            self.under_way.pop()
            self.journeys[move.id] = journey
            return journey.home[1]
        return self._shown(item)

    def _shown(self, item: Raw) -> Raw:
        if replacement := self.by_block.get((Verb.REPLACE, item["id"])):
            self.done_with.add(replacement.id)
            self.result.adapted.add(item["id"])
            self.covered.update(ids_in(item["value"]))
            return {**(replacement.content or {}), "id": item["id"]}
        value = self._value(item["value"], item["id"])
        if relinks := self.relinks.get(item["id"]):
            value = self._relinked(value, relinks, item["id"])
        return {**item, "value": value}

    def _relinked(self, value: Any, relinks: Sequence[Operation], block: str) -> Any:
        addresses, changes = addresses_in(value), {}
        for one in relinks:
            if one.link and (address := today(one.link, addresses)):
                changes[address] = one.link.to
                self.done_with.add(one.id)
                self.result.touched.add(block)
        return relinked(value, changes) if changes else value

    def _value(self, value: Any, container: str) -> Any:
        if _is_sequence(value, container, self.arriving):
            return self._sequence(value, container)
        if isinstance(value, Mapping):
            return {name: self._value(child, f"{container}.{name}") for name, child in value.items()}
        return value

    def _said(self, one: Operation) -> Raw:
        """Return what an operation says, as the country's own."""
        content = one.content or {}
        self.done_with.add(one.id)
        self.result.national.add(content["id"])
        return content

    def _arrive_moved(self) -> None:
        """Let moved blocks arrive; one that would stand in itself, or has nowhere to go, stays at home."""
        inside: dict[str, tuple[str, ...]] = {}
        for number, journey in self.journeys.items():
            home = self.standing[journey.node["id"]].container
            goal = self.goals.get(number)
            is_possible = goal is not None and self.offers(goal.container, journey.node)
            if goal is None or not is_possible or self._is_within(number, goal.around, inside):
                _replace(*journey.home, journey.node)
                self._stand(journey.node, journey.home[0], home)
                continue
            inside[number] = goal.around
            _replace(goal.row, goal.gap, journey.node)
            self.done_with.add(number)
            self._moved(journey.node, home, _Standing(goal.row, journey.node, goal.container))

    def _moved(self, node: Any, home: str, there: _Standing) -> None:
        """What a block left, and what it came into, has another content now."""
        self._stand(node, there.row, there.container)
        self.result.moved.add(node["id"])
        self.result.touched.update(container.partition(".")[0] for container in (home, there.container))

    def _stand(self, node: Any, row: MutableSequence[Any], container: str) -> None:
        self.standing[node["id"]] = _Standing(row, node, container)

    def _is_within(self, number: str, around: tuple[str, ...], inside: Mapping[str, tuple[str, ...]]) -> bool:
        waiting = list(around)
        while waiting:
            other = waiting.pop()
            if other == number:
                return True
            waiting += inside.get(other, ())
        return False

    def _leftover(self, one: Operation, rows: Mapping[str, list[Any]]) -> None:
        """Say what becomes of an operation that found no place."""
        if self._is_waiting(one, rows):
            self.result.waiting.append(one.id)
            return
        self.result.orphaned.append(one.id)
        if one.verb is Verb.MOVE:
            self._place_moved(one)
        elif one.content is not None and (self._was_out(one) or not self._place_orphan(one, rows)):
            self.result.unplaced.append(one.id)

    def _was_out(self, one: Operation) -> bool:
        """Whether readers did not get what it says before its block went: they do not get it by that."""
        around = one.spot.around if one.spot else ()
        if one.block and (Verb.HIDE, one.block) in self.by_block:
            return True
        return any((verb, name) in self.by_block for name in around for verb in (Verb.HIDE, Verb.REPLACE))

    def _place_moved(self, one: Operation) -> None:
        """Let a block whose goal is gone stand behind its nearest surviving predecessor, or else at home."""
        stood = self.standing.get(one.block)
        if stood is None or one.spot is None:
            return
        inside = set(ids_in(stood.node))
        for predecessor in one.spot.predecessors:
            there = self.standing.get(predecessor)
            if there and predecessor not in inside and self.offers(there.container, stood.node):
                del stood.row[_index(stood.row, stood.node)]
                there.row.insert(_index(there.row, there.node) + 1, stood.node)
                self._moved(stood.node, stood.container, _Standing(there.row, stood.node, there.container))
                return

    def _is_waiting(self, one: Operation, rows: Mapping[str, list[Any]]) -> bool:
        """Whether what it needs is there, and cannot be reached now."""
        goal = one.spot.at.partition(".")[0] if one.spot else ""
        if one.verb is Verb.MOVE:
            return all(name in self.standing or name in self.covered for name in (one.block, goal)) or (
                one.block in self.covered and goal in rows
            )
        if one.verb is Verb.INSERT:
            # What comes beside a replaced block is shown, what comes into it is not.
            is_into = one.spot is not None and not one.spot.is_beside
            return goal in self.covered or (is_into and goal in self.result.adapted)
        return one.block in self.covered or (one.verb is Verb.RELINK and one.block in self.result.adapted)

    def _place_orphan(self, one: Operation, rows: Mapping[str, list[Any]]) -> bool:
        content: Raw = one.content or {}
        spot = one.spot or Spot(one.section, Side.START)
        for predecessor in spot.predecessors:
            stood = self.standing.get(predecessor)
            if stood and self.offers(stood.container, content):
                # Of several orphans behind one block, the first stays first.
                behind = self.followers.get(id(stood.node), stood.node)
                stood.row.insert(_index(stood.row, behind) + 1, content)
                self.followers[id(stood.node)] = content
                break
        else:
            if one.section not in rows or not self.offers(one.section, content):
                return False
            rows[one.section].insert(self._first_free(rows[one.section]), content)
        self.result.national.add(content["id"])
        return True

    def _first_free(self, row: list[Any]) -> int:
        """Behind the orphans that came to the beginning before."""
        number = self.followers.get(id(row), 0)
        self.followers[id(row)] = number + 1
        return int(number)

    def _gap_in(self, row: MutableSequence[Any]) -> _Gap:
        self.gapped[id(row)] = row
        return _Gap()

    def _close_gaps(self) -> None:
        for row in self.gapped.values():
            row[:] = [node for node in row if not isinstance(node, _Gap)]


def _is_sequence(value: Any, container: str, arriving: Mapping[tuple[str, Side], Any]) -> bool:
    if not isinstance(value, list):
        return False
    if value:
        return isinstance(value[0], Mapping) and "id" in value[0]
    return (container, Side.START) in arriving or (container, Side.END) in arriving


def ids_in(value: Any) -> Iterator[str]:
    """Yield the ids of a block and of all that it contains."""
    if isinstance(value, Mapping):
        if isinstance(value.get("id"), str) and "type" in value:
            yield value["id"]
        for child in value.values():
            yield from ids_in(child)
    elif isinstance(value, list):
        for child in value:
            yield from ids_in(child)


def _index(row: Sequence[Any], node: Any) -> int:
    return next(number for number, one in enumerate(row) if one is node)


def _replace(row: MutableSequence[Any], gap: _Gap, node: Any) -> None:
    row[_index(row, gap)] = node
