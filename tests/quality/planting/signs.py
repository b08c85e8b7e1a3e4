"""Errors that nobody sees, and white space."""

from __future__ import annotations

from dataclasses import replace

from translation_workflow.quality.pair import Pair
from translation_workflow.source.hold import Hold

from .kind import Kind, swap, swap_text


def _too_long(pair: Pair) -> Pair | None:
    return None if len(pair.target) < 20 else replace(pair, hold=Hold(limit=len(pair.target_text) - 1))


def _marks_in_plain(pair: Pair) -> Pair | None:
    return replace(pair, hold=Hold(is_plain=True)) if "<b>" in pair.target else None


def _two_lines(pair: Pair) -> Pair | None:
    two = swap_text(r" ", "\n")(pair)
    return replace(two, hold=Hold(is_line=True)) if two else None


SIGNS = (
    Kind("blank", "blank", swap(r"^.*$", "\u00a0")),
    Kind("tags without words", "blank", lambda pair: replace(pair, target="<b> </b>")),
    Kind("control character", "signs", swap_text(r"(\w)(\w)", "\\1\u0007\\2")),
    Kind("bidi override", "signs", swap_text(r"(\w)(\w)", "\\1\u202e\\2")),
    Kind("bidi isolate", "signs", swap_text(r"(\w)(\w)", "\\1\u2067\\2")),
    Kind("zero-width space", "signs", swap_text(r"(\w)(\w)", "\\1\u200b\\2")),
    Kind("byte order mark", "signs", swap_text(r"^", "\ufeff")),
    Kind("too long for its place", "too-long", _too_long),
    Kind("marks in a place for plain text", "plain", _marks_in_plain),
    Kind("two lines in a place for one", "one-line", _two_lines),
    Kind("double space", "double-space", swap_text(r"(?<=\w) (?=\w)", "  ")),
    Kind("space at the start", "edge-space", swap(r"^", " ")),
    Kind("space at the end", "edge-space", swap(r"$", " ")),
)
