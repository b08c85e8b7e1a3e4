"""What an object must meet before it may go live in an edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from translation_workflow.adaptation.published import NOTHING, Adaptation
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.source.markup import plain_text
from translation_workflow.source.models import State
from translation_workflow.source.places import places_in
from translation_workflow.words.said import said

from .held import NOBODY, Held, reason
from .refusal import PublicationRefused, shortened
from .rendering.choose import Live, Place, Working
from .rendering.frames import Frame
from .rendering.mould import Slot

# A refusal names so many of the missing pieces; whoever mends these sees the next ones.
NAMED = 3


@dataclass(frozen=True)
class Missing:
    """A piece that would be without live words: where it stands, the master's text, how far it is.

    `held` is what a rule says of words that are far enough.
    """

    place: str
    text: str
    state: State
    held: str = ""

    def __str__(self) -> str:
        told = _("held back – %(why)s") % {"why": self.held} if self.held else _(_TOLD[self.state])
        return f"{self.place}: “{shortened(plain_text(self.text))}” ({told})"


_TOLD = {
    State.UNTRANSLATED: said("untranslated"),
    State.NEEDS_WORK: said("needs work"),
    State.TRANSLATED: said("not approved"),
}
_REMEDY = {
    State.UNTRANSLATED: said("translate what is untranslated"),
    State.NEEDS_WORK: said("change what needs work, or say that it is still right"),
    State.TRANSLATED: said("let a reviewer approve the others"),
}
_REMEDY_OF_HELD = said("correct what is held back, or dismiss that with a reason where it can be")


def gate_sentence(edition: Edition, title: str, missing: Sequence[Missing]) -> str:
    """Return why an object may not go live: what is missing, the first of it with place, what to do."""
    states = [state for state in _REMEDY if any(piece.state is state and not piece.held for piece in missing)]
    of_held = [_REMEDY_OF_HELD] if any(piece.held for piece in missing) else []
    named = _("; ").join(str(piece) for piece in missing[:NAMED])
    if len(missing) > NAMED:
        named += _("; and %(number)s more") % {"number": len(missing) - NAMED}
    last = said("or let a coordinator allow more")
    remedies = _("; ").join(_(one) for one in [*of_held, *(_REMEDY[state] for state in states), last])
    told = ngettext(
        "%(edition)s: “%(title)s” has %(number)s piece without a translation, %(allowed)s are allowed. "
        "%(pieces)s. To publish it, %(remedies)s.",
        "%(edition)s: “%(title)s” has %(number)s pieces without a translation, %(allowed)s are allowed. "
        "%(pieces)s. To publish it, %(remedies)s.",
        len(missing),
    )
    return told % {
        "edition": edition,
        "title": title,
        "number": len(missing),
        "allowed": edition.maximum_missing,
        "pieces": named,
        "remedies": remedies,
    }


def lacking(
    frame: Frame, edition: Edition, words: Mapping[Place, Live], *, adaptation: Adaptation = NOTHING
) -> dict[Place, Slot]:
    """Return the pieces that would be without live words, in reading order.

    An edition in the master's own language lacks none: what nobody changed is a copy. What the edition
    hides, replaces or leaves out asks nobody for words.
    """
    if adaptation.leaves_out or edition.kind is Kind.SAME_LANGUAGE:
        return {}
    slots = (slot for slot in frame.slots if not adaptation.covers(slot.path))
    found = {(slot.context, slot.string): slot for slot in slots}
    return {place: slot for place, slot in found.items() if not words[place].words}


def check_gate(
    frame: Frame,
    edition: Edition,
    words: Mapping[Place, Live],
    working: Mapping[Place, Working],
    *,
    held: Held = NOBODY,
    adaptation: Adaptation = NOTHING,
) -> None:
    """Raise PublicationRefused where more pieces would be without live words than the edition allows."""
    if edition.maximum_missing is None:
        return
    found = lacking(frame, edition, words, adaptation=adaptation)
    if len(found) > edition.maximum_missing:
        places = places_in(frame.source.get_source_instance())
        missing = [
            Missing(
                places.get(slot.path, slot.path.partition(".")[0]),
                slot.text,
                working[place].state if place in working else State.UNTRANSLATED,
                reason(held[place]) if place in held else "",
            )
            for place, slot in found.items()
        ]
        raise PublicationRefused(gate_sentence(edition, frame.name, missing))
