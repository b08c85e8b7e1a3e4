"""A decision that the master overtook: what the master said, what it says now, and what we say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from translation_workflow.adaptation.conflicts import Conflict
from translation_workflow.adaptation.decisions import Decision
from translation_workflow.adaptation.links import Link
from translation_workflow.adaptation.operations import Raw, Verb
from translation_workflow.adaptation.seen import seen_of
from translation_workflow.adaptation.shape import Container

from .changes import changes, shown
from .references import Names
from .situation import Situation
from .tokens import Token, kind_of, tokens_of, tokens_of_address


@dataclass(frozen=True)
class Comparison:
    """Three texts. `now` has what differs from `base` marked; `ours` is None where nothing was written.

    `is_marked`: something of that is to be seen; the rest of how it is stored no reader sees.

    Of a link they are where it leads; `leads` is the master's address today, "" for everything else. `seen`
    names the master's block as it is shown.
    """

    decision: Decision
    base: SafeString
    now: SafeString
    ours: SafeString | None
    leads: str = ""
    seen: str = ""
    is_marked: bool = True

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
    addresses = (conflict.base["value"], conflict.now["value"], link.to)
    base, now, ours = (tokens_of_address(address, names) for address in addresses)
    marked = changes(base, now).html
    return Comparison(conflict.decision, shown(base), marked, shown(ours), leads=conflict.now["value"])


def comparisons(conflicts: Sequence[Conflict], situation: Situation, names: Names) -> list[Comparison]:
    found = []
    for one in conflicts:
        if link := one.decision.operation.link:
            found.append(replace(_of_link(one, link, names), seen=_seen(one, situation)))
            continue
        container = situation.shape.blocks[one.decision.operation.block].container
        base, now = (_block(raw, container, names) for raw in (one.base, one.now))
        content = one.decision.operation.content
        ours = shown(_block(content, container, names)) if content else None
        marked = changes(base, now)
        seen = _seen(one, situation)
        found.append(
            Comparison(one.decision, shown(base), marked.html, ours, is_marked=marked.is_different, seen=seen)
        )
    return found


def _seen(conflict: Conflict, situation: Situation) -> str:
    """Name the master's block that is shown, for whoever answers it."""
    return seen_of(situation.shape.blocks[conflict.decision.operation.block].raw)


def _block(raw: Raw, container: Container, names: Names) -> list[Token]:
    definition = container.block_for(raw["type"])
    if definition is None:
        return []
    return [kind_of(definition, raw["type"]), *tokens_of(definition, raw["value"], names)]
