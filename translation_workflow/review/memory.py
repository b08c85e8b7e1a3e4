"""The same text elsewhere: where a text is new, an edition fills in what its policy says.

That is what is published somewhere in its language; or what people translated, whether anybody let it out
or not; or nothing. What is filled in needs work, so that it goes nowhere by itself. Words for a text that is
only alike are never filled in: they are offered (`memory.matches`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from translation_workflow.editions.models import Edition, Kind
from translation_workflow.memory.fitting import links_at
from translation_workflow.memory.owners import programmes_of
from translation_workflow.memory.units import units_of
from translation_workflow.source.links import Links, carry_links
from translation_workflow.source.models import Origin, State
from translation_workflow.source.working import Place, WorkingText, add_working_text

from .models import PublishedText

TOOL = "memory"
Fills = Edition.MemoryFills


@dataclass(frozen=True)
class Remembered:
    """Words for a text somewhere in a language. `age` is larger for later ones of the same kind."""

    locale: int
    programme: int
    string: int
    words: str
    links: Links
    age: float
    is_published: bool = True


def fill_from_memory(new_places: Mapping[Place, Links], editions: Sequence[Edition]) -> None:
    """Fill new pieces of a programme with what its editions remember for the same text, each by its policy.

    `new_places` is (context, string) → where the links of the text lead there. The words need work, and
    they stay working text; where there is working text already nothing is filled in, nor in editions of
    the master's language, whose new pieces are copies. Three queries, whatever there is to fill, and two
    more where an edition takes what is not published.
    """
    add_working_text(words_from_memory(new_places, editions))


def words_from_memory(new_places: Mapping[Place, Links], editions: Sequence[Edition]) -> list[WorkingText]:
    """Return what `fill_from_memory` would fill in, and write nothing."""
    editions = [edition for edition in editions if edition.kind is Kind.TRANSLATION]
    filling = {edition.locale_id for edition in editions if edition.memory_fills != Fills.NOTHING}
    if not new_places or not filling:
        return []
    strings = {string for _, string in new_places}
    unpublished = {edition.locale_id for edition in editions if edition.memory_fills == Fills.TRANSLATED}
    remembered = [*_published(strings, filling), *_translated(strings, unpublished)]
    return filled(new_places, best_of(remembered, programme=editions[0].programme_id))


def best_of(remembered: Iterable[Remembered], *, programme: int) -> dict[tuple[int, int], Remembered]:
    """Return (locale, string) → the words to fill in: the programme's own before others', published ones
    before those that are not, later before earlier.
    """
    ranked = sorted(remembered, key=lambda one: (one.programme == programme, one.is_published, one.age))
    return {(one.locale, one.string): one for one in ranked}


def filled(
    new_places: Mapping[Place, Links], best: Mapping[tuple[int, int], Remembered]
) -> list[WorkingText]:
    """Return the working text for new places; a link that the place lacks is unwrapped, its words stay."""
    places: dict[int, list[tuple[int, Links]]] = {}
    for (context, string), links in new_places.items():
        places.setdefault(string, []).append((context, links))
    return [
        WorkingText(
            locale,
            context,
            string,
            carry_links(one.words, old=one.links, new=links),
            state=State.NEEDS_WORK,
            origin=Origin.MEMORY,
            tool=TOOL,
        )
        for (locale, string), one in best.items()
        for context, links in places.get(string, ())
    ]


def _published(strings: set[int], locales: set[int]) -> list[Remembered]:
    rows = PublishedText.objects.filter(
        string__in=strings, edition__locale__in=locales, made_from__isnull=True
    ).exclude(words="")
    columns = ("edition__locale_id", "edition__programme_id", "string_id", "words", "links", "pk")
    return [Remembered(*row) for row in rows.values_list(*columns)]


def _translated(strings: set[int], locales: set[int]) -> list[Remembered]:
    """Return what people translated or approved; three queries, and none where no edition wants it."""
    if not locales:
        return []
    units = [found for rows in units_of(strings, locales).values() for found in rows]
    programmes = programmes_of({unit.key for _, unit in units if unit.key})
    links = links_at({(unit.context, unit.string) for _, unit in units if "<a " in unit.words})
    return [
        Remembered(
            locale,
            programmes.get(unit.key, 0) if unit.key else 0,
            unit.string,
            unit.words,
            links.get((unit.context, unit.string), {}),
            unit.at.timestamp(),
            is_published=False,
        )
        for locale, unit in units
    ]
