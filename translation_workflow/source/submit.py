"""Put the master before its editions: refresh the engine's sources, open a translation for each.

The engine works row by row here; what replaces it keeps these two functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail_localize.models import Translation, TranslationSource

from pages.models import Programme
from pages.progress import Progress
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import translated_editions

from .masters import master_pages, master_snippets
from .succession import record, steps_between, texts_of


@dataclass(frozen=True)
class Outcome:
    """How many master objects were looked at, and how many translations were opened."""

    objects: int = 0
    opened: int = 0

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(self.objects + other.objects, self.opened + other.opened)

    def __str__(self) -> str:
        return f"{self.objects} master objects read, {self.opened} translations opened."


def submit_programme(programme: Programme, *, progress: Progress) -> Outcome:
    """Submit all live pages and all snippets of a programme to all its editions."""
    editions = translated_editions(programme)
    # Snippets first: a page's reference to one is translated only where the snippet is.
    masters = [*master_snippets(programme), *master_pages(programme)]
    outcome = Outcome()
    for number, instance in enumerate(masters):
        progress(f"Submitting {programme.name}", number, len(masters))
        outcome += submit(instance, editions)
    progress(f"Submitting {programme.name}", len(masters), len(masters))
    return outcome


@transaction.atomic
def submit(instance: Any, editions: Sequence[Edition]) -> Outcome:
    """Refresh the source of one master object, carry words over, and open missing translations."""
    source = TranslationSource.objects.get_for_instance_or_none(instance)
    before = texts_of(source) if source else {}
    read_at = source.last_updated_at if source else None
    source, _ = TranslationSource.update_or_create_from_instance(instance)
    if before and source.last_updated_at != read_at:
        record(steps_between(before, texts_of(source)), editions)
    open_in = set(source.translations.values_list("target_locale_id", flat=True))
    missing = [edition for edition in editions if edition.locale_id not in open_in]
    Translation.objects.bulk_create(
        Translation(source=source, target_locale_id=edition.locale_id) for edition in missing
    )
    return Outcome(1, len(missing))
