"""Texts of which no blocking rule has anything to say, seen at a glance: nearly all are."""

from __future__ import annotations

import re

from .original import Original
from .pair import Pair

# Letters and figures of our languages, spaces and what stands between words; no mark, placeholder or address
# can be written with these, but for a name like example.eu.
_ORDINARY = re.compile("[0-9A-Za-zÀ-ɏΆΈ-ΊΌΎ-ΡΣ-ώЀ-џ][0-9A-Za-zÀ-ɏΆΈ-ΊΌΎ-ΡΣ-ώЀ-џ ,.;:!?’'\"“”„«»()–—…-]*")
_NAME = re.compile(r"\.[a-z]", re.IGNORECASE)


def is_plainly_fit(pair: Pair) -> bool:
    """Say whether nothing can block a translation, without asking the rules. False says nothing."""
    target, limit = pair.target, pair.hold.limit
    if limit is not None and len(target) > limit:
        return False
    return _is_ordinary(target) and pair.original.ask(_asks_nothing)


def _asks_nothing(source: Original) -> bool:
    """Whether a text has nothing that its translation must have, too."""
    return _is_ordinary(source.stored)


def _is_ordinary(words: str) -> bool:
    return _ORDINARY.fullmatch(words) is not None and _NAME.search(words) is None
