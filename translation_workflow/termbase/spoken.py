"""Where the texts of a master speak of concepts: how often, and in which places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID
from weakref import WeakKeyDictionary

from wagtail_localize.models import StringSegment

from translation_workflow.editions.models import Edition
from translation_workflow.source.markup import plain_text
from translation_workflow.source.masters import master_order
from translation_workflow.source.titles import master_titles, piece_url

from .agreed import recogniser_of
from .recognise import Occurrence, Recogniser
from .tokens import without_unseen

SHOWN = 50
"""So many places of a concept are named."""
AROUND = 90

# Texts of the engine never change: what one speaks of is looked for once for each state of the termbase.
_known: WeakKeyDictionary[Recogniser, dict[int, frozenset[str]]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Spoken:
    """A place that speaks of a concept: the words of it, what stands before and after, and where that is."""

    title: str
    before: str
    written: str
    after: str
    url: str


def times_spoken(edition: Edition) -> Counter[str]:
    """Return concept → how many places of the live master speak of it; the queries do not grow with these."""
    recogniser = recogniser_of(edition.master_code)
    known = _known.setdefault(recogniser, {})
    times: Counter[str] = Counter()
    for _, _, string, text in _texts(edition):
        if string not in known:
            known[string] = frozenset[str]().union(*(one.concepts for one in recogniser(plain_text(text))))
        times.update(known[string])
    return times


def places_of(concept: str, edition: Edition, *, with_links: bool) -> tuple[list[Spoken], int]:
    """Return the first places that speak of a concept, in reading order, and how many there are in all.

    `with_links`: for somebody who translates the edition.
    """
    recogniser = recogniser_of(edition.master_code)
    found: list[tuple[UUID, tuple[int, int], str, Occurrence]] = []
    number = 0
    for key, context, string, text in _texts(edition):
        plain = without_unseen(plain_text(text))
        spoken = next((one for one in recogniser(plain) if concept in one.concepts), None)
        if spoken is not None:
            number += 1
            if len(found) < SHOWN:
                found.append((key, (context, string), plain, spoken))
    titles = master_titles(edition, {key for key, *_ in found})
    return [
        Spoken(
            titles[key],
            _cut(plain[: one.start], from_end=True),
            plain[one.start : one.end],
            _cut(plain[one.end :]),
            piece_url(edition, key, place) if with_links else "",
        )
        for key, place, plain, one in found
    ], number


def _texts(edition: Edition) -> Iterator[tuple[UUID, int, int, str]]:
    """Yield object, context, string and text of the live master's pieces in reading order."""
    order = master_order(edition.programme)
    rows = StringSegment.objects.filter(
        source__locale=edition.programme.master_locale_id, source__object__in=order.keys()
    ).values_list("source__object_id", "context_id", "string_id", "string__data", "order")
    for key, context, string, text, _ in sorted(rows, key=lambda row: (order[row[0]], row[4])):
        yield key, context, string, text


def _cut(text: str, *, from_end: bool = False) -> str:
    if len(text) <= AROUND:
        return text
    return f"…{text[-AROUND:]}" if from_end else f"{text[:AROUND]}…"
