"""How much of what is live in an edition is in its own words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast, Length
from wagtail_localize.models import StringSegment, TranslationContext

from translation_workflow.adaptation.published import NOTHING, Adaptation, live_adaptations
from translation_workflow.editions.models import Edition, Kind

from .models import PublishedText


class Origin(StrEnum):
    """Where the words of a block come from."""

    MASTER = "master"
    TRANSLATED = "translated"
    PARTIAL = "partial"
    COPY = "copy"


Key = tuple[int, UUID]
"""The primary key of an edition, and the translation key of a page or snippet."""

Piece = tuple[int, int]
"""The ids of a place and of the master's text there."""


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
    """The live pieces of one object: path → whether each piece there is in the edition's words.

    `adaptation` says which of them readers do not get: these count only where nothing else stands. `moved`
    are the paths at which readers get blocks, by their id, if not at the master's.
    """

    kind: Kind
    pieces: Mapping[str, tuple[bool, ...]]
    adaptation: Adaptation = NOTHING
    moved: Mapping[str, str] = field(default_factory=dict)

    def beside(self, adaptation: Adaptation, *, moved: Mapping[str, str]) -> Coverage:
        """Return the coverage of what readers get beside what an edition hides or replaces, where they do."""
        return replace(self, adaptation=adaptation, moved=moved)

    def origin(self, prefix: str) -> Origin | None:
        """Return the origin of all words at a path and below it; None where there are none."""
        own = self._below.get(prefix)
        if not own:
            return None
        if self.kind is Kind.MASTER:
            return Origin.MASTER
        if own == {True}:
            return Origin.TRANSLATED
        if self.kind is Kind.SAME_LANGUAGE:
            return Origin.PARTIAL if True in own else Origin.COPY
        return Origin.PARTIAL if True in own else Origin.MASTER

    @cached_property
    def _below(self) -> Mapping[str, set[bool]]:
        """For each path and each part of it that it begins with: what is said of the pieces there."""
        shown: dict[str, set[bool]] = defaultdict(set)
        covered: dict[str, set[bool]] = defaultdict(set)
        for path, pieces in self.pieces.items():
            here = self._shown_at(path) if self.moved else path
            found = covered if self.adaptation.covers(here) else shown
            end = here.find(".")
            while end >= 0:
                found[here[:end]].update(pieces)
                end = here.find(".", end + 1)
            found[here].update(pieces)
        return {**covered, **shown}

    def _shown_at(self, path: str) -> str:
        """Return where readers get what stands at a path of the master: the innermost that moved decides."""
        steps = path.split(".")
        if not self.moved.keys().isdisjoint(steps):
            place = max(place for place, step in enumerate(steps) if step in self.moved)
            return ".".join([self.moved[steps[place]], *steps[place + 1 :]])
        return path


def coverage_of(edition: Edition, page_key: UUID) -> Coverage:
    """Return the coverage of one page or snippet as it was last published in the edition."""
    return coverages_of([(edition, page_key)])[edition.pk, page_key]


def coverages_of(pairs: Sequence[tuple[Edition, UUID]]) -> dict[Key, Coverage]:
    """Return the coverage of pages and snippets as they were last published, each in an edition.

    One query, and one more where a master's own edition is among them.
    """
    kinds = {(edition.pk, key): edition.kind for edition, key in pairs}
    pieces: dict[Key, dict[str, tuple[bool, ...]]] = {pair: {} for pair in kinds}
    masters = [(edition, key) for edition, key in pairs if edition.kind is Kind.MASTER]
    for pair, path in _masters_paths(masters) if masters else ():
        pieces[pair][path] = (False,)
    if len(masters) < len(pairs):
        keys = {key for _, key in kinds}
        rows = PublishedText.objects.filter(
            edition__in={edition for edition, _ in kinds}, object_key__in=keys, is_retired=False
        )
        # Of one object the key is known, and dear to read with every piece.
        only, column = (next(iter(keys)), ()) if len(keys) == 1 else (None, ("object_key",))
        columns = ("edition_id", "context__path", Length("words"), *column)
        for edition, path, length, *key in rows.values_list(*columns):
            if (at := pieces.get((edition, only or key[0]))) is not None:
                at[path] = (*at.get(path, ()), length > 0)
    return {pair: Coverage(kinds[pair], pieces[pair]) for pair in kinds}


def _masters_paths(pairs: Sequence[tuple[Edition, UUID]]) -> Iterator[tuple[Key, str]]:
    """Yield the path of each text of the master, with the pairs that it is a text of."""
    editions: dict[tuple[int, UUID], list[int]] = defaultdict(list)
    for edition, key in pairs:
        editions[edition.locale_id, key].append(edition.pk)
    rows = StringSegment.objects.filter(
        source__locale__in={locale for locale, _ in editions}, source__object__in={key for _, key in editions}
    )
    for locale, key, path in rows.values_list("source__locale_id", "source__object_id", "context__path"):
        for pk in editions.get((locale, key), ()):
            yield (pk, key), path


def freshness_of(edition: Edition) -> dict[UUID, Freshness]:
    """Return the freshness of every published object of an edition, in three queries.

    Blocks that the edition hides or replaces are not its readers' and count nowhere: one query more.
    """
    if edition.kind is Kind.MASTER:
        return {}
    covered = _covered_places(edition)
    live: dict[str, dict[Piece, bool]] = defaultdict(dict)
    outdated: Counter[str] = Counter()
    rows = PublishedText.objects.filter(edition=edition, is_retired=False)
    columns = (_plain("object_key"), "context_id", "string_id", Length("words"), "made_from_id")
    for key, place, string, length, made_from in rows.values_list(*columns):
        pieces = live[key]
        if place not in covered:
            pieces[place, string] = length > 0
            outdated[key] += made_from is not None
    master: dict[str, set[Piece]] = defaultdict(set)
    segments = StringSegment.objects.filter(
        source__locale=edition.programme.master_locale_id, source__object__in=list(live)
    )
    pieces_of_master = segments.values_list(_plain("source__object_id"), "context_id", "string_id")
    for key, place, string in pieces_of_master:
        if place not in covered:
            master[key].add((place, string))
    return {
        UUID(key): Freshness(
            needs_work=outdated[key],
            untranslated=_untranslated(live[key], master[key], kind=edition.kind),
            structure_behind=len({place for place, _ in live[key]} ^ {place for place, _ in master[key]}),
        )
        for key in live
    }


def _covered_places(edition: Edition) -> set[int]:
    """Return the ids of the places that the edition hides or replaces."""
    covering = {key: one for (_, key), one in live_adaptations([edition]).items() if one.covered}
    if not covering:
        return set()
    places = TranslationContext.objects.filter(object__in=covering)
    return {
        place
        for place, key, path in places.values_list("pk", "object_id", "path")
        if covering[key].covers(path)
    }


def _plain(column: str) -> Cast:
    """Return a key as the database writes it: thousands of rows say few keys, each dear to make."""
    return Cast(column, CharField())


def _untranslated(live: Mapping[Piece, bool], master: set[Piece], *, kind: Kind) -> int:
    if kind is Kind.SAME_LANGUAGE:
        # In the master's own language a piece without own words is a copy, and whole.
        return 0
    return sum(not live.get(piece) for piece in master)
