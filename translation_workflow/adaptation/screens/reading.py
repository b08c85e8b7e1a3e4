"""The page in reading order, as the screen draws it: sections, blocks, and what can be done with each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.utils.safestring import SafeString
from django.utils.text import Truncator
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ListBlock

from pages.blocks.stored import words_in
from translation_workflow.adaptation import pointing
from translation_workflow.adaptation.links import addresses_in, row_of
from translation_workflow.adaptation.operations import Raw, Verb
from translation_workflow.adaptation.shape import ITEM

from .comparing import Comparison, comparisons
from .direction import straight
from .marks import Mark
from .prose import html_of, labelled
from .references import LED_TO, Names, address_named, names_in
from .situation import Situation

LONGEST_NAME = 60


@dataclass(frozen=True)
class Menu:
    """What can be done with a block. Numbers are those of decisions to change or take back, "" for none.

    `relinks` are the links that lead elsewhere: the decision's number, and where the master's leads.
    """

    hides: bool = False
    shows: str = ""
    replaces: bool = False
    edits: str = ""
    masters: str = ""
    removes: str = ""
    inserts: bool = False
    steps: bool = False
    moves: bool = False
    returns: str = ""
    links: bool = False
    relinks: Sequence[tuple[str, str]] = ()

    @property
    def is_empty(self) -> bool:
        return not any(vars(self).values())


@dataclass(frozen=True)
class Node:
    """A block as it is shown. `pieces` are its own words, and rows of blocks in it, in reading order."""

    id: str
    kind: str
    icon: str
    name: str
    language: str
    marks: Sequence[Mark]
    pieces: Sequence[SafeString | Row]
    menu: Menu
    comparisons: Sequence[Comparison] = ()
    why: Any = None

    @property
    def is_hidden(self) -> bool:
        return Mark.HIDDEN in self.marks

    @property
    def style(self) -> str:
        return " ".join(f"adaptations-block--{mark.style}" for mark in self.marks)


@dataclass(frozen=True)
class Row:
    """A sequence of blocks: a section, or one in a block. `takes` says whether something may come in."""

    key: str
    label: str
    nodes: Sequence[Node] = field(default_factory=list)
    takes: bool = False

    is_row = True


def has_place(rows: Iterable[Row], key: str) -> bool:
    """Whether a form of this key (see `Opened`) is seen on the page: not in what is hidden, or gone."""
    at, _colon, side = key.partition(":")
    for row in rows:
        if side and row.key == at and row.takes:
            return True
        for node in row.nodes:
            if node.id == key and not side:
                return True
            inside = [] if node.is_hidden else [piece for piece in node.pieces if isinstance(piece, Row)]
            if has_place(inside, key):
                return True
    return False


class Reader:
    """Draws one situation; `names` are what its links and choosers show."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.names: Names = names_of(situation)
        self.master_language = situation.master_language

    def sections(self) -> list[Row]:
        """Return the sections in the order of the page's fields; one that says nothing too."""
        return [
            self._row(name, self.situation.section_name(name), blocks, not self.situation.is_kept)
            for name, blocks in self.situation.shown.streams.items()
        ]

    def _row(self, key: str, label: str, items: Iterable[Raw], is_free: bool) -> Row:
        container = self.situation.shape.containers.get(key)
        definition = container.definition if container else None
        nodes = [self._node(one, definition, is_free) for one in items] if definition else []
        return Row(key, label, nodes, is_free and container is not None)

    def _node(self, item: Raw, within: Block, is_free: bool) -> Node:
        found, block = self.situation, item["id"]
        definition = child_of(within, item["type"])
        if definition is None:
            return Node(block, item["type"], "warning", item["type"], "", [], [], Menu())
        ours = found.said.get(block) or found.by_block.get((Verb.REPLACE, block))
        opens = is_free and block not in found.closed and not ours
        conflicts = found.conflicts.get(block, ()) if is_free else ()
        return Node(
            block,
            str(definition.label) if item["type"] != ITEM or definition.label else str(within.label),
            definition.meta.icon,
            self.name_of(definition, item["value"]),
            self.master_language if self._is_masters(item, definition) else found.edition.code,
            list(self._marks(item, definition, bool(conflicts), bool(ours))),
            list(self._pieces(definition, item["value"], block, opens, bool(ours))),
            self._menu(block) if is_free else Menu(),
            comparisons(conflicts, found, self.names),
            ours or found.by_block.get((Verb.HIDE, block)) or found.by_block.get((Verb.MOVE, block)),
        )

    def _pieces(
        self, definition: Block, raw: Any, key: str, is_free: bool, is_ours: bool
    ) -> Iterator[SafeString | Row]:
        if is_ours:
            yield html_of(definition, raw, self.names)
        elif isinstance(definition, ListBlock | BaseStreamBlock):
            yield self._row(key, str(definition.label), raw or (), is_free)
        elif isinstance(definition, BaseStructBlock) and isinstance(raw, Mapping):
            for name, child in definition.child_blocks.items():
                for piece in self._pieces(child, raw.get(name), f"{key}.{name}", is_free, False):
                    if isinstance(piece, Row) or child.label == definition.label:
                        yield piece
                    else:
                        yield labelled(child, piece)
        elif html := html_of(definition, raw, self.names):
            yield html

    def _marks(self, item: Raw, definition: Block, conflicts: bool, ours: bool) -> Iterator[Mark]:
        found, block = self.situation, item["id"]
        said = found.said.get(block)
        if conflicts:
            yield Mark.CONFLICT
        if (Verb.HIDE, block) in found.by_block:
            yield Mark.HIDDEN
        if said:
            yield Mark.ORPHANED if said.id in found.told.orphaned else Mark.NATIONAL
        elif ours:
            yield Mark.ADAPTED
        elif mark := self._translated(item, definition):
            yield mark
        moved = found.by_block.get((Verb.MOVE, block))
        if moved and block in found.shown.moved:
            yield Mark.MOVED
        if any(one.id not in found.told.orphaned for one in found.relinks.get(block, ())) and not ours:
            yield Mark.RELINKED
        waits = any(one and one.id in found.told.waiting for one in (said, moved))
        if waits and (Verb.HIDE, block) not in found.by_block:
            yield Mark.WAITING

    def _translated(self, item: Raw, definition: Block) -> Mark | None:
        """Return how much of a block is in the edition's words; None for one that says nothing."""
        standing = self.situation.shape.blocks.get(item["id"])
        # As the edition has it: what we put into a block, or moved there, says nothing about it.
        words = self.situation.words.blocks.get(item["id"])
        here = list(words_in(definition, words.raw["value"])) if words else []
        if standing is None or self.situation.has_own_shape:
            return None
        if not here:
            # What it points at has words of its own.
            is_chosen = any(pointing.pointed_at(definition, standing.raw["value"]))
            return Mark.CHOSEN if is_chosen else None
        if item["id"] in self.situation.needs_work:
            return Mark.NEEDS_WORK
        there = list(words_in(definition, standing.raw["value"]))
        same = len(set(here) & set(there))
        if not same:
            return Mark.TRANSLATED
        return Mark.MASTERS if same == len(set(here)) else Mark.PARTLY

    def _is_masters(self, item: Raw, definition: Block) -> bool:
        return (
            item["id"] not in self.situation.said
            and (Verb.REPLACE, item["id"]) not in self.situation.by_block
            and self._translated(item, definition) is Mark.MASTERS
        )

    def _menu(self, block: str) -> Menu:
        found = self.situation
        if said := found.said.get(block):
            if said.id in found.told.orphaned:
                return Menu(removes=said.id, moves=True)
            return Menu(edits=said.id, removes=said.id, inserts=True, steps=True, moves=True)
        if block not in found.shape.blocks:
            return Menu()
        by = {verb: one.id for verb in Verb if (one := found.by_block.get((verb, block)))}
        if hide := by.get(Verb.HIDE):
            return Menu(shows=hide)
        move = by.get(Verb.MOVE, "")
        return Menu(
            hides=True,
            replaces=Verb.REPLACE not in by,
            edits=by.get(Verb.REPLACE, ""),
            masters=by.get(Verb.REPLACE, ""),
            inserts=True,
            steps=True,
            moves=True,
            returns=move,
            links=Verb.REPLACE not in by and bool(addresses_in(found.shape.blocks[block].raw["value"])),
            relinks=[
                (one.id, address_named(one.operation.link.leads, self.names))
                for one in found.relinks.get(block, ())
                if one.operation.link
            ],
        )

    def name_of(self, definition: Block, raw: Any) -> str:
        return name_of(definition, raw, self.names)


