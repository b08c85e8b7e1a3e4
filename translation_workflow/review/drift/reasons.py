"""Why an edition's object would change: which parts of it, and by whose words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wagtail.fields import StreamField

from translation_workflow.review.refusal import shortened
from translation_workflow.review.rendering.choose import Live, Place
from translation_workflow.review.rendering.plan import Plan


def reasons_of(plan: Plan, before: Mapping[Place, Live]) -> tuple[str, ...]:
    """Return a sentence for each reason: the parts of the live row that change, then the words.

    `before` is the object's published text. Ask before the plan is written.
    """
    told = dict.fromkeys([*_parts(plan), *_words(plan, before)])
    return tuple(told)


def _parts(plan: Plan) -> Iterator[str]:
    row = plan.target.row
    for name in sorted(plan.live):
        field = row._meta.get_field(name)
        if isinstance(field, StreamField):
            yield f"{name}: {', '.join(_blocks(list(getattr(row, name).raw_data), plan.live[name]))}"
        else:
            yield f"{name} changes"


def _blocks(before: Sequence[Any], after: Sequence[Any]) -> Iterator[str]:
    old, new = ({raw["id"]: raw for raw in side} for side in (before, after))
    counts = {
        "new": len(new.keys() - old.keys()),
        "gone": len(old.keys() - new.keys()),
        "changed": sum(old[key] != new[key] for key in old.keys() & new.keys()),
    }
    yield from (f"{count} {what}" for what, count in counts.items() if count)
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield "another order"


def _words(plan: Plan, before: Mapping[Place, Live]) -> Iterator[str]:
    for slot in plan.frame.slots:
        place = (slot.context, slot.string)
        live, old = plan.words[place], before.get(place)
        if live.words and (old is None or old.words != live.words):
            is_older = live.made_from is not None
            yield f"{'older words stay' if is_older else 'words'} for “{shortened(slot.text)}”"
        elif not live.words and (old is None or old.words):
            yield f"the master's text stands in for “{shortened(slot.text)}”"
