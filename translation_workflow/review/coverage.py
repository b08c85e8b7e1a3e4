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
    live: dict[UUID, dict[tuple[str, int], bool]] = defaultdict(dict)
    rows = PublishedText.objects.filter(edition=edition)
    for key, path, string, words in rows.values_list("object_key", "context__path", "string_id", "words"):
        live[key][path, string] = bool(words)
    master: dict[UUID, set[tuple[str, int]]] = defaultdict(set)
    segments = StringSegment.objects.filter(
        source__locale=edition.programme.master_locale_id, source__object__in=list(live)
    )
    for key, path, string in segments.values_list("source__object_id", "context__path", "string_id"):
        master[key].add((path, string))
    return {key: _compare(live[key], master[key], kind=edition.kind) for key in live}


def _compare(live: Mapping[tuple[str, int], bool], master: set[tuple[str, int]], *, kind: Kind) -> Freshness:
    outdated = Counter(path for (path, string), own in live.items() if own and (path, string) not in master)
    needs_work = untranslated = 0
    for path, string in sorted(master):
        if live.get((path, string)):
            continue
        if outdated[path]:
            outdated[path] -= 1
            needs_work += 1
        elif kind is not Kind.SAME_LANGUAGE:
            # In the master's own language a piece without own words is a copy, and whole.
            untranslated += 1
    apart = {path for path, _ in live} ^ {path for path, _ in master}
    return Freshness(needs_work, untranslated, len(apart))
