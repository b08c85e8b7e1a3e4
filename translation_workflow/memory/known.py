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

from .grams import Grams
from .score import LONGEST

# PostgreSQL gives ids before it is known who commits first: these many are looked at again.
_AGAIN = {"postgresql": 1_000}


@dataclass
class _Texts:
    """Texts with their ids, in one order."""

    grams: Grams = field(default_factory=Grams)
    strings: list[int] = field(default_factory=list)

    def add(self, rows: Sequence[tuple[int, str]]) -> None:
        self.grams.add(text for _, text in rows)
        self.strings += [string for string, _ in rows]

    def candidates(self, text: str, *, at_least: float) -> list[tuple[int, str]]:
        positions = self.grams.candidates(text, at_least=at_least)
        strings, texts = self.strings, self.grams.texts
        return [(strings[position], texts[position]) for position in positions]


@dataclass
class _Known:
    """What is known of a language. Whoever reads or adds holds the lock."""

    texts: _Texts = field(default_factory=_Texts)
    read: set[int] = field(default_factory=set)
    last: int = 0
    lock: Lock = field(default_factory=Lock)


_known: dict[tuple[str, int], _Known] = {}


def candidates(texts: Sequence[str], *, locale: int, at_least: float) -> dict[str, list[tuple[int, str]]]:
    """Return text → (id, text) of the sources that may be so alike (0–100), all texts without tags.

    One query. What a transaction that is still open finds new is not kept: nobody else may ever see it.
    """
    known = _known.setdefault((str(connection.settings_dict["NAME"]), locale), _Known())
    with known.lock:
        new, last = _new(known, locale)
        looked_at = [known.texts]
        if connection.in_atomic_block:
            looked_at.append(_Texts())
            looked_at[-1].add(new)
        else:
            known.texts.add(new)
            known.read.update(string for string, _ in new)
            known.last = last
        return {
            text: [found for some in looked_at for found in some.candidates(text, at_least=at_least)]
            for text in texts
        }


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
