"""Words that a quality rule keeps from going live: which, why, and what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from translation_workflow.adaptation.published import NOTHING, Adaptation
from translation_workflow.editions.models import Edition
from translation_workflow.quality.look import keeping_back, with_dismissals
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.piece import Found, Piece
from translation_workflow.quality.run import blocking
from translation_workflow.quality.where import places_of
from translation_workflow.source.address import Address
from translation_workflow.source.hold import ANYTHING

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
    edition: Edition, frames: Iterable[Frame], held: Held, *, adaptations: Mapping[UUID, Adaptation]
) -> list[str]:
    """Return what somebody should know of pages that go live without some of their words.

    What the edition hides, replaces or leaves out is nobody's concern. The queries are those of
    `places_of`, and none where nothing is held back.
    """
    if not held:
        return []
    own = [(frame, _seen(frame, held, adaptations.get(frame.key, NOTHING))) for frame in frames]
    places = places_of(edition.programme, [found[0] for _, pieces in own for found in pieces[:NAMED]])
    told: list[str] = []
    for frame, pieces in own:
        told += [_sentence(edition, places, found) for found in pieces[:NAMED]]
        if (more := len(pieces) - NAMED) > 0:
            others = ngettext(
                "%(edition)s: “%(title)s”: one translation more does not go live. See the report on quality.",
                "%(edition)s: “%(title)s”: %(number)s translations more do not go live. "
                "See the report on quality.",
                more,
            )
            told.append(others % {"edition": edition, "title": frame.name, "number": more})
    return told


def _seen(frame: Frame, held: Held, adaptation: Adaptation) -> list[Sequence[Found]]:
    """Return what is held back of the pieces that readers of the edition would get."""
    places = {(slot.context, slot.string): slot.path for slot in frame.slots}
    return [
        held[place] for place, path in places.items() if place in held and not adaptation.does_without(path)
    ]


def _sentence(edition: Edition, places: Mapping[Address, str], found: Sequence[Found]) -> str:
    address = found[0].piece.address
    place = places.get(address, address.field)
    can = all(one.can_be_dismissed for one in found)
    told = (
        _(
            "%(edition)s: %(place)s: the translation of “%(text)s” does not go live: %(why)s Correct it, or "
            "dismiss that with a reason, and publish again."
        )
        if can
        else _(
            "%(edition)s: %(place)s: the translation of “%(text)s” does not go live: %(why)s Correct it and "
            "publish again."
        )
    )
    text = shortened(found[0].piece.pair.source)
    return told % {"edition": edition, "place": place, "text": text, "why": reason(found)}


def reason(found: Sequence[Found]) -> str:
    """Return the rule that keeps words back, and its sentence; the first of several."""
    return f"{found[0].title}: {found[0].sentence}"


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
