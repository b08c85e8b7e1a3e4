"""Errors in the master's text itself."""

from __future__ import annotations

from dataclasses import replace

from translation_workflow.quality.finding import Side
from translation_workflow.quality.pair import Pair
from translation_workflow.source.hold import Hold

from .kind import Kind


def _double_space(pair: Pair) -> Pair | None:
    text = pair.source_text
    return (
        replace(pair, source=pair.source.replace(" ", "  ", 1))
        if " " in text and "<" not in pair.source
        else None
    )


def _numbered(pair: Pair) -> Pair:
    return replace(pair, source=f"1. {pair.source}")


def _no_room_to_grow(pair: Pair) -> Pair:
    return replace(pair, hold=Hold(limit=len(pair.source_text) * 5 // 4))


SOURCE = (
    Kind("source: double space", "source-double-space", _double_space, Side.SOURCE),
    Kind("source: numbered by hand", "source-numbered", _numbered, Side.SOURCE),
    Kind("source: no room for a longer language", "source-room", _no_room_to_grow, Side.SOURCE),
)
