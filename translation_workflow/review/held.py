"""Words that a quality rule keeps from going live: which, why, and what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from translation_workflow.adaptation.published import NOTHING, Adaptation
from translation_workflow.editions.models import Edition
from translation_workflow.quality.look import keeping_back, with_dismissals
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.piece import Found, Piece
from translation_workflow.quality.run import blocking
from translation_workflow.source.address import Address
from translation_workflow.source.hold import ANYTHING
from translation_workflow.source.places import places_in

from .refusal import shortened
from .rendering.choose import Live, Place, Working
from .rendering.frames import Frame
from .rendering.mould import Slot
from .rendering.situation import Situation

Held = Mapping[Place, Sequence[Found]]
"""Place → what keeps its words back, the first of it first; places whose words may go live are not there."""

NOBODY: Held = {}

# So many pieces of a page are named; whoever mends these sees the next ones.
NAMED = 3


def held_back(situation: Situation, edition: Edition, keys: Iterable[UUID]) -> Held:
    """Return which words would go live when these objects are published, and may not.

    Only words that are not live yet are judged, and only by rules that block. One query, for what people
    dismissed, where a rule found something; else none.
    """
    found = [
        one
        for key in keys
        if (frame := situation.frames.get(key))
        for one in _found(situation, frame, edition)
    ]
    held: dict[Place, list[Found]] = defaultdict(list)
    for one in keeping_back(with_dismissals(edition, found)):
        held[one.piece.context, one.piece.string].append(one)
    return held


def held_sentences(
    frame: Frame, edition: Edition, held: Held, *, adaptation: Adaptation = NOTHING
) -> list[str]:
    """Return what somebody should know of a page that goes live without some of its words.

    What the edition hides, replaces or leaves out is nobody's concern. The queries are those that read the
    master's page, and none where nothing is held back.
    """
    slots = {(slot.context, slot.string): slot for slot in frame.slots}
    own = [
        (slot, held[place])
        for place, slot in slots.items()
        if place in held and not adaptation.leaves_out and not adaptation.covers(slot.path)
    ]
    if not own:
        return []
    places = places_in(frame.source.get_source_instance())
    named = [
        f"{edition}: “{frame.name}”: {places.get(slot.path, slot.path)}: the translation of "
        f"“{shortened(slot.text)}” does not go live: {reason(found)} {remedy(found)}"
        for slot, found in own[:NAMED]
    ]
    if (more := len(own) - NAMED) > 0:
        what = "one translation more does" if more == 1 else f"{more} translations more do"
        named.append(f"{edition}: “{frame.name}”: {what} not go live. See manage.py check_translations.")
    return named


def reason(found: Sequence[Found]) -> str:
    """Return the rule that keeps words back, and its sentence; the first of several."""
    return f"{found[0].title}: {found[0].finding.sentence}"


def remedy(found: Sequence[Found]) -> str:
    """Return what to do about words that are kept back."""
    can = all(one.can_be_dismissed for one in found)
    return f"Correct it{', or dismiss that with a reason,' if can else ''} and publish again."


def _found(situation: Situation, frame: Frame, edition: Edition) -> Iterator[Found]:
    spoken = situation.spoken_of(edition, frame.key)
    languages = edition.code, edition.master_code
    for slot, text in _new_words(
        frame.slots, spoken.working, spoken.published, minimum=edition.minimum_state
    ):
        pair = Pair(slot.text, text.words, *languages, hold=frame.holds.get(slot.path, ANYTHING))
        if findings := blocking(pair):
            address = Address(frame.key, slot.path)
            piece = Piece(address, slot.context, slot.string, pair, text.state)
            yield from (Found(piece, finding) for finding in findings)


def _new_words(
    slots: Collection[Slot],
    working: Mapping[Place, Working],
    published: Mapping[Place, Live],
    *,
    minimum: str,
) -> Iterator[tuple[Slot, Working]]:
    """Yield the pieces whose words would go live and are not live as they are, each once."""
    seen = set[Place]()
    for slot in slots:
        place = (slot.context, slot.string)
        text, live = working.get(place), published.get(place)
        if text is None or place in seen or not text.meets(minimum):
            continue
        seen.add(place)
        if live is None or live.is_retired or live.made_from is not None or live.words != text.words:
            yield slot, text
