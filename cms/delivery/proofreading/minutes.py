"""How long a module takes to read, by its own words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cms.delivery.coverage.texts import texts_in
from cms.delivery.search.text import text_in_documents
from pages.models.module import LONGEST_MINUTES, SHORTEST_MINUTES

from .flaw import Flaw, Kind

WORDS_A_MINUTE = 95
TOLERANCE = 1


def words_in(document: Mapping[str, Any]) -> int:
    """Return how many words are a page's own: tools, laws and figures stand elsewhere, too."""
    texts = texts_in(document["sections"], text_in_documents()[document["type"]].parts["sections"])
    own = [document["title"], *(one.text for one in texts if not one.is_shared and not one.is_behind)]
    return sum(len(text.split()) for text in own)


def misjudged_minutes(document: Mapping[str, Any]) -> Iterator[Flaw]:
    """Yield what is wrong with a module's minutes: too many words, too few, or other minutes than it says."""
    if document["type"] != "module":
        return
    words, stated = words_in(document), document["minutes"]
    minutes = words / WORDS_A_MINUTE
    told = f"{words} words are {minutes:.1f} minutes"
    if not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
        what = "Shorten it." if minutes > LONGEST_MINUTES else "Say more."
        sentence = f"{told}, and a module takes {SHORTEST_MINUTES} to {LONGEST_MINUTES}. {what}"
    elif abs(minutes - stated) > TOLERANCE:
        sentence = f"{told}, and the module says {stated}. Set its minutes to {round(minutes)}."
    else:
        return
    yield Flaw(Kind.MINUTES, document["path"], sentence)
