"""Pages as streams of raw blocks, and the operations that tests do on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from translation_workflow.adaptation.links import Link
from translation_workflow.adaptation.operations import Operation, Raw, Side, Spot, Verb

Streams = dict[str, list[Raw]]


def text(name: str, words: str = "") -> Raw:
    linked = f'<p>{name} <a href="https://{name}.example/">there</a></p>'
    return {"type": "text", "value": words or linked, "id": name}


def part(name: str, *blocks: Raw) -> Raw:
    """A block with a sequence of blocks in it."""
    return {"type": "section", "value": {"heading": name, "content": list(blocks)}, "id": name}


def bullets(name: str, *items: Raw) -> Raw:
    """A block that is a list."""
    return {"type": "bullets", "value": list(items), "id": name}


def item(name: str) -> Raw:
    return {"type": "item", "value": name, "id": name}


def hide(block: str, *, section: str = "steps", base: Raw | None = None) -> Operation:
    return Operation(f"hide {block}", Verb.HIDE, section, block, base=base)


def replace(block: str, *, section: str = "steps", predecessors: tuple[str, ...] = ()) -> Operation:
    return Operation(
        f"replace {block}",
        Verb.REPLACE,
        section,
        block,
        Spot(block, Side.AFTER, predecessors),
        text(f"our {block}"),
    )


def insert(
    name: str, side: Side, at: str, *, section: str = "steps", predecessors: tuple[str, ...] = ()
) -> Operation:
    return Operation(
        f"insert {name}", Verb.INSERT, section, spot=Spot(at, side, predecessors), content=text(name)
    )


def move(block: str, side: Side, at: str, *, section: str = "steps") -> Operation:
    return Operation(f"move {block}", Verb.MOVE, section, block, Spot(at, side))


def relink(block: str, leads: str = "", *, to: str = "https://ours.example/") -> Operation:
    """Let the link that `text` writes into a block, or another, lead elsewhere."""
    leads = leads or f"https://{block}.example/"
    return Operation(f"relink {block}", Verb.RELINK, "steps", block, link=Link(leads, to, (leads,)))


def shown(streams: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return ids only: a block with blocks in it is a pair of its id and theirs."""
    return {name: [_shown(block) for block in blocks] for name, blocks in streams.items()}


def _shown(block: Raw) -> Any:
    value = block["value"]
    inside = value.get("content") if isinstance(value, Mapping) else value
    return (block["id"], [_shown(child) for child in inside]) if isinstance(inside, list) else block["id"]


def ids_in(value: Any) -> Iterator[str]:
    """Yield the ids of all blocks, in reading order."""
    if isinstance(value, Mapping):
        if "id" in value:
            yield value["id"]
        for child in value.values():
            yield from ids_in(child)
    elif isinstance(value, list):
        for child in value:
            yield from ids_in(child)
