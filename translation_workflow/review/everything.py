"""Editions follow their master in every object, whatever changed and whatever was noted of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pages.models import Programme
from pages.progress import Progress
from translation_workflow.editions.grouping import by_programme
from translation_workflow.editions.models import Edition
from translation_workflow.source.masters import master_order

from .follow import follow_master
from .models import Publication


@dataclass
class Outcome:
    """How many objects were followed, and what was refused, each with a sentence."""

    objects: int = 0
    refused: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        told = f"{self.objects} pages and snippets followed"
        return told + (f", {len(self.refused)} refused." if self.refused else ".")


def follow_everything(editions: Sequence[Edition], *, progress: Progress) -> Outcome:
    """Let editions follow, an object in a transaction; those whose master went away go with it."""
    outcome = Outcome()
    for programme, own in by_programme(editions).items():
        keys = _keys(programme, own)
        for number, key in enumerate(keys):
            progress(f"Following {programme.name}", number, len(keys))
            outcome.refused += follow_master(key, own).values()
        progress(f"Following {programme.name}", len(keys), len(keys))
        outcome.objects += len(keys)
    return outcome


def _keys(programme: Programme, editions: Sequence[Edition]) -> list[UUID]:
    order = master_order(programme)
    published = Publication.objects.filter(edition__in=editions).order_by("pk")
    gone = [key for key in published.values_list("object_key", flat=True) if key not in order]
    return [*sorted(order, key=lambda key: order[key]), *dict.fromkeys(gone)]
