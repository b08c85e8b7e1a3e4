"""Decisions that are not seen at a block of the page: what they wanted, and what next."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from translation_workflow.adaptation.decisions import Decision
from translation_workflow.adaptation.waiting import waiting_for_somebody

from .marks import Mark
from .prose import html_of
from .reading import definition_of
from .references import Names
from .situation import Situation
from .telling import named


@dataclass(frozen=True)
class Apart:
    """A decision that found no place. `block` is where its words are shown meanwhile, "" for nowhere."""

    decision: Decision
    mark: Mark
    name: str
    words: SafeString
    block: str

    @property
    def verb(self) -> str:
        return str(self.decision.operation.verb)


def apart_from(situation: Situation, names: Names) -> list[Apart]:
    """Return the decisions whose block is gone, then those that wait, each in the order of the layer."""
    told, found = situation.told, []
    gone = [one for one in situation.decisions if one.id in told.orphaned]
    waiting = waiting_for_somebody(situation.decisions, told)
    for mark, decisions in ((Mark.ORPHANED, gone), (Mark.WAITING, waiting)):
        for decision in decisions:
            content, definition = decision.operation.content, definition_of(situation, decision)
            words = html_of(definition, content["value"], names) if content and definition else mark_safe("")
            is_shown = bool(content) and mark is Mark.ORPHANED and decision.id not in told.unplaced
            block = str(content["id"]) if content and is_shown else ""
            found.append(Apart(decision, mark, named(decision, situation, names=names), words, block))
    return found
