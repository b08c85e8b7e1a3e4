"""What somebody types is looked up in memory: as a text, and as words that stand in texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from uuid import UUID

from wagtail_localize.models import StringSegment

from translation_workflow.editions.models import Edition
from translation_workflow.source.markup import plain_text, without_control_signs
from translation_workflow.source.masters import master_order
from translation_workflow.source.titles import piece_url

from .concordance import Occurrence, Span, concordance
from .match import Match
from .matches import matches

LONGEST = 2000
"""So many characters are looked up; of a longer text nothing is."""
MATCHES, OCCURRENCES = 10, 30


@dataclass(frozen=True)
class Part:
    """A run of a text; `is_found` where it is what was looked for."""

    text: str
    is_found: bool


@dataclass(frozen=True)
class Shown:
    """A translation that memory has. `url` is its piece on the desk, "" where that is not to be had."""

    match: Match
    source: Sequence[Part]
    words: Sequence[Part]
    url: str = ""

    @property
    def short(self) -> str:
        """Its beginning, for whoever hears links without what stands around them."""
        return "".join(part.text for part in self.source)[:60]


@dataclass(frozen=True)
class Answer:
    """What memory has for a text: translations of texts like it, and translations where its words stand."""

    matches: Sequence[Shown] = ()
    occurrences: Sequence[Shown] = ()

    def __bool__(self) -> bool:
        return bool(self.matches or self.occurrences)


def asked_of(typed: str) -> str:
    """Return what somebody typed as it is looked up: without signs that nobody sees, on one line."""
    return " ".join(without_control_signs(typed.replace("\r", " ").replace("\n", " ")).split())


def look_up(asked: str, edition: Edition, *, mine: Iterable[int]) -> Answer:
    """Return what memory has, best first; `mine` are ids of the editions whose desk the user may open.

    What is longer than `LONGEST` has no answer. The queries do not grow with what is found.
    """
    if not asked or len(asked) > LONGEST:
        return Answer()
    like = matches(escape(asked, quote=False), edition, limit=MATCHES)
    said = concordance(escape(asked, quote=False), edition, limit=OCCURRENCES)
    there = _there([*like, *(one.match for one in said)], edition, set(mine))
    return Answer(
        [Shown(one, _parts(one.source), _parts(one.words), _url(one, there)) for one in like],
        [_occurrence(one, there) for one in said],
    )


def _occurrence(one: Occurrence, there: set[tuple[UUID, int, int]]) -> Shown:
    return Shown(
        one.match,
        _parts(one.match.source, one.in_source),
        _parts(one.match.words, one.in_words),
        _url(one.match, there),
    )


def _parts(fragment: str, spans: Iterable[Span] = ()) -> list[Part]:
    """Return a text without tags in parts, what stands in `spans` as found."""
    text, at, parts = plain_text(fragment), 0, []
    for start, end in sorted(spans):
        if start >= at:
            parts += [Part(text[at:start], False), Part(text[start:end], True)]
            at = end
    return [part for part in [*parts, Part(text[at:], False)] if part.text]


def _there(found: Sequence[Match], edition: Edition, mine: set[int]) -> set[tuple[UUID, int, int]]:
    """Return the places that the live masters of the user's own editions still have."""
    places = {
        (one.key, *one.place)
        for one in found
        if one.key is not None and one.edition is not None and one.edition.pk in mine
    }
    programmes = {
        one.edition.programme for one in found if one.edition is not None and one.edition.pk in mine
    }
    if not places:
        return set()
    keys = {key for key, *_ in places}
    live = {key for programme in programmes for key in master_order(programme, keys)}
    rows = StringSegment.objects.filter(
        source__locale=edition.programme.master_locale_id,
        source__object__in=live,
        context__in={context for _, context, _ in places if context is not None},
    ).values_list("source__object_id", "context_id", "string_id")
    return set(rows)


def _url(one: Match, there: set[tuple[UUID, int, int]]) -> str:
    context, string = one.place
    if one.key is None or context is None or one.edition is None or (one.key, context, string) not in there:
        return ""
    return piece_url(one.edition, one.key, (context, string))
