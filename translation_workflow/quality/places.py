"""From a reader's text back to the fragment it came from: where a fault stands, and the fragment mended.

Rules look for words in the text without tags; people and machines want the place in the stored text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from translation_workflow.source.markup import plain_text

from .finding import Span

SHORT = 40


@dataclass(frozen=True, slots=True)
class Change:
    """New words for a span of a text."""

    span: Span
    words: str


def stored_span(fragment: str, span: Span) -> Span | None:
    """Return where a span of a fragment's plain text stands in the fragment; None where nobody can tell."""
    starts = _starts(fragment)
    if starts is None:
        return None
    start, end = span
    # A tag before the first sign is left out, and one after the last.
    first = starts[start] if start < len(starts) else len(fragment)
    return (first, max(first, _end_of(fragment, starts[end - 1]))) if end > start else (first, first)


def mended(fragment: str, changes: Iterable[Change]) -> str | None:
    """Return a fragment with changes of its plain text made, which must be in order and not overlap.

    None where a change would take a tag away, or the place cannot be told. An insertion goes right after the
    sign before it, inside that sign's tags.
    """
    starts = _starts(fragment)
    if starts is None:
        return None
    pieces, done = [], 0
    for change in changes:
        start, end = change.span
        if start == end:
            first = last = _end_of(fragment, starts[start - 1]) if start else 0
        else:
            first, last = starts[start], _end_of(fragment, starts[end - 1])
        if "<" in fragment[first:last]:
            return None
        pieces += [fragment[done:first], change.words]
        done = last
    return "".join([*pieces, fragment[done:]])


def short(words: str) -> str:
    """Return words as a sentence may quote them: on one line, and not too many."""
    line = " ".join(words[: SHORT * 4].split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1]}…"


def _starts(fragment: str) -> list[int] | range | None:
    """Return for every sign of the plain text where it begins in the fragment."""
    if "<" not in fragment and "&" not in fragment:
        return range(len(fragment))
    starts: list[int] = []
    signs = 0
    text = plain_text(fragment)
    for token in _TOKEN.finditer(fragment):
        shown = plain_text(token[0])
        if token[0][0] == "&":
            shown = unescape(token[0])
        if text[signs : signs + len(shown)] != shown:
            return None
        starts += range(token.start(), token.end()) if shown == token[0] else [token.start()] * len(shown)
        signs += len(shown)
    return starts if signs == len(text) else None


def _end_of(fragment: str, start: int) -> int:
    token = _ONE.match(fragment, start)
    return token.end() if token else start + 1


_TOKEN = re.compile(r"<[^<>]*>|&#?[A-Za-z0-9]{1,32};?|[^<&]+|[<&]")
_ONE = re.compile(r"<br\s*/?>|&#?[A-Za-z0-9]{1,32};|.", re.IGNORECASE | re.DOTALL)
