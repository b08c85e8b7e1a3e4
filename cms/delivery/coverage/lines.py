"""A source page's text, line by line, each under the heading that it follows. Pure."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from .words import words_of

# What lists begin their lines with; more than one may stand there.
_MARKER = re.compile(r"(?:(?:[•·▪◦*»>‣–—-]+|[a-z]\)|[0-9]{1,2}[.)])\s+)+", re.IGNORECASE)
_LONGEST_HEADING = 10
_NO_HEADING = frozenset(".,;:")


@dataclass(frozen=True)
class Line:
    """A line that has words, by its number in the text. `heading` is the line that it stands under."""

    number: int
    text: str
    words: tuple[str, ...]
    heading: str = ""


def lines_of(text: str, *, but: Container[str] = ()) -> list[Line]:
    """Return the lines of a text without their list markers; those named in `but` are left out."""
    found: list[Line] = []
    heading = ""
    texts = ["", *(one.strip() for one in text.removeprefix("\ufeff").splitlines()), ""]
    for number, (before, own, after) in enumerate(zip(texts, texts[1:], texts[2:], strict=False), start=1):
        marker = _MARKER.match(own)
        bare = own[marker.end() :] if marker else own
        words = words_of(bare)
        if not words or own in but:
            continue
        stands_alone = not marker and not before and not after
        if stands_alone and len(words) <= _LONGEST_HEADING and own[-1] not in _NO_HEADING:
            heading = own
        found.append(Line(number, bare, words, heading))
    return found
