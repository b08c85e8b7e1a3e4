"""The signs of words that a country wrote: they have no source, and no quality rule sees them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cms.delivery.search.extract import PARTING

from .flaw import Flaw, Kind
from .spots import is_block, spots_in
from .typography import faults_in

# Strings for programs; what they hold is nobody's typography.
UNREAD = frozenset(
    {
        *("code", "email", "filename", "id", "key", "language", "marker", "media_type", "origin", "path"),
        *("review_by", "type", "url", "valid_from", "valid_to"),
    }
)


def wrong_own_words(document: Mapping[str, Any]) -> Iterator[Flaw]:
    """Yield what is wrong with the signs of adapted and national blocks."""
    for spot in spots_in(document):
        for text in _fragments(spot.value) if spot.is_own else ():
            for fault in faults_in(text, language=document["language"]):
                sentence = fault.template.format_map(fault.values)
                yield Flaw(Kind.TYPOGRAPHY, spot.place, sentence[:1].upper() + sentence[1:], block=spot.id)


def _fragments(value: Any) -> Iterator[str]:
    """Yield the paragraphs and items of a block, but for the blocks in it; tags within them stay."""
    return (part for text in _strings(value) for part in PARTING.split(text) if part)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from () if is_block(one) else _strings(one)
    elif isinstance(value, Mapping):
        for name, one in value.items():
            if name not in UNREAD:
                yield from _strings(one)
