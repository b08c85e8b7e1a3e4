"""What an edition decided on a page and is not live: as sentences, each with why somebody decided it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from translation_workflow.adaptation.decisions import Decision
from translation_workflow.adaptation.published import Adaptation, latest_of, layers_of, live_of
from translation_workflow.adaptation.screens.reading import names_of
from translation_workflow.adaptation.screens.references import Names
from translation_workflow.adaptation.screens.situation import Situation
from translation_workflow.adaptation.screens.telling import told_between
from translation_workflow.editions.models import Edition
from translation_workflow.review.outlook import Outlook


@dataclass(frozen=True)
class Unpublished:
    """What a publication would change, in a sentence; `why` is the decision that says so, None where it is
    one that was taken back, or about the whole page.
    """

    sentence: str
    why: Decision | None = None


def unpublished(edition: Edition, key: UUID, found: Outlook) -> list[Unpublished]:
    """Return what a publication of the page would change in its adaptation, the page's own words aside.

    Blocks are named in the master's words. A query for the layer, one for the master, and one for each model
    that the page points at.
    """
    layer = layers_of(edition, [key]).get(key) if found.adapts else None
    if layer is None:
        return []
    live, draft = live_of(layer), latest_of(layer)
    master = found.frame.source.get_source_instance()
    situation = Situation(edition, master, None, draft.decisions, draft.leaves_out)
    return list(_Told(situation, names_of(situation)).between(live, draft))


@dataclass(frozen=True)
class _Told:
    situation: Situation
    names: Names

    def between(self, live: Adaptation, draft: Adaptation) -> Iterator[Unpublished]:
        old, new = ({one.id: one for one in state.decisions} for state in (live, draft))
        added = [one for number, one in new.items() if number not in old]
        gone = [one for number, one in old.items() if number not in new]
        for one in added:
            # A block that moves once more is a new decision in the place of one that is gone.
            yield Unpublished(self._sentences(gone, [one])[0], one)
        for one in gone:
            for sentence in self._sentences([one], added)[len(added) :]:
                yield Unpublished(sentence)
        for number, one in new.items():
            if number in old and one != old[number]:
                yield Unpublished(self._sentences([old[number]], [one])[0], one)
        if live.leaves_out != draft.leaves_out:
            was, now = (Adaptation(leaves_out=state.leaves_out) for state in (live, draft))
            [sentence] = told_between(was, now, self.situation, names=self.names)
            yield Unpublished(sentence)

    def _sentences(self, before: Sequence[Decision], after: Sequence[Decision]) -> list[str]:
        return told_between(Adaptation(before), Adaptation(after), self.situation, names=self.names)
