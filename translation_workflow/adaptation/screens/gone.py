"""Decisions that let readers be led to what was deleted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from translation_workflow.adaptation.decisions import Decision
from translation_workflow.adaptation.pointing import pointed_by

from .references import Names
from .situation import Situation
from .telling import named


@dataclass(frozen=True)
class Gone:
    """A decision whose words point at something that is gone. `block` is where they are shown."""

    decision: Decision
    name: str
    block: str

    @property
    def sentence(self) -> str:
        told = _("“%(name)s” points at something that was deleted: change it, or take it out.")
        return told % {"name": self.name}


def pointing_at_gone(situation: Situation, names: Names) -> list[Gone]:
    """Return them in the order of the layer; `names` are those of all that the page points at."""
    return [
        Gone(one, named(one, situation, names=names), situation.place_of(one))
        for one in situation.decisions
        if any(pointed not in names for pointed in pointed_by(one.operation, situation.shape))
    ]


def sentences_for(gone: Collection[Gone], before: Collection[Decision]) -> list[str]:
    """Return what somebody should know who brought such decisions; those that were there are known."""
    return [one.sentence for one in gone if one.decision not in before]
