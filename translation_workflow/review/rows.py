"""What is live, and what took whose place, read for many objects at once."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from translation_workflow.editions.models import Edition
from translation_workflow.source.models import Succession

from .live import Live, Place, Predecessor
from .models import PublishedText


def published_text(edition: Edition, keys: Collection[UUID]) -> dict[Place, Live]:
    """Return the live words of some objects in an edition."""
    rows = PublishedText.objects.filter(edition=edition, object_key__in=keys)
    columns = ("context_id", "string_id", "words", "made_from_id", "links")
    return {
        (context, string): Live(words, made_from, links)
        for context, string, words, made_from, links in rows.values_list(*columns)
    }


def predecessors_of(keys: Collection[UUID]) -> dict[Place, Predecessor]:
    """Return, for each text of some objects that followed another, the latest it followed."""
    rows = Succession.objects.filter(context__object__in=keys).order_by("pk")
    columns = ("context_id", "old_id", "new_id", "is_typo", "similarity")
    return {
        (context, new): Predecessor(old, is_typo, similarity)
        for context, old, new, is_typo, similarity in rows.values_list(*columns)
    }