def names_of(*situations: Situation) -> Names:
    """Return the names of all that one page refers to in one or several of its states."""
    return names_in(chain.from_iterable(map(_values, situations)), situations[0].edition)


def name_of(definition: Block, raw: Any, names: Names | None = None) -> str:
    """Return the first words of a block, or what it points at; its kind, where it says nothing."""
    for words in words_in(definition, raw):
        if words.strip():
            return Truncator(straight(" ".join(words.split()).removesuffix("."))).chars(LONGEST_NAME)
    if names and isinstance(raw, int) and (model := getattr(definition, "model_class", None)):
        named = (name for (of, number), name in names.items() if number == raw and issubclass(model, of))
        return next(named, str(definition.label))
    return str(definition.label)


def child_of(within: Block, kind: str) -> Block | None:
    """Return the definition of blocks of a type in a stream or a list."""
    if isinstance(within, ListBlock):
        child: Block = within.child_block
        return child
    return getattr(within, "child_blocks", {}).get(kind)


def _values(situation: Situation) -> Iterator[tuple[Block, Any]]:
    """Yield everything that the page may show, with its definition."""
    for streams in (situation.shown.streams, situation.shape.sections):
        for name, blocks in streams.items():
            yield situation.shape.containers[name].definition, blocks
    for decision in situation.decisions:
        one = decision.operation
        if (standing := situation.shape.blocks.get(one.block)) and one.base:
            yield standing.definition, one.base["value"]
        definition = definition_of(situation, decision)
        if one.content and definition:
            yield definition, one.content["value"]
        for address in (one.link.leads, one.link.to) if one.link else ():
            if row := row_of(address):
                yield LED_TO[row[0]], row[1]


def definition_of(situation: Situation, decision: Any) -> Block | None:
    """Return the definition of what a decision says; None where its place is gone."""
    return pointing.definition_of(decision.operation, situation.shape)
