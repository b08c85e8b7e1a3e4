"""The order of what was found. Pure: the same on every database, since only here is it decided.

A page counts for a word what the best places that have it count: its title most, then headings, then what it
says again and again, then anything. Words that few pages have count more. First come pages that have all the
words; where there are none, those that have the most of them, rare ones before others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from .lookup import Found

WEIGHTS = {"title": 8.0, "headings": 4.0, "often": 2.0, "body": 1.0}
STEPS = {"exact": 1.0, "near": 0.5, "far": 0.25}


@dataclass(frozen=True)
class Ranked:
    """Documents by their primary keys, best first. `far` are the terms that were found by far tokens only."""

    documents: Sequence[int]
    has_all: bool
    far: frozenset[int]


def rank(found: Iterable[Found], *, terms: int) -> Ranked:
    """Order what was found of so many terms."""
    rows = list(found)
    close = {row.term for row in rows if row.step != "far"}
    counted = [row for row in rows if row.step != "far" or row.term not in close]
    said: dict[int, dict[int, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for row in counted:
        places = said[row.document][row.term]
        places[row.place] = max(places.get(row.place, 0), STEPS[row.step])
    rare = {term: 1 / (1 + log(times)) for term, times in _times(said).items()}
    paths = {row.document: row.path for row in counted}
    whole = {document for document, has in said.items() if len(has) == terms}
    ordered = sorted(
        whole or said,
        key=lambda document: (
            -round(sum(rare[term] for term in said[document]), 9),
            -round(_worth(said[document], rare), 9),
            paths[document].count("/"),
            paths[document],
        ),
    )
    return Ranked(ordered, bool(whole), frozenset({row.term for row in counted} - close))


def _times(said: Mapping[int, Mapping[int, object]]) -> dict[int, int]:
    """Return term → how many documents have it."""
    times: dict[int, int] = defaultdict(int)
    for has in said.values():
        for term in has:
            times[term] += 1
    return times


def _worth(has: Mapping[int, Mapping[str, float]], rare: Mapping[int, float]) -> float:
    return sum(
        rare[term] * sum(WEIGHTS[place] * near for place, near in sorted(places.items()))
        for term, places in sorted(has.items())
    )
