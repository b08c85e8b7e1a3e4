"""How all objects stand in some editions: what every screen of this room is told from, read once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from translation_workflow.adaptation.published import Adaptation
from translation_workflow.editions.models import Edition
from translation_workflow.review.models import Publication

from .counting import Counted, Key, counted
from .objects import Object, Objects, objects_and_pages
from .pieces import Own, Pieces, Standing, together


@dataclass(frozen=True)
class Picture:
    """The objects of programmes, how each stands in each edition, and what the edition makes of it."""

    editions: Collection[Edition]
    objects: Objects
    standings: Mapping[Key, Standing]
    adaptations: Mapping[Key, Adaptation]

    def standing(self, edition: Edition, one: Object) -> Standing:
        return self.standings[edition.pk, one.key]

    def of(self, edition: Edition) -> Iterator[tuple[Object, Standing]]:
        """Yield the objects of an edition in reading order, each with how it stands."""
        for one in self.objects.get(edition.programme_id, ()):
            yield one, self.standings[edition.pk, one.key]

    def needs_work(self, edition: Edition, key: UUID) -> int:
        """Return how many pieces of an object need work; none of one that the master has not."""
        standing = self.standings.get((edition.pk, key))
        return standing.pieces.needs_work if standing else 0

    def pieces(self, edition: Edition) -> Pieces:
        """Return the pieces of all objects of an edition together."""
        return together(standing for _, standing in self.of(edition))

    def parts(self, edition: Edition) -> dict[bool, Pieces]:
        """Return whether pages share them → the pieces of an edition's objects; no part is empty."""
        standings: dict[bool, list[Standing]] = {False: [], True: []}
        for one, standing in self.of(edition):
            standings[one.is_shared].append(standing)
        found = {is_shared: together(some) for is_shared, some in standings.items()}
        return {is_shared: pieces for is_shared, pieces in found.items() if pieces.total}


def picture_of(editions: Iterable[Edition], *, with_shared: bool = True) -> Picture:
    """Return how all objects stand; `with_shared` includes the texts that pages share.

    Three queries, and three more for shared texts, however many editions, programmes and objects.
    """
    editions = list(editions)
    programmes = {edition.programme_id: edition.programme for edition in editions}
    objects, pages = objects_and_pages(
        programmes.values(), {edition.locale_id for edition in editions}, with_shared=with_shared
    )
    keys = {pk: [one.key for one in found] for pk, found in objects.items()}
    numbers = counted(editions, keys)
    published = _published(editions) if with_shared else set()
    standings = {
        (edition.pk, one.key): _standing(
            numbers[edition.pk, one.key],
            is_there=one.is_shared or (edition.locale_id, one.key) in pages,
            is_live=(edition.pk, one.key) in published
            if one.is_shared
            else pages.get((edition.locale_id, one.key), False),
        )
        for edition in editions
        for one in objects[edition.programme_id]
    }
    return Picture(editions, objects, standings, {pair: one.latest for pair, one in numbers.items()})


def _standing(found: Counted, *, is_there: bool, is_live: bool) -> Standing:
    return Standing(
        found.pieces,
        live=found.published if is_live and not found.live.leaves_out else None,
        is_there=is_there,
        is_left_out=found.latest.leaves_out,
        own=tuple(_own(found)),
    )


def _own(found: Counted) -> Iterator[Own]:
    if found.live.decisions:
        yield Own.LIVE
    if found.has_draft:
        yield Own.WAITS


def _published(editions: Iterable[Edition]) -> set[Key]:
    rows = Publication.objects.filter(edition__in={edition.pk for edition in editions}, is_withdrawn=False)
    return set(rows.values_list("edition", "object_key"))
