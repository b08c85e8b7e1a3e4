"""A page taken apart: its blocks by id, what contains them, and what each place takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail.blocks import (
    BaseStreamBlock,
    BaseStructBlock,
    Block,
    CharBlock,
    ListBlock,
    RichTextBlock,
    TextBlock,
)
from wagtail.fields import StreamField
from wagtail.models import Page

from .operations import Raw, Side, Spot

ITEM = "item"


@dataclass(frozen=True)
class Container:
    """A sequence of blocks: a section of the page, or one in a block. `definition` is Wagtail's.

    `around` are the ids of the blocks that it is in, from outside.
    """

    key: str
    section: str
    definition: Block
    around: tuple[str, ...]

    def block_for(self, kind: str) -> Block | None:
        """Return the definition of blocks of a type in here, or None where it takes none."""
        if isinstance(self.definition, ListBlock):
            return self.definition.child_block if kind == ITEM else None
        found: Block | None = self.definition.child_blocks.get(kind)
        return found

    @property
    def kinds(self) -> list[str]:
        return [ITEM] if isinstance(self.definition, ListBlock) else list(self.definition.child_blocks)


@dataclass(frozen=True)
class Standing:
    """A block where it stands; `predecessors` as in `Spot`: the nearest first, those outside last."""

    raw: Raw
    definition: Block
    container: Container
    predecessors: tuple[str, ...]


@dataclass
class Shape:
    """The blocks of a page by id, its containers by key, and its sections' raw blocks by name."""

    blocks: dict[str, Standing] = field(default_factory=dict)
    containers: dict[str, Container] = field(default_factory=dict)
    sections: dict[str, Sequence[Raw]] = field(default_factory=dict)

    def container_at(self, spot: Spot) -> Container | None:
        """Return what a place is in; None where the page has no such place."""
        if spot.side in (Side.START, Side.END):
            return self.containers.get(spot.at)
        standing = self.blocks.get(spot.at)
        return standing.container if standing else None

    def spot(self, at: str, side: Side) -> Spot:
        """Return a place with what stands before it, for the day when what it is beside is gone."""
        if side in (Side.BEFORE, Side.AFTER) and at in self.blocks:
            standing = self.blocks[at]
            return Spot(at, side, standing.predecessors, standing.container.around)
        container = self.containers.get(at)
        if container is None:
            return Spot(at, side)
        inside = [one for one, standing in self.blocks.items() if standing.container.key == at]
        last = tuple(reversed(inside)) if side is Side.END else ()
        outside: list[str] = []
        for parent in reversed(container.around):
            outside += [parent, *self.blocks[parent].predecessors][:1]
        return Spot(at, side, (*last, *outside), container.around)

    def offers(self, container: str, block: Raw) -> bool:
        """Whether a container takes a block: its type, and a value of that build."""
        found = self.containers.get(container)
        definition = found.block_for(block["type"]) if found else None
        return definition is not None and fits(definition, block["value"])


def fits(definition: Block, value: Any) -> bool:
    """Whether a raw value is built as a definition has it; of a list's items the type says nothing."""
    if value is None:
        return True
    if isinstance(definition, RichTextBlock | CharBlock | TextBlock):
        return isinstance(value, str)
    if isinstance(definition, ListBlock | BaseStreamBlock):
        return isinstance(value, list) and all(_fits_in(definition, item) for item in value)
    if isinstance(definition, BaseStructBlock):
        children = definition.child_blocks
        return (
            isinstance(value, Mapping)
            and value.keys() <= children.keys()
            and all(fits(children[name], one) for name, one in value.items())
        )
    return not isinstance(value, list | Mapping)


def alike(one: Block, other: Block) -> bool:
    """Whether what one definition describes can stand where the other does."""
    if type(one) is not type(other):
        return False
    if isinstance(one, ListBlock):
        return alike(one.child_block, other.child_block)
    children: Mapping[str, Block] = getattr(one, "child_blocks", {})
    others: Mapping[str, Block] = getattr(other, "child_blocks", {})
    return children.keys() == others.keys() and all(alike(children[name], others[name]) for name in children)


def _fits_in(definition: ListBlock | BaseStreamBlock, item: Any) -> bool:
    if not isinstance(item, Mapping) or "value" not in item:
        return False
    if isinstance(definition, ListBlock):
        return fits(definition.child_block, item["value"])
    child = definition.child_blocks.get(item.get("type"))
    return child is not None and fits(child, item["value"])


def shape_of(page: Page) -> Shape:
    """Return the shape of a specific page, from its own fields and without a query."""
    fields = [one for one in page._meta.get_fields() if isinstance(one, StreamField)]
    return shape_with(
        {one.name: one.stream_block for one in fields},
        {one.name: getattr(page, one.name).get_prep_value() for one in fields},
    )


def shape_with(definitions: Mapping[str, Block], streams: Mapping[str, Sequence[Raw]]) -> Shape:
    """Return the shape of raw streams by name, each with its definition."""
    shape = Shape()
    for name, raw in streams.items():
        shape.sections[name] = raw
        _sequence(shape, Container(name, name, definitions[name], ()), raw, ())
    return shape


def _sequence(shape: Shape, container: Container, raw: Sequence[Raw], outside: tuple[str, ...]) -> None:
    shape.containers[container.key] = container
    before: tuple[str, ...] = ()
    for item in raw or ():
        definition = container.block_for(item["type"])
        if definition is None or not item.get("id"):
            continue
        shape.blocks[item["id"]] = Standing(item, definition, container, (*before, *outside))
        for inner, value in _sequences(definition, item["value"], item["id"]):
            around = (*container.around, item["id"])
            _sequence(
                shape,
                Container(inner[0], container.section, inner[1], around),
                value,
                (item["id"], *before, *outside),
            )
        before = (item["id"], *before)


def _sequences(definition: Block, value: Any, key: str) -> Iterator[tuple[tuple[str, Block], Sequence[Raw]]]:
    """Yield the outermost sequences in a block's value, each with its key and definition."""
    if isinstance(definition, ListBlock | BaseStreamBlock):
        yield (key, definition), value or ()
    elif isinstance(definition, BaseStructBlock) and isinstance(value, Mapping):
        for name, child in definition.child_blocks.items():
            yield from _sequences(child, value.get(name), f"{key}.{name}")
