"""How many sentences a text has. Pure; linear in the length of a text."""

from __future__ import annotations

import re

from .abbreviations import ends_with_abbreviation

_END = re.compile(
    r"[.!?…;\u037e][)\]”“\"’‘»«]{0,4}"
    r"(?:[ \u00a0\u202f]*\n|[ \u00a0\u202f]+(?=[„“”«»\"'‘’(–—-]*\s?[^\W_]))"
)
_GREEK = frozenset(";\u037e")
_MAYBE = re.compile(r"[.!?…;\u037e][^\w]")
_LETTER = re.compile(r"[^\W\d_]")


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether what follows a mark begins with a small letter."""
    first = _LETTER.search(text[match.end() : match.end() + 8])
    return first is not None and first[0].islower() and "\n" not in match[0]


def sentences_in(text: str, *, language: str) -> int:
    """Return how many sentences a text without tags has, one at least.

    A sentence ends before a capital letter, a figure or a new line; the points of abbreviations, ordinals
    and initials end none.
    """
    if _MAYBE.search(text) is None:
        return 1
    is_greek = language.split("-", maxsplit=1)[0].lower() == "el"
    count = 1
    for match in _END.finditer(text):
        if not is_greek and text[match.start()] in _GREEK:
            continue
        if not text[match.end() : match.end() + 1].isupper() and _goes_on(text, match):
            continue
        before = text[max(0, match.start() - 20) : match.start() + 1]
        if text[match.start()] == "." and ends_with_abbreviation(before, language=language):
            continue
        count += bool(text[match.end() :].strip()) if match.end() > len(text) - 20 else 1
    return count
