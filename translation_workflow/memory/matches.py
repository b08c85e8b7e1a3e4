"""Translation memory: what people said before for the same text, or for one that is much like it.

All that people translated or approved in a pair of languages counts, in every programme, for texts that
stand nowhere any more, too. Nothing is copied: memory is working text, found by its source.

A text is looked up in three steps: which source texts may be alike (`trigrams` where PostgreSQL narrows,
`known` elsewhere), how much each is worth (`score`), and which words they have (`units`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from translation_workflow.editions.models import Edition, Kind
from translation_workflow.source.links import Links
from translation_workflow.source.markup import is_blank, plain_text
from translation_workflow.source.models import State

from .fitting import Place, fitted, links_at, links_in
from .match import Match, match_of
from .owners import owners_of
from .score import IDENTICAL, USEFUL, has_same_tags, score
from .sources import Source, sources_for
from .units import Unit, units_of

# So many of a text's best sources are read at first, then four times as many: most have words.
_FIRST, _MORE = 40, 4


def matches(
    text: str,
    edition: Edition,
    *,
    limit: int = 5,
    at_least: int = USEFUL,
    links: Links | None = None,
) -> list[Match]:
    """Return what memory has for a text of the master in an edition's language, best first.

    `text` is an HTML fragment; `links` are where its links lead, as far as that is known. Of equal scores
    approved words come first, then the programme's own, then the latest. The same words for the same text
    are one match. A text without letters has no match, and one of more than `LONGEST` has exact ones only.
    Nothing is written. Raises ValueError for a limit below 1 or a score that is none.
    """
    given = None if links is None else {text: links}
    return matches_for([text], edition, limit=limit, at_least=at_least, links=given)[text]


def matches_for(
    texts: Collection[str],
    edition: Edition,
    *,
    limit: int = 5,
    at_least: int = USEFUL,
    links: Mapping[str, Links] | None = None,
) -> dict[str, list[Match]]:
    """Return text → its matches, for many texts at once: `matches` says what they are.

    Eleven queries at most, whatever the number of texts; a few more where hundreds of sources are alike and
    have no words.
    """
    if limit < 1 or not 1 <= at_least <= IDENTICAL:
        raise ValueError("A limit is at least 1, and a score from 1 to 100.")
    found: dict[str, list[Match]] = {text: [] for text in texts}
    asked = [text for text in found if not is_blank(text)]
    if not asked or edition.kind is Kind.MASTER:
        return found
    sources = sources_for(asked, edition, at_least=at_least)
    units = _units(sources, edition, limit=limit)
    owners = owners_of({unit.key for rows in units.values() for unit in rows if unit.key}, edition.locale_id)
    best = {
        text: _best(text, sources[text], units, owners, edition)[:limit] for text in asked if sources[text]
    }
    linked = {match.place for some in best.values() for match in some if links_in(match.words)}
    led = links_at(linked)
    for text, some in best.items():
        found[text] = [_fitted(match, text, led, (links or {}).get(text)) for match in some]
    return found


def _units(sources: Mapping[str, Sequence[Source]], edition: Edition, *, limit: int) -> dict[int, list[Unit]]:
    """Return source text's id → its units, of as many sources of each text as reach the limit."""
    units: dict[int, list[Unit]] = {}
    read, size, waiting = 0, _FIRST, list(sources.values())
    while waiting:
        wanted = {source.string for some in waiting for source in some[read : read + size]} - units.keys()
        rows = units_of(wanted, [edition.locale_id])
        units |= {string: [unit for _, unit in rows.get(string, ())] for string in wanted}
        read, size = read + size, size * _MORE
        waiting = [
            some
            for some in waiting
            if len(some) > read and sum(bool(units[source.string]) for source in some[:read]) < limit
        ]
    return units


def _best(
    text: str,
    sources: Sequence[Source],
    units: Mapping[int, Sequence[Unit]],
    owners: Mapping[UUID, Edition],
    edition: Edition,
) -> list[Match]:
    ranked: list[tuple[tuple[object, ...], Match]] = []
    for source in sources:
        for unit in units.get(source.string, ()):
            # What a transaction took back may have left its number to another text.
            if plain_text(unit.text) != source.text:
                continue
            is_identical = source.worth == IDENTICAL and has_same_tags(unit.text, text)
            match = match_of(unit, owners, score=score(source.worth, is_identical=is_identical))
            is_own = match.edition is not None and match.edition.programme_id == edition.programme_id
            rank = (
                -IDENTICAL if is_identical else -min(source.worth, IDENTICAL - 0.001),
                unit.state is not State.APPROVED,
                not is_own,
                -unit.at.timestamp(),
                unit.string,
                unit.context or 0,
            )
            ranked.append((rank, match))
    ranked.sort(key=lambda one: one[0])
    once: dict[tuple[str, str], Match] = {}
    for _, match in ranked:
        once.setdefault((match.source, match.words), match)
    return list(once.values())


def _fitted(match: Match, text: str, led: Mapping[Place, Links], links: Links | None) -> Match:
    if not links_in(match.words):
        return match
    words = fitted(match.words, source=match.source, text=text, old=led.get(match.place), new=links)
    return replace(match, words=words)
