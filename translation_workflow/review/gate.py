"""What an object must meet before it may go live in an edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wagtail_localize.models import Translation

from translation_workflow.editions.models import Edition, Kind
from translation_workflow.source.limits import length_fault
from translation_workflow.source.segments import Segment

from .live import Live, Place


class PublicationRefused(Exception):
    """An object that may not go live in an edition; the text says which, where and why."""


def check_gate(
    translation: Translation, edition: Edition, pieces: Sequence[Segment], live: Mapping[Place, Live]
) -> None:
    """Raise PublicationRefused where more pieces would be without live words than the edition allows.

    An edition in the master's own language lacks none: what nobody changed is a copy.
    """
    if edition.maximum_missing is None or edition.kind is Kind.SAME_LANGUAGE:
        return
    missing = [piece.text for piece in pieces if not live[piece.context, piece.string].words]
    if len(missing) > edition.maximum_missing:
        raise PublicationRefused(
            f"{edition}: “{translation.source.object_repr}” has {len(missing)} pieces without a "
            f"translation, {edition.maximum_missing} are allowed. The first is: “{missing[0][:80]}”. "
            "Translate them, or let a coordinator allow more."
        )


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
