"""The same text elsewhere: its published words are offered where the text is new.

Never words that were typed and not published: what nobody let out must not get out by way of memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from translation_workflow.editions.models import Edition, Kind
from translation_workflow.source.links import Links, carry_links
from translation_workflow.source.models import Origin, State
from translation_workflow.source.working import Place, WorkingText, add_working_text

from .models import PublishedText

TOOL = "memory"


@dataclass(frozen=True)
class Remembered:
    """Words that are published for a text somewhere in a language. `age` is larger for later ones."""

    locale: int
    programme: int
    string: int
    words: str
    links: Links
    age: int


def fill_from_memory(new_places: Mapping[Place, Links], editions: Sequence[Edition]) -> None:
    """Fill new pieces of a programme with what is published for the same text in the same language.

    `new_places` is (context, string) → where the links of the text lead there. The words need work, and
    they stay working text; where there is working text already nothing is filled in, nor in editions of
    the master's language, whose new pieces are copies. Four queries, whatever there is to fill.
    """
    add_working_text(words_from_memory(new_places, editions))


def words_from_memory(new_places: Mapping[Place, Links], editions: Sequence[Edition]) -> list[WorkingText]:
    """Return what `fill_from_memory` would fill in, and write nothing."""
    editions = [edition for edition in editions if edition.kind is Kind.TRANSLATION]
    if not new_places or not editions:
        return []
    locales = {edition.locale_id for edition in editions}
    remembered = _remembered({string for _, string in new_places}, locales)
    return filled(new_places, best_of(remembered, programme=editions[0].programme_id))


def best_of(remembered: Iterable[Remembered], *, programme: int) -> dict[tuple[int, int], Remembered]:
    """Return (locale, string) → the words to offer: the programme's own first, then the latest."""
    ranked = sorted(remembered, key=lambda one: (one.programme == programme, one.age))
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


def _remembered(strings: set[int], locales: set[int]) -> list[Remembered]:
    rows = PublishedText.objects.filter(
        string__in=strings, edition__locale__in=locales, made_from__isnull=True
    ).exclude(words="")
    columns = ("edition__locale_id", "edition__programme_id", "string_id", "words", "links", "pk")
    return [Remembered(*row) for row in rows.values_list(*columns)]
