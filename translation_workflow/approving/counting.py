"""How many words of each object wait for a reviewer in an edition: counted by the database.

What an edition hides, replaces or leaves out nobody has to look at, and counts nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.published import NOTHING, Adaptation, is_to_publish, latest_of
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.review.models import PublishedText
from translation_workflow.source.models import State
from translation_workflow.source.standing import path_in, texts_of_today, words_for

Owner = tuple[int, UUID]
"""An edition's id and the key of a page or snippet."""

Tally = dict[tuple[str | None, Any], int]
"""(path where the edition adapts the object, what is said of pieces) → how many."""


@dataclass(frozen=True)
class Words:
    """Pieces of one object in an edition.

    `to_approve` are translated and `approved` approved, and neither is live as it is. `adapts`: decisions of
    the country wait beside them. `is_left_out`: the edition does without the object.
    """

    to_approve: int = 0
    approved: int = 0
    needs_work: int = 0
    untranslated: int = 0
    adapts: bool = False
    is_left_out: bool = False

    @property
    def waits(self) -> bool:
        """Whether there is anything that is not live and could be."""
        return bool(self.to_approve or self.approved or self.adapts)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left for a translator."""
        return not (self.needs_work or self.untranslated)


NO_WORDS = Words()


def count_words(editions: Collection[Edition], masters: Mapping[int, Collection[UUID]]) -> dict[Owner, Words]:
    """Return how far each object of a programme (`masters`: its id → keys) is in each of its editions.

    Three queries, however many editions, programmes and objects.
    """
    editions = [edition for edition in editions if masters.get(edition.programme_id)]
    if not editions:
        return {}
    layers = _layers(editions)
    adapted = {key for (_, key), (one, _) in layers.items() if one != NOTHING}
    today = texts_of_today(editions, masters)
    asked, words = _asked(today, adapted), _words(today, editions, adapted)
    return {
        (edition.pk, key): _counted(
            edition,
            layers.get((edition.pk, key), (NOTHING, False)),
            asked=asked.get(key, {}),
            words=words.get((edition.locale_id, key), {}),
        )
        for edition in editions
        for key in masters[edition.programme_id]
    }


def _counted(edition: Edition, layer: tuple[Adaptation, bool], *, asked: Tally, words: Tally) -> Words:
    adaptation, adapts = layer
    said: dict[Any, int] = defaultdict(int)
    for what, number in _seen(words, adaptation):
        said[what] += number
    total = sum(number for _, number in _seen(asked, adaptation))
    is_translation = edition.kind is Kind.TRANSLATION
    return Words(
        to_approve=said[State.TRANSLATED, False],
        approved=said[State.APPROVED, False],
        needs_work=said[State.NEEDS_WORK, False] + said[State.NEEDS_WORK, True],
        untranslated=max(total - sum(said.values()), 0) if is_translation else 0,
        adapts=adapts,
        is_left_out=adaptation.leaves_out,
    )


def _seen(tally: Tally, adaptation: Adaptation) -> list[tuple[Any, int]]:
    """Return what is said of the pieces that readers of the edition would get."""
    return [
        (what, number)
        for (path, what), number in tally.items()
        if not (adaptation.leaves_out if path is None else adaptation.does_without(path))
    ]


def _layers(editions: Collection[Edition]) -> dict[Owner, tuple[Adaptation, bool]]:
    """Return what a publication makes of pages, and whether some of that is not live; one query."""
    rows = Layer.objects.filter(edition__in=editions).select_related("latest_revision")
    return {(one.edition_id, one.page_key): (latest_of(one), is_to_publish(one)) for one in rows}


def _asked(today: Any, adapted: Collection[UUID]) -> dict[UUID, Tally]:
    """Return object → how many pieces are asked for. A text that stands twice in one place is one piece."""
    rows = (
        today.annotate(at=path_in(adapted))
        .values_list("context__object", "at", "context")
        .annotate(Count("string", distinct=True))
    )
    found: dict[UUID, Tally] = defaultdict(lambda: defaultdict(int))
    for key, path, _, number in rows:
        found[key][path, None] += number
    return dict(found)


def _words(today: Any, editions: Collection[Edition], adapted: Collection[UUID]) -> dict[Owner, Tally]:
    """Return (language's id, object) → how many words there are, by state and whether they are live."""
    live = PublishedText.objects.filter(
        edition__in=editions,
        edition__locale=OuterRef("locale"),
        context=OuterRef("context"),
        string=OuterRef("translation_of"),
        words=OuterRef("data"),
        made_from=None,
        is_retired=False,
    )
    rows = (
        words_for(today, {edition.locale_id for edition in editions})
        .annotate(at=path_in(adapted), is_live=Exists(live))
        .values_list("locale", "context__object", "at", "working_state__state", "is_live")
        .annotate(Count("pk"))
    )
    found: dict[Owner, Tally] = defaultdict(lambda: defaultdict(int))
    for locale, key, path, state, is_live, number in rows:
        found[locale, key][path, (state or State.TRANSLATED, bool(is_live))] += number
    return dict(found)
