"""Old words for a new text: what stood in the place before, where it did not follow by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from wagtail_localize.models import StringTranslation

from translation_workflow.editions.models import Edition

from .links import carry_links
from .models import Succession
from .working import Place


@dataclass(frozen=True)
class Suggestion:
    """An older text of the master in a place, and the words that were made for it."""

    text: str
    words: str


def suggestions_for(edition: Edition, places: Collection[Place]) -> dict[Place, Suggestion]:
    """Return, for places (context, string) without words, the words of the nearest older text there.

    Links are left out of the words, since nothing tells where those of an older text led. Two queries.
    """
    contexts = {context for context, _ in places}
    words: dict[Place, Suggestion] = {}
    translations = StringTranslation.objects.filter(
        locale=edition.locale_id, context__in=contexts, has_error=False
    )
    columns = ("context_id", "translation_of_id", "translation_of__data", "data")
    for context, string, text, data in translations.values_list(*columns):
        words[context, string] = Suggestion(text, carry_links(data, old={}, new={}))
    before: dict[Place, list[int]] = defaultdict(list)
    steps = Succession.objects.filter(context__in=contexts).order_by("-pk")
    for context, old, new in steps.values_list("context_id", "old_id", "new_id"):
        before[context, new].append(old)
    found = {place: nearest(place, before, words) for place in places if place not in words}
    return {place: suggestion for place, suggestion in found.items() if suggestion}


def nearest(
    place: Place, before: Mapping[Place, Sequence[int]], words: Mapping[Place, Suggestion]
) -> Suggestion | None:
    """Return the words of the text that is the fewest steps back; of two, the one that left last.

    `before` is place → the texts that it took the place of, latest first.
    """
    context, string = place
    waiting, seen = [string], {string}
    while waiting:
        string = waiting.pop(0)
        if found := words.get((context, string)):
            return found
        came_from = [old for old in before.get((context, string), ()) if old not in seen]
        seen.update(came_from)
        waiting += came_from
    return None
