"""The source texts that this process knows, with what finds them: read once, and then what came since.

Texts of the engine are written once and never changed or taken away. One that a transaction takes back is
no harm: what is found here is read anew with its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

from django.db import connection
from django.db.models import Q, QuerySet
from wagtail_localize.models import String

from translation_workflow.source.markup import plain_text

from .grams import Candidates, Grams
from .score import LONGEST

# These give ids before it is known who commits first. SQLite has one writer at a time.
_LATE = frozenset({"postgresql"})


@dataclass
class _Known:
    """What is known of a language: `read` are the ids up to `last`. Whoever reads or adds holds the lock."""

    grams: Grams = field(default_factory=Grams)
    read: set[int] = field(default_factory=set)
    last: int = 0
    lock: Lock = field(default_factory=Lock)


_known: dict[tuple[str, int], _Known] = {}


def candidates(texts: Sequence[str], *, locale: int, at_least: float) -> dict[str, Candidates]:
    """Return text → the sources that may be so alike (1–100), all texts without tags.

    One query, on PostgreSQL two, and a third where a transaction ended that began long ago. What a
    transaction that is still open finds new is not kept: nobody else may ever see it.
    """
    known = _known.setdefault((str(connection.settings_dict["NAME"]), locale), _Known())
    with known.lock:
        rows = _new(known, locale)
        new = [(string, text) for string, text in rows if len(text) <= LONGEST]
        looked_at = [known.grams]
        if connection.in_atomic_block:
            looked_at.append(Grams())
            looked_at[-1].add(new)
        else:
            known.grams.add(new)
            known.read.update(string for string, _ in rows)
            known.last = max([known.last, *(string for string, _ in rows)])
        return {
            text: _joined([some.candidates(text, at_least=at_least) for some in looked_at]) for text in texts
        }


def _joined(found: Sequence[Candidates]) -> Candidates:
    if len(found) == 1:
        return found[0]
    return Candidates(
        [number for some in found for number in some.numbers], [text for some in found for text in some.texts]
    )


def forget() -> None:
    """Forget everything: for those who put another database in the place of this one."""
    _known.clear()


def _new(known: _Known, locale: int) -> list[tuple[int, str]]:
    """Return what came since, by ids."""
    rows = String.objects.filter(locale=locale)
    wanted = Q(pk__gt=known.last)
    if connection.vendor in _LATE and (late := _late(known, rows)):
        wanted |= Q(pk__in=late)
    return [
        (string, plain_text(data))
        for string, data in rows.filter(wanted).order_by("pk").values_list("pk", "data")
    ]


def _late(known: _Known, rows: QuerySet[String]) -> set[int]:
    """Return the ids that others wrote before the last that is known, and let others see after it."""
    before = rows.filter(pk__lte=known.last)
    if before.count() == len(known.read):
        return set()
    there = set(before.values_list("pk", flat=True))
    late = there - known.read
    if not connection.in_atomic_block:
        known.read &= there
    return late
