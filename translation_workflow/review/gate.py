"""What an object must meet before it may go live in an edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wagtail_localize.models import Translation

from translation_workflow.editions.models import Edition, Kind
from translation_workflow.source.limits import length_fault
from translation_workflow.source.models import State
from translation_workflow.source.places import places_in
from translation_workflow.source.segments import Segment

from .live import Live, Place

# A refusal names so many of the missing pieces; whoever mends these sees the next ones.
NAMED = 3


class PublicationRefused(Exception):
    """An object that may not go live in an edition; the text says which, where and why."""


@dataclass(frozen=True)
class Missing:
    """A piece that would be without live words: where it stands, the master's text, how far it is."""

    place: str
    text: str
    state: State

    def __str__(self) -> str:
        text = self.text if len(self.text) <= 80 else f"{self.text[:79]}…"
        return f"{self.place}: “{text}” ({_TOLD[self.state]})"


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


def gate_sentence(edition: Edition, title: str, missing: Sequence[Missing]) -> str:
    """Return why an object may not go live: what is missing, the first of it with place, what to do."""
    states = [state for state in _REMEDY if any(piece.state is state for piece in missing)]
    named = "; ".join(str(piece) for piece in missing[:NAMED])
    others = f"; and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
    remedies = "; ".join([*(_REMEDY[state] for state in states), "or let a coordinator allow more"])
    return (
        f"{edition}: “{title}” has {len(missing)} piece{'s'[: len(missing) > 1]} without a translation, "
        f"{edition.maximum_missing} are allowed. {named}{others}. "
        f"To publish it, {remedies}."
    )


def check_gate(
    translation: Translation, edition: Edition, pieces: Sequence[Segment], live: Mapping[Place, Live]
) -> None:
    """Raise PublicationRefused where more pieces would be without live words than the edition allows.

    An edition in the master's own language lacks none: what nobody changed is a copy.
    """
    if edition.maximum_missing is None or edition.kind is Kind.SAME_LANGUAGE:
        return
    lacking = [piece for piece in pieces if not live[piece.context, piece.string].words]
    if len(lacking) > edition.maximum_missing:
        places = places_in(translation.source.get_source_instance())
        missing = [
            Missing(places.get(piece.address.path, piece.address.field), piece.text, piece.state)
            for piece in lacking
        ]
        raise PublicationRefused(gate_sentence(edition, translation.source.object_repr, missing))


def check_lengths(
    translation: Translation, edition: Edition, pieces: Sequence[Segment], live: Mapping[Place, Live]
) -> None:
    """Raise PublicationRefused for words that no column holds, before the database or the engine does."""
    model = translation.source.specific_content_type.model_class()
    for piece in pieces:
        words = live[piece.context, piece.string].words
        for sentence in length_fault(words, model, piece.address):
            raise PublicationRefused(
                f"{edition}: “{translation.source.object_repr}” cannot be published: "
                f"{piece.address.field}: {sentence} Shorten it."
            )
