"""A decision that the master overtook: what the master said, what it says now, and what we say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.blocks import Block

from translation_workflow.adaptation.conflicts import Conflict
from translation_workflow.adaptation.decisions import Decision
from translation_workflow.adaptation.links import Link
from translation_workflow.adaptation.operations import Verb
from translation_workflow.source.difference import difference

from .prose import words_of
from .references import Names, address_named
from .situation import Situation


@dataclass(frozen=True)
class Comparison:
    """Three texts. `now` has what differs from `base` marked; `ours` is None where nothing was written.

    Of a link they are where it leads; `leads` is the master's address today, "" for everything else.
    """

    decision: Decision
    base: str
    now: SafeString
    ours: str | None
    leads: str = ""

    @property
    def verb(self) -> str:
        return str(self.decision.operation.verb)

    @property
    def done(self) -> str:
        return {
            Verb.HIDE: _("We hide this block."),
            Verb.MOVE: _("We show this block elsewhere."),
            Verb.REPLACE: _("We say something else here."),
            Verb.RELINK: _("We let a link lead elsewhere."),
        }[self.decision.operation.verb]


def _of_link(conflict: Conflict, link: Link, names: Names) -> Comparison:
    base, now = (address_named(raw["value"], names) for raw in (conflict.base, conflict.now))
    ours = address_named(link.to, names)
    return Comparison(conflict.decision, base, difference(base, now), ours, leads=conflict.now["value"])


def comparisons(
    conflicts: Sequence[Conflict], definition: Block, situation: Situation, names: Names
) -> list[Comparison]:
    found = []
    for one in conflicts:
        if link := one.decision.operation.link:
            found.append(_of_link(one, link, names))
            continue
        standing: Any = situation.shape.blocks.get(one.decision.operation.block)
        kind = standing.definition if standing else definition
        base, now = (words_of(kind, raw["value"], names) for raw in (one.base, one.now))
        content = one.decision.operation.content
        ours = words_of(kind, content["value"], names) if content else None
        found.append(Comparison(one.decision, base, difference(base, now), ours))
    return found
