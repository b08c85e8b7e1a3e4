"""Carry words over when the master's text changes: nothing that a person typed is lost.

Working text follows as *needs work*, with the text it was made from; after a typo in the master it
follows as it was. What is live is carried by publishing, along the same steps.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from .links import Links, carry_links
from .matching import match
from .models import NeedsWork, Succession
from .typo import is_typo_only


@dataclass(frozen=True)
class Text:
    """A text of the master in one place: the engine's string, its words, and where its links lead."""

    string: int
    text: str
    links: Links


@dataclass(frozen=True)
class Step:
    """One text took another's place. `is_typo`: no translation has to follow. `is_related`: words may."""

    context: int
    old: Text
    new: Text
    is_typo: bool
    is_related: bool

    def carry(self, words: str) -> str:
        """Return words made for the old text, with the links of the new one."""
        return carry_links(words, old=self.old.links, new=self.new.links)


Places = Mapping[int, Sequence[Text]]


def texts_of(source: TranslationSource) -> Places:
    """Return context → texts there, in order, as they are now."""
    places: dict[int, list[Text]] = defaultdict(list)
    rows = StringSegment.objects.filter(source=source).order_by("order")
    for context, string, text, attrs in rows.values_list("context_id", "string_id", "string__data", "attrs"):
        places[context].append(Text(string, text, json.loads(attrs or "null") or {}))
    return dict(places)


def steps_between(before: Places, after: Places) -> list[Step]:
    """Decide which new texts succeed which old ones. A place that came or went has no succession."""
    steps = []
    for context, new in after.items():
        old = before.get(context, ())
        for pair in match([text.text for text in old], [text.text for text in new]):
            was, now = old[pair.old], new[pair.new]
            is_typo = _targets(was) == _targets(now) and is_typo_only(was.text, now.text)
            steps.append(Step(context, was, now, is_typo, is_typo or pair.is_related))
    return steps


def record(steps: Sequence[Step]) -> None:
    """Keep the steps, and carry the working text of all languages over to the new texts."""
    Succession.objects.bulk_create(
        [
            Succession(
                context_id=step.context,
                old_id=step.old.string,
                new_id=step.new.string,
                is_typo=step.is_typo,
                is_related=step.is_related,
            )
            for step in steps
        ],
        ignore_conflicts=True,
    )
    steps = [step for step in steps if step.is_related]
    by_place = {(step.context, step.old.string): step for step in steps}
    translations = StringTranslation.objects.filter(
        context__in={step.context for step in steps}, translation_of__in={s.old.string for s in steps}
    ).select_related("needs_work")
    carried, states = [], []
    for row in translations:
        step = by_place.get((row.context_id, row.translation_of_id))
        if step is not None:
            words = _carried(row, step)
            carried.append(words)
            states.append(_state(row, step, words))
    # A text that comes back finds its own translation there, and that one stays.
    StringTranslation.objects.bulk_create(carried, ignore_conflicts=True)
    _mark([state for state in states if state is not None])


def settle(places: Collection[tuple[int, int]], locale: int) -> None:
    """Note that somebody looked at the words of these places (context, string): they need no work."""
    waiting = NeedsWork.objects.filter(
        translation__locale=locale, translation__context__in={context for context, _ in places}
    ).values_list("pk", "translation__context_id", "translation__translation_of_id")
    NeedsWork.objects.filter(
        pk__in=[pk for pk, context, string in waiting if (context, string) in places]
    ).delete()


def _carried(row: StringTranslation, step: Step) -> StringTranslation:
    now = timezone.now()
    return StringTranslation(
        translation_of_id=step.new.string,
        locale_id=row.locale_id,
        context_id=row.context_id,
        data=step.carry(row.data),
        translation_type=row.translation_type,
        tool_name=row.tool_name,
        last_translated_by_id=row.last_translated_by_id,
        created_at=row.created_at,
        updated_at=now,
    )


def _state(row: StringTranslation, step: Step, words: StringTranslation) -> tuple[Any, ...] | None:
    needs_work = getattr(row, "needs_work", None)
    if needs_work is None and step.is_typo:
        return None
    made_from = needs_work.made_from_id if needs_work else step.old.string
    if made_from == step.new.string:
        return None
    return (words.locale_id, words.context_id, words.translation_of_id, words.data, made_from)


def _mark(states: Sequence[tuple[Any, ...]]) -> None:
    """Mark the rows that the carrying made; a row that was there before is not among them."""
    rows = StringTranslation.objects.filter(
        context__in={state[1] for state in states}, translation_of__in={state[2] for state in states}
    )
    made = {(row.locale_id, row.context_id, row.translation_of_id, row.data): row for row in rows}
    NeedsWork.objects.bulk_create(
        [
            NeedsWork(translation=made[state[:4]], made_from_id=state[4])
            for state in states
            if state[:4] in made
        ],
        ignore_conflicts=True,
    )


def _targets(text: Text) -> list[str]:
    return sorted(json.dumps(attributes, sort_keys=True) for attributes in text.links.values())
