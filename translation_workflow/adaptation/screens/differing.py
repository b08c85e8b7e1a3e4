"""Two states of a page's adaptation side by side: where they differ, what was decided, what readers get."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from translation_workflow.adaptation.decisions import Decision
from translation_workflow.adaptation.operations import Raw, Side, Spot, Verb

from .changes import changes, shown
from .places import label_of
from .reading import definition_of, name_of
from .references import Names, address_named
from .situation import Situation, rows_in
from .telling import named
from .tokens import Token, tokens_of


@dataclass(frozen=True)
class Half:
    """One of two states at one place. `said` is what readers get there, in `language`, none for nothing.

    `words` are the same as HTML. `done` says what was decided, each with its decision; `ours` what the
    country wrote there that no reader gets.
    """

    done: Sequence[tuple[str, Decision]]
    said: Sequence[Token]
    words: SafeString
    language: str
    ours: SafeString


@dataclass(frozen=True)
class Difference:
    """A block about which two states differ; in `after` the words that differ are marked."""

    name: str
    before: Half
    after: Half


class Seen:
    """A state as readers get it."""

    def __init__(self, situation: Situation, names: Names) -> None:
        self.situation = situation
        self.names = names

    @cached_property
    def _blocks(self) -> dict[str, Raw]:
        if self.situation.is_left_out:
            return {}
        streams = self.situation.told.streams
        return {str(one["id"]): one for row in rows_in(streams) for one in row if one.get("id")}

    def half(self, block: str, definition: Any) -> Half:
        decisions = [one for one in self.situation.decisions if self.situation.place_of(one) == block]
        raw = self._blocks.get(block)
        said = tokens_of(definition, raw["value"], self.names) if raw and definition else []
        words = shown(said)
        contents = [one.operation.content for one in decisions if one.operation.content]
        ours = shown(
            tokens_of(definition, contents[0]["value"], self.names) if contents and definition else []
        )
        done = [(self.done(one), one) for one in decisions]
        return Half(done, said, words, self._language(raw), ours if ours != words else shown([]))

    def _language(self, raw: Raw | None) -> str:
        standing = self.situation.shape.blocks.get(str(raw["id"])) if raw else None
        is_masters = raw is not None and standing is not None and standing.raw["value"] == raw["value"]
        return self.situation.master_language if is_masters else self.situation.edition.code

    def done(self, decision: Decision) -> str:
        """Return what a decision does, in words."""
        one = decision.operation
        if one.verb is Verb.RELINK and one.link:
            leads, to = (address_named(address, self.names) for address in (one.link.leads, one.link.to))
            return _("We let a link lead to %(to)s instead of %(leads)s.") % {"to": to, "leads": leads}
        sentence = {
            Verb.HIDE: _("We hide this block."),
            Verb.REPLACE: _("We say something else here."),
            Verb.INSERT: _("We put this in: %(place)s."),
            Verb.MOVE: _("We show this block elsewhere: %(place)s."),
        }[one.verb]
        return sentence % {"place": self._place(one.spot)} if one.spot else sentence

    def _place(self, spot: Spot) -> str:
        if not spot.is_beside:
            container = self.situation.shape.containers.get(spot.at)
            where = label_of(self.situation, container) if container else _("a place that is gone")
            told = _("at the start of %(where)s") if spot.side is Side.START else _("at the end of %(where)s")
            return told % {"where": where}
        standing = self.situation.words.blocks.get(spot.at) or self.situation.shape.blocks.get(spot.at)
        name = name_of(standing.definition, standing.raw["value"], self.names) if standing else ""
        told = _("before “%(name)s”") if spot.side is Side.BEFORE else _("after “%(name)s”")
        return told % {"name": name or _("a block that is gone")}


def differences(before: Seen, after: Seen) -> list[Difference]:
    """Return where two states of one page differ, in the order in which their decisions were made."""
    found = []
    for decision in _differing(before.situation, after.situation):
        situation = after.situation
        block, definition = situation.place_of(decision), definition_of(situation, decision)
        was, now = before.half(block, definition), after.half(block, definition)
        # Between two languages every word differs.
        is_told = was.said and now.said and was.language == now.language
        words = changes(was.said, now.said).html if is_told else now.words
        name = named(decision, situation, names=after.names)
        found.append(Difference(name, was, replace(now, words=words)))
    return found


def _differing(before: Situation, after: Situation) -> Iterator[Decision]:
    """Yield a decision for each block that the two have other decisions about."""
    was = {one.id: one for one in before.decisions}
    now = {one.id: one for one in after.decisions}
    seen: set[str] = set()
    for number, one in {**was, **now}.items():
        block = after.place_of(one)
        if was.get(number) != now.get(number) and block not in seen:
            seen.add(block)
            yield one
