"""What an object must meet before it may go live in an edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from translation_workflow.adaptation.published import NOTHING, Adaptation
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.source.models import State
from translation_workflow.source.places import places_in

from .held import NOBODY, Held, reason
from .refusal import PublicationRefused, shortened
from .rendering.choose import Live, Place, Working
from .rendering.frames import Frame

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
        told = f"held back – {self.held}" if self.held else _TOLD[self.state]
        return f"{self.place}: “{shortened(self.text)}” ({told})"


_TOLD = {
    State.UNTRANSLATED: "untranslated",
    State.NEEDS_WORK: "needs work",
    State.TRANSLATED: "not approved",
}
_REMEDY = {
    State.UNTRANSLATED: "translate what is untranslated",
    State.NEEDS_WORK: "change what needs work, or say that it is still right",
    State.TRANSLATED: "let a reviewer approve the others",
}
_REMEDY_OF_HELD = "correct what is held back, or dismiss that with a reason where it can be"


def gate_sentence(edition: Edition, title: str, missing: Sequence[Missing]) -> str:
    """Return why an object may not go live: what is missing, the first of it with place, what to do."""
    states = [state for state in _REMEDY if any(piece.state is state and not piece.held for piece in missing)]
    of_held = [_REMEDY_OF_HELD] if any(piece.held for piece in missing) else []
    named = "; ".join(str(piece) for piece in missing[:NAMED])
    others = f"; and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
    remedies = "; ".join([*of_held, *(_REMEDY[state] for state in states), "or let a coordinator allow more"])
    return (
        f"{edition}: “{title}” has {len(missing)} piece{'s'[: len(missing) > 1]} without a translation, "
        f"{edition.maximum_missing} are allowed. {named}{others}. "
        f"To publish it, {remedies}."
    )


def check_gate(
    frame: Frame,
    edition: Edition,
    words: Mapping[Place, Live],
    working: Mapping[Place, Working],
    *,
    held: Held = NOBODY,
    adaptation: Adaptation = NOTHING,
) -> None:
    """Raise PublicationRefused where more pieces would be without live words than the edition allows.

    An edition in the master's own language lacks none: what nobody changed is a copy. What the edition
    hides, replaces or leaves out asks nobody for words.
    """
    if adaptation.leaves_out:
        return
    if edition.maximum_missing is None or edition.kind is Kind.SAME_LANGUAGE:
        return
    slots = (slot for slot in frame.slots if not adaptation.covers(slot.path))
    lacking = {(slot.context, slot.string): slot for slot in slots}
    lacking = {place: slot for place, slot in lacking.items() if not words[place].words}
    if len(lacking) > edition.maximum_missing:
        places = places_in(frame.source.get_source_instance())
        missing = [
            Missing(
                places.get(slot.path, slot.path.partition(".")[0]),
                slot.text,
                working[place].state if place in working else State.UNTRANSLATED,
                reason(held[place]) if place in held else "",
            )
            for place, slot in lacking.items()
        ]
        raise PublicationRefused(gate_sentence(edition, frame.name, missing))
