"""Pictures that say nothing to those who do not see them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .flaw import Flaw, Kind
from .spots import own_values, spots_in

SENTENCE = (
    "The picture has no alternative text. Say in a sentence what it shows, or mark it as decorative if it "
    "tells nothing."
)


def mute_pictures(document: Mapping[str, Any]) -> Iterator[Flaw]:
    """Yield the pictures without an alternative text, but for those that only decorate."""
    for spot in spots_in(document):
        for value in own_values(spot.value):
            if "alt" in value and not value["alt"].strip() and not value.get("decorative"):
                yield Flaw(Kind.PICTURE, spot.place, SENTENCE, block=spot.id)
