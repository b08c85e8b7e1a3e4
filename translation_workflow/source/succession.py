"""Carry words over when the master's text changes: nothing that a person typed is lost.

Working text follows as *needs work*, with the text it was made from; after a typo in the master it
follows as it was. What is live is carried by publishing, along the same steps.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from translation_workflow.editions.models import Edition
from translation_workflow.trees.update import write_rows

from .links import Links, carry_links
from .matching import match
from .models import Origin, State, Succession
from .typo import is_typo_only
from .working import WorkingText, add_working_text, working_text


@dataclass(frozen=True)
class Text:
    """A text of the master in one place: the engine's string, its words, and where its links lead."""

    string: int
    text: str
    links: Links


@dataclass(frozen=True)
class Step:
    """One text took another's place. `similarity` is 0–100; after a typo, which no translation has to
    follow, it is 100.
    """

    context: int
    old: Text
    new: Text
    is_typo: bool
    similarity: int

    def carry(self, text: WorkingText) -> WorkingText:
        """Return the words of the old text as they stand for the new one, with its links.

        After a typo they are what they were, else they need work. Words that a person made from the very
        text that comes back are right again.
        """
        made_from = text.made_from if self.is_typo else text.made_from or self.old.string
        state = text.state if self.is_typo else State.NEEDS_WORK
        if made_from == self.new.string:
            made_from = None
            state = State.TRANSLATED if text.origin == Origin.PERSON else State.NEEDS_WORK
        return replace(
            text,
            string=self.new.string,
            words=carry_links(text.words, old=self.old.links, new=self.new.links),
            state=state,
            made_from=made_from,
            set_by=text.set_by if state == text.state else None,
        )


Places = Mapping[int, Sequence[Text]]


def steps_between(before: Places, after: Places) -> list[Step]:
    """Decide which new texts succeed which old ones. A place that came or went has no succession."""
    steps = []
    for context, new in after.items():
        old = before.get(context, ())
        for pair in match([text.text for text in old], [text.text for text in new]):
            was, now = old[pair.old], new[pair.new]
            is_typo = _targets(was) == _targets(now) and is_typo_only(was.text, now.text)
            steps.append(Step(context, was, now, is_typo, 100 if is_typo else pair.similarity))
    return steps


def record(steps: Sequence[Step], editions: Iterable[Edition]) -> None:
    """Keep the steps, and carry the working text of a programme's editions over to the new texts.

    Words follow in editions whose policy the step's similarity meets; elsewhere they stay with the old
    text, as a suggestion. Five queries, whatever the number of steps and editions.
    """
    write_rows(
        Succession,
        ("context", "old", "new", "is_typo", "similarity"),
        [(step.context, step.old.string, step.new.string, step.is_typo, step.similarity) for step in steps],
    )
    needed = {edition.locale_id: edition.similarity for edition in editions}
    by_place = {
        (step.context, step.old.string): step
        for step in steps
        if step.similarity >= min(needed.values(), default=101)
    }
    if not by_place:
        return
    carried = []
    for text in working_text(by_place, needed):
        step = by_place[text.context, text.string]
        if step.similarity >= needed[text.locale]:
            carried.append(step.carry(text))
    # A text that comes back finds its own translation there, and that one stays.
    add_working_text(carried)


def _targets(text: Text) -> list[str]:
    return sorted(json.dumps(attributes, sort_keys=True) for attributes in text.links.values())
