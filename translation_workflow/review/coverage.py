"""How much of what is live in an edition is in its own words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from wagtail_localize.models import StringSegment

from translation_workflow.editions.models import Edition, Kind

from .models import PublishedText


class Origin(StrEnum):
    """Where the words of a block come from."""

    MASTER = "master"
    TRANSLATED = "translated"
    PARTIAL = "partial"
    COPY = "copy"


Piece = tuple[str, int]
"""A path, and the id of the master's text there."""


@dataclass(frozen=True)
class Freshness:
    """How a live page stands against the live master, in pieces of text.

    `needs_work`: live words made from another text of the master; `untranslated`: no live words;
    `structure_behind`: places that only one of the two has.
    """

    needs_work: int = 0
    untranslated: int = 0
    structure_behind: int = 0


@dataclass(frozen=True)
class Coverage:
    """The live pieces of one object: path → whether each piece there is in the edition's words."""

    kind: Kind
    pieces: Mapping[str, tuple[bool, ...]]

    def origin(self, prefix: str) -> Origin | None:
        """Return the origin of all words at a path and below it; None where there are none."""
        below = prefix + "."
        own = [
            translated
            for path, pieces in self.pieces.items()
            if path == prefix or path.startswith(below)
            for translated in pieces
        ]
        if not own:
            return None
        if self.kind is Kind.MASTER:
            return Origin.MASTER
        if all(own):
            return Origin.TRANSLATED
        if self.kind is Kind.SAME_LANGUAGE:
            return Origin.PARTIAL if any(own) else Origin.COPY
        return Origin.PARTIAL if any(own) else Origin.MASTER


def coverage_of(edition: Edition, page_key: UUID) -> Coverage:
    """Return the coverage of one page or snippet as it was last published in the edition."""
    if edition.kind is Kind.MASTER:
        paths = StringSegment.objects.filter(
            source__object=page_key, source__locale=edition.locale_id
        ).values_list("context__path", flat=True)
        return Coverage(Kind.MASTER, dict.fromkeys(paths, (False,)))
    pieces: dict[str, tuple[bool, ...]] = defaultdict(tuple)
    rows = PublishedText.objects.filter(edition=edition, object_key=page_key)
    for path, words in rows.values_list("context__path", "words"):
        pieces[path] += (bool(words),)
    return Coverage(edition.kind, dict(pieces))


def freshness_of(edition: Edition) -> dict[UUID, Freshness]:
    """Return the freshness of every published object of an edition, in two queries."""
    if edition.kind is Kind.MASTER:
        return {}
    live: dict[UUID, dict[Piece, bool]] = defaultdict(dict)
    outdated: Counter[UUID] = Counter()
    rows = PublishedText.objects.filter(edition=edition)
    columns = ("object_key", "context__path", "string_id", "words", "made_from_id")
    for key, path, string, words, made_from in rows.values_list(*columns):
        live[key][path, string] = bool(words)
        outdated[key] += made_from is not None
    master: dict[UUID, set[Piece]] = defaultdict(set)
    segments = StringSegment.objects.filter(
        source__locale=edition.programme.master_locale_id, source__object__in=list(live)
    )
    for key, path, string in segments.values_list("source__object_id", "context__path", "string_id"):
        master[key].add((path, string))
    return {
        key: Freshness(
            needs_work=outdated[key],
            untranslated=_untranslated(live[key], master[key], kind=edition.kind),
            structure_behind=len({path for path, _ in live[key]} ^ {path for path, _ in master[key]}),
        )
        for key in live
    }


def _untranslated(live: Mapping[Piece, bool], master: set[Piece], *, kind: Kind) -> int:
    if kind is Kind.SAME_LANGUAGE:
        # In the master's own language a piece without own words is a copy, and whole.
        return 0
    return sum(not live.get(piece) for piece in master)
