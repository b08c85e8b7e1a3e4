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
from .models import DiscardedText, Origin, State, Succession
from .typo import is_typo_only
from .working import WorkingText, add_working_text, put_working_text, working_text


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

    def outdates(self, there: WorkingText, text: WorkingText) -> bool:
        """Whether words of the old text are to stand for the new one, too, instead of those it had once.

        Words that were only carried there give way to newer ones. After a typo all do, unless `text` was
        itself only carried or offered, and those there were made by a person.
        """
        if there.updated_at and text.updated_at and there.updated_at >= text.updated_at:
            return False
        is_made = text.made_from is None and (text.origin == Origin.PERSON or there.origin != Origin.PERSON)
        return there.made_from is not None or (self.is_typo and is_made)


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
    text, as a suggestion. A text that comes back finds its own translation there, which stays; words that
    give way to newer ones are kept as discarded. Five queries, whatever the number of steps and editions,
    and a few more where a step is taken again or words give way.
    """
    _remember(steps)
    by_locale = {edition.locale_id: edition for edition in editions}
    least = min((edition.similarity for edition in by_locale.values()), default=101)
    followed = [step for step in steps if step.similarity >= least]
    if followed:
        _carry(followed, by_locale)


def _remember(steps: Sequence[Step]) -> None:
    if not steps:
        return
    known = Succession.objects.filter(
        context__in={step.context for step in steps}, new__in={step.new.string for step in steps}
    )
    rows = [(step.context, step.old.string, step.new.string, step.is_typo, step.similarity) for step in steps]
    taken = {row[:3] for row in rows}
    # One that is taken again is the latest now.
    again = [pk for pk, *row in known.values_list("pk", "context_id", "old_id", "new_id") if (*row,) in taken]
    if again:
        Succession.objects.filter(pk__in=again).delete()
    write_rows(Succession, ("context", "old", "new", "is_typo", "similarity"), rows)


def _carry(steps: Sequence[Step], editions: Mapping[int, Edition]) -> None:
    """Let words follow the steps in editions, by locale."""
    places = {(step.context, text.string) for step in steps for text in (step.old, step.new)}
    found = {(text.locale, text.context, text.string): text for text in working_text(places, editions)}
    new: list[WorkingText] = []
    newer: list[WorkingText] = []
    discarded: list[DiscardedText] = []
    for step in steps:
        for locale, edition in editions.items():
            text = found.get((locale, step.context, step.old.string))
            if text is None or step.similarity < edition.similarity:
                continue
            carried, there = step.carry(text), found.get((locale, step.context, step.new.string))
            if there is None:
                new.append(carried)
            elif step.outdates(there, text):
                newer.append(carried)
                if there.words != carried.words:
                    discarded.append(_discarded(there, edition))
    add_working_text(new)
    put_working_text(newer)
    if discarded:
        DiscardedText.objects.bulk_create(discarded)


def _discarded(text: WorkingText, edition: Edition) -> DiscardedText:
    return DiscardedText(
        edition=edition, context_id=text.context, string_id=text.string, words=text.words, discarded_by=None
    )


def _targets(text: Text) -> list[str]:
    return sorted(json.dumps(attributes, sort_keys=True) for attributes in text.links.values())
