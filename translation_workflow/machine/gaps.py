"""The pieces of an edition that nobody translated yet, and that its readers would get."""

from __future__ import annotations

import json
from collections.abc import Collection
from uuid import UUID

from wagtail_localize.models import StringSegment

from translation_workflow.adaptation.published import NOTHING, latest_adaptations
from translation_workflow.catalogue.known import Shelf
from translation_workflow.editions.models import Edition
from translation_workflow.source.hold import ANYTHING
from translation_workflow.source.links import Links
from translation_workflow.source.markup import is_blank
from translation_workflow.source.working import Place, working_text_of

from .plan import Gap


def gaps_of(edition: Edition, keys: Collection[UUID]) -> dict[UUID, list[Gap]]:
    """Return key → what is untranslated in these objects, in their order and in reading order; four queries.

    What the edition hides, replaces or leaves out, published or not, is no gap; nor is a piece with words
    that the engine's editor found not to fit: somebody wrote these.
    """
    keys = list(dict.fromkeys(keys))
    segments = StringSegment.objects.filter(
        source__locale=edition.programme.master_locale_id, source__object__in=keys
    ).order_by("source", "order")
    columns = ("source__object_id", "context__path", "context_id", "string_id", "string__data", "attrs")
    filled = {
        (text.context, text.string)
        for text in working_text_of(keys, edition.locale_id)
        if not is_blank(text.words)
    }
    adaptations = {key: one for (_, key), one in latest_adaptations([edition]).items()}
    holds = Shelf(edition).holds(keys)
    found: dict[UUID, dict[Place, Gap]] = {key: {} for key in keys}
    for key, path, context, string, text, attributes in segments.values_list(*columns):
        is_out = adaptations.get(key, NOTHING).does_without(path)
        if (context, string) in filled or is_out or is_blank(text):
            continue
        hold = holds.get(f"{key}/{path}", ANYTHING)
        gap = Gap(key, path, (context, string), text, _links(attributes), hold)
        # A text that stands twice in one place is one piece.
        found[key].setdefault(gap.place, gap)
    return {key: list(gaps.values()) for key, gaps in found.items()}


def _links(attributes: str | None) -> Links:
    return json.loads(attributes or "null") or {}
