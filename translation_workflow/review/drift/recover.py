"""Published text that was lost, read back from the page that shows it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping

from translation_workflow.review.rendering.choose import Live, Place
from translation_workflow.review.rendering.frames import Frame
from translation_workflow.review.rendering.mould import Slot
from translation_workflow.review.rendering.plan import Target
from translation_workflow.source.extract import Sort, extract
from translation_workflow.source.links import carry_links


def recovered(frame: Frame, target: Target, published: Mapping[Place, Live]) -> dict[Place, Live]:
    """Return what pieces without published text are live with, as an object shows them.

    An edition's object has its master's blocks, so its pieces stand where the master's stand. Where
    they are not as many in a place, it shows another master, and nothing can be said of that place.
    """
    slots: dict[str, list[Slot]] = defaultdict(list)
    for slot in frame.slots:
        slots[slot.path].append(slot)
    lost = {
        path for path, own in slots.items() if any((one.context, one.string) not in published for one in own)
    }
    if not lost:
        return {}
    shown = defaultdict(list)
    for piece in extract(target.row, {frame.fields.unit_of(path) for path in lost}):
        if piece.sort is Sort.STRING and piece.path in lost:
            shown[piece.path].append(piece)
    return {
        (slot.context, slot.string): _live(slot, piece.text, json.loads(piece.extra or "null") or {})
        for path in sorted(lost)
        if len(shown[path]) == len(slots[path])
        for slot, piece in zip(slots[path], shown[path], strict=True)
        if (slot.context, slot.string) not in published
    }


def _live(slot: Slot, words: str, links: Mapping[str, Mapping[str, str]]) -> Live:
    carried = carry_links(words, old=links, new=slot.links)
    return Live("" if carried == slot.text else carried, None, slot.links)
