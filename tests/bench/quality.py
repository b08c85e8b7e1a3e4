"""All rules on a segment, beside one cleaning of it by the sanitiser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from statistics import median

from pages.markup import sanitise
from tests.quality.shipped import shipped_pairs
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rule import REGISTER
from translation_workflow.quality.run import findings

from .measuring import Values, cpu, measure

TIMES, ROUNDS = 4, 5
LANGUAGE = "sv"


@measure(
    "quality_vs_sanitise",
    quality_vs_sanitise="times",
    segments="segments",
    rules="rules",
    rules_us="µs a segment",
    sanitise_us="µs a segment",
)
def quality_vs_sanitise() -> Values:
    """The real Swedish entries, with the agreed words; each pair is looked at once."""
    known = shipped_pairs(LANGUAGE)

    def look(pairs: Iterator[Pair]) -> None:
        for _ in known:
            findings(next(pairs))

    def clean() -> None:
        for pair in known:
            # What cleans, and not what remembers that it did.
            sanitise.__wrapped__(pair.target)

    look(_anew(known))
    rounds = [
        (cpu(partial(look, iter([*_anew(known, times=TIMES)])), times=TIMES), cpu(clean, times=TIMES * 5))
        for _ in range(ROUNDS)
    ]
    per_segment = partial(_microseconds, segments=len(known))
    return {
        "quality_vs_sanitise": median(ours / theirs for ours, theirs in rounds),
        "segments": len(known),
        "rules": len(REGISTER),
        "rules_us": per_segment(median(ours for ours, _ in rounds)),
        "sanitise_us": per_segment(median(theirs for _, theirs in rounds)),
    }


def _anew(pairs: Sequence[Pair], *, times: int = 1) -> Iterator[Pair]:
    """Yield pairs of which nothing was asked yet."""
    return (replace(pair) for _ in range(times) for pair in pairs)


def _microseconds(seconds: float, *, segments: int) -> float:
    return 1e6 * seconds / segments
