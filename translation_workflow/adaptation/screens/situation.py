"""A page as an edition has it in its draft: read once, for every screen and every change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from translation_workflow.adaptation.apply import Applied, apply
from translation_workflow.adaptation.conflicts import Conflict, conflicts_in
from translation_workflow.adaptation.decisions import Decision, from_json
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.operations import Operation, Raw, Verb
from translation_workflow.adaptation.shape import Shape, shape_of, shape_with
from translation_workflow.editions.models import Edition

from .words import words_of


@dataclass(frozen=True)
class Situation:
    """The master's page, the edition's words for it, and the draft of the edition's decisions.

    `page` is the edition's page in its working words, None where it has none yet: then they are the
    master's. `paths_in_need` are the content paths whose words need work. Where it `is_kept` the master took
    its page away: what was decided is read only, and `master` may be the edition's own page.
    """

    edition: Edition
    master: Any
    page: Any
    decisions: Sequence[Decision]
    is_left_out: bool
    paths_in_need: frozenset[str] = frozenset()
    is_kept: bool = False

    @cached_property
    def needs_work(self) -> frozenset[str]:
        """The blocks in whose own words somebody has to look at something."""
        found = (
            next((part for part in reversed(path.split(".")) if part in self.words.blocks), "")
            for path in self.paths_in_need
        )
        return frozenset(found) - {""}

    @cached_property
    def shape(self) -> Shape:
        return shape_of(self.master)

    @property
    def has_own_shape(self) -> bool:
        """Whether the master has no such page at all: nobody can say what is translated then."""
        return self.master is self.page

    @property
    def master_language(self) -> str:
        """The language of the page that the shape is of."""
        if self.has_own_shape:
            return str(self.edition.code)
        return str(self.edition.programme.master_locale.language_code)

    @cached_property
    def words(self) -> Shape:
        return shape_of(self.page) if self.page else self.shape

    @property
    def operations(self) -> list[Operation]:
        return [one.operation for one in self.decisions]

    @cached_property
    def told(self) -> Applied:
        """What readers get, and what became of each operation."""
        return apply(self.words.sections, self.operations, offers=self.words.offers)

    @cached_property
    def shown(self) -> Applied:
        """The same with what is hidden in its place: somebody may want to show it again."""
        seen = [one for one in self.operations if one.verb is not Verb.HIDE]
        return apply(self.words.sections, seen, offers=self.words.offers)

    @cached_property
    def standing(self) -> Shape:
        """Where each block is shown."""
        definitions = {name: self.words.containers[name].definition for name in self.shown.streams}
        return shape_with(definitions, self.shown.streams)

    @cached_property
    def conflicts(self) -> dict[str, list[Conflict]]:
        """Block → the decisions on it that the master overtook; none where it has no such page."""
        found: dict[str, list[Conflict]] = {}
        if self.is_kept:
            return found
        for one in conflicts_in(self.decisions, self.shape):
            found.setdefault(one.decision.operation.block, []).append(one)
        return found

    @cached_property
    def by_block(self) -> dict[tuple[Verb, str], Decision]:
        return {
            (one.operation.verb, one.operation.block): one for one in self.decisions if one.operation.block
        }

    @cached_property
    def relinks(self) -> dict[str, list[Decision]]:
        """Block → the decisions on its links."""
        found: dict[str, list[Decision]] = {}
        for one in self.decisions:
            if one.operation.verb is Verb.RELINK:
                found.setdefault(one.operation.block, []).append(one)
        return found

    @cached_property
    def said(self) -> dict[str, Decision]:
        """Id of content that the country says for itself → its decision."""
        gone = set(self.told.orphaned)
        return {
            one.operation.content["id"]: one
            for one in self.decisions
            if one.operation.content and (one.operation.verb is Verb.INSERT or one.id in gone)
        }

    @cached_property
    def closed(self) -> frozenset[str]:
        """Blocks in which nothing can be done, because they are hidden or replaced."""
        return frozenset(
            one.operation.block
            for one in self.decisions
            if one.operation.verb in (Verb.HIDE, Verb.REPLACE) and one.operation.block in self.shape.blocks
        )

    def decision(self, number: str) -> Decision | None:
        return next((one for one in self.decisions if one.id == number), None)

    def place_of(self, decision: Decision) -> str:
        """Return the id of the block that a decision is seen at."""
        one = decision.operation
        return str(one.content["id"]) if one.verb is Verb.INSERT and one.content else one.block

    def section_name(self, name: str) -> str:
        return str(self.master._meta.get_field(name).verbose_name)


def situation_of(layer: Layer, master: Any) -> Situation:
    """Return the situation of a layer's draft. `layer` may be a new one that was not saved."""
    content = layer.latest_revision.content if layer.latest_revision else None
    words = words_of(layer.edition, master)
    return Situation(
        layer.edition,
        master,
        words.page,
        from_json(content["decisions"] if content else layer.decisions),
        content["leaves_out"] if content else layer.leaves_out,
        words.needs_work,
    )


def rows_in(value: Any) -> Iterator[list[Raw]]:
    """Yield every sequence of blocks in a raw value, from outside."""
    if isinstance(value, Mapping):
        for child in value.values():
            yield from rows_in(child)
    elif isinstance(value, list):
        if value and isinstance(value[0], Mapping) and "id" in value[0]:
            yield value
        for child in value:
            yield from rows_in(child)
