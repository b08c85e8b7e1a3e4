"""The source texts that this process knows, with what finds them: read once, and then what came since.

Texts of the engine are written once and never changed or taken away. One that a transaction takes back is
no harm: what is found here is read anew with its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

from django.db import connection
from wagtail_localize.models import String

from translation_workflow.source.markup import plain_text

from .grams import Candidates, Grams
from .score import LONGEST

# PostgreSQL gives ids before it is known who commits first: these many are looked at again.
_AGAIN = {"postgresql": 1_000}


@dataclass
class _Known:
    """What is known of a language. Whoever reads or adds holds the lock."""

    grams: Grams = field(default_factory=Grams)
    read: set[int] = field(default_factory=set)
    last: int = 0
    lock: Lock = field(default_factory=Lock)


_known: dict[tuple[str, int], _Known] = {}


def candidates(texts: Sequence[str], *, locale: int, at_least: float) -> dict[str, Candidates]:
    """Return text → the sources that may be so alike (1–100), all texts without tags.

    One query. What a transaction that is still open finds new is not kept: nobody else may ever see it.
    """
    known = _known.setdefault((str(connection.settings_dict["NAME"]), locale), _Known())
    with known.lock:
        new, last = _new(known, locale)
        looked_at = [known.grams]
        if connection.in_atomic_block:
            looked_at.append(Grams())
            looked_at[-1].add(new)
        else:
            known.grams.add(new)
            known.read.update(string for string, _ in new)
            known.last = last
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


def _new(known: _Known, locale: int) -> tuple[list[tuple[int, str]], int]:
    """Return what came since, without what is too long to be compared, and the last id of all."""
    since = known.last - _AGAIN.get(connection.vendor, 0)
    rows = String.objects.filter(locale=locale, pk__gt=since).order_by("pk").values_list("pk", "data")
    new = [(string, plain_text(data)) for string, data in rows if string not in known.read]
    last = max((string for string, _ in new), default=known.last)
    return [(string, text) for string, text in new if len(text) <= LONGEST], max(last, known.last)
