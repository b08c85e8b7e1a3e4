"""Whatever the master and the layer are: nothing is lost, doubled, or looked at twice."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from translation_workflow.adaptation.apply import apply
from translation_workflow.adaptation.operations import Operation, Side, Verb

from .pages import Streams, bullets, hide, ids_in, insert, item, move, part, relink, replace, text

NAMES = [f"n{number}" for number in range(12)]
anywhere = st.sampled_from([*NAMES, "gone", "steps", "tips", *(f"{name}.content" for name in NAMES)])


@st.composite
def pages(draw: st.DrawFn) -> Streams:
    """Two sections with up to twelve blocks, some in others, each named once."""
    names = iter(NAMES[: draw(st.integers(0, len(NAMES)))])

    def blocks(depth: int) -> list[Any]:
        found = []
        for name in names:
            kind = draw(st.sampled_from(["text", "part", "list", "end"]))
            if kind == "end":
                break
            if kind == "part" and depth < 3:
                found.append(part(name, *blocks(depth + 1)))
            elif kind == "list":
                found.append(bullets(name, *(item(f"{name} {number}") for number in range(2))))
            else:
                found.append(text(name))
        return found

    return {"steps": blocks(0), "tips": blocks(0)}


sides = st.sampled_from(Side)
before = st.lists(st.sampled_from(NAMES), max_size=3).map(tuple)


@st.composite
def layers(draw: st.DrawFn) -> list[Operation]:
    """Operations on blocks that may be there or not; of a kind, one a block."""
    kinds = st.sampled_from(["hide", "replace", "insert", "move", "relink"])
    found: dict[str, Operation] = {}
    for number in range(draw(st.integers(0, 10))):
        kind, block = draw(kinds), draw(st.sampled_from([*NAMES, "gone"]))
        section = draw(st.sampled_from(["steps", "tips"]))
        if kind == "hide":
            one = hide(block, section=section)
        elif kind == "replace":
            one = replace(block, section=section, predecessors=draw(before))
        elif kind == "relink":
            one = relink(block)
        elif kind == "insert":
            one = insert(
                f"own {number}", draw(sides), draw(anywhere), section=section, predecessors=draw(before)
            )
        else:
            one = move(block, draw(sides), draw(anywhere), section=section)
        found[one.id] = one
    return list(found.values())


@settings(max_examples=400, deadline=None)
@given(pages(), layers())
def test_nothing_is_lost_or_doubled(streams: Streams, layer: list[Operation]) -> None:
    """Every block of the master is there once, or hidden, or in what is hidden or replaced."""
    found = apply(streams, layer)
    result = Counter(ids_in(found.streams))
    assert set(result.values()) <= {1}
    hidden = {one.block for one in layer if one.verb is Verb.HIDE}
    replaced = {one.block for one in layer if one.verb is Verb.REPLACE}
    for names, is_out in master_blocks(streams, hidden | replaced, hidden):
        assert (names in result) is not is_out
    for one in layer:
        if one.verb is Verb.INSERT and one.content:
            is_told = one.id in (*found.waiting, *found.unplaced)
            assert (one.content["id"] in result) is not is_told
    links = str(found.streams).count("ours.example")
    assert links == sum(one.verb is Verb.RELINK for one in layer) - sum(
        one.verb is Verb.RELINK and one.id in (*found.waiting, *found.orphaned) for one in layer
    )
    told = [*found.waiting, *found.orphaned]
    assert len(told) == len(set(told))


def master_blocks(value: Any, covering: set[str], hidden: set[str], covered: bool = False) -> list[Any]:
    """Return id and whether it is out, for each of the master's blocks."""
    if isinstance(value, list):
        return [found for child in value for found in master_blocks(child, covering, hidden, covered)]
    if not isinstance(value, dict):
        return []
    if "id" not in value:
        return [f for child in value.values() for f in master_blocks(child, covering, hidden, covered)]
    name = value["id"]
    inside = master_blocks(value["value"], covering, hidden, covered or name in covering)
    return [(name, covered or name in hidden), *inside]


@settings(max_examples=200, deadline=None)
@given(pages(), layers())
def test_the_same_gives_the_same(streams: Streams, layer: list[Operation]) -> None:
    """And the input is as it was."""
    before = repr(streams)
    assert apply(streams, layer).streams == apply(streams, layer).streams
    assert repr(streams) == before


class Watched(dict[str, Any]):
    """A block that counts how often it is asked for what it contains."""

    looks = 0

    def __getitem__(self, name: str) -> Any:
        if name == "value":
            self.looks += 1
        return super().__getitem__(name)


@settings(max_examples=200, deadline=None)
@given(pages(), layers())
def test_each_block_is_looked_into_once(streams: Streams, layer: list[Operation]) -> None:
    """However many operations there are."""
    watched: list[Watched] = []

    def watch(value: Any) -> Any:
        if isinstance(value, list):
            return [watch(child) for child in value]
        if not isinstance(value, dict):
            return value
        found = {name: watch(child) for name, child in value.items()}
        if "id" not in value:
            return found
        watched.append(Watched(found))
        return watched[-1]

    apply(watch(streams), layer)
    assert all(block.looks <= 1 for block in watched)
