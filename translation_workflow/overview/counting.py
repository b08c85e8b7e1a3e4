"""How far all objects are in all editions: counted by the database, as the gate and freshness count.

What an edition hides, replaces or leaves out counts nowhere: of working text by what people decided last,
of published text by what is live.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, TextField, Value, When
from django.db.models.functions import Coalesce, Concat

from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.published import (
    NOTHING,
    Adaptation,
    latest_of,
    live_of,
    waits_for_reviewer,
)
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.review.models import PublishedText
from translation_workflow.source.models import State
from translation_workflow.source.standing import path_in, texts_of_today, words_for

from .pieces import Live, Pieces

Key = tuple[int, UUID]
"""An edition's id and the key of a page or snippet."""


class Said(StrEnum):
    """What is said of published pieces: they have words, of today's text or of an older one, or none."""

    WORDS = "words"
    OUTDATED = "outdated"
    EMPTY = "empty"


class Tally(NamedTuple):
    """So many pieces of which the same is said: a state of working text, or `Said`.

    `path` is None where no edition adapts the object. `stands`: the master has them today.
    """

    path: str | None
    said: str
    stands: bool
    number: int


@dataclass(frozen=True)
class Counted:
    """The pieces of one object in an edition, and what is published of them; `latest` and `live` are what
    the edition makes of the object by what people decided last, and for readers. `has_draft`: some of it
    waits to be published.
    """

    pieces: Pieces
    published: Live
    latest: Adaptation = NOTHING
    live: Adaptation = NOTHING
    has_draft: bool = False


class _Adapted(NamedTuple):
    """What an edition makes of a page, see `Counted`."""

    latest: Adaptation
    live: Adaptation
    has_draft: bool


_NOTHING = _Adapted(NOTHING, NOTHING, has_draft=False)


class _Sort(IntEnum):
    """What a row of the one query counts."""

    ASKED = 0
    WORKING = 1
    PUBLISHED = 2


def counted(editions: Collection[Edition], masters: Mapping[int, Collection[UUID]]) -> dict[Key, Counted]:
    """Return how far each object of a programme (`masters`: its id → keys) is in each of its editions.

    Two queries, however many editions, programmes and objects. What a master's own edition has is a copy.
    """
    editions = [edition for edition in editions if masters.get(edition.programme_id)]
    if not editions:
        return {}
    layers = _adapted(editions)
    tallies = _tallies(editions, masters, adapted={key for _, key in layers})
    return {
        (edition.pk, key): _counted(
            edition,
            layers.get((edition.pk, key), _NOTHING),
            asked=tallies[_Sort.ASKED, 0, key],
            words=tallies[_Sort.WORKING, edition.locale_id, key],
            published=tallies[_Sort.PUBLISHED, edition.pk, key],
        )
        for edition in editions
        for key in masters[edition.programme_id]
    }


def _counted(
    edition: Edition,
    adaptations: _Adapted,
    *,
    asked: Iterable[Tally],
    words: Iterable[Tally],
    published: Iterable[Tally],
) -> Counted:
    latest, live, has_draft = adaptations
    return Counted(
        _pieces(edition, _number(_shown(asked, latest)), _shown(words, latest)),
        _live(edition, _number(_shown(asked, live)), _shown(published, live)),
        latest,
        live,
        has_draft,
    )


def _pieces(edition: Edition, total: int, words: Sequence[Tally]) -> Pieces:
    rest = max(total - _number(words), 0)
    is_copy = edition.kind is not Kind.TRANSLATION
    return Pieces(
        untranslated=0 if is_copy else rest,
        needs_work=_number(words, State.NEEDS_WORK),
        translated=_number(words, State.TRANSLATED),
        approved=_number(words, State.APPROVED),
        copies=rest if is_copy else 0,
    )


def _live(edition: Edition, total: int, published: Sequence[Tally]) -> Live:
    if edition.kind is Kind.MASTER:
        return Live()
    standing = [one for one in published if one.stands]
    own = _number(standing) - _number(standing, Said.EMPTY)
    return Live(
        # In the master's own language a piece without own words is a copy, and whole.
        untranslated=max(total - own, 0) if edition.kind is Kind.TRANSLATION else 0,
        needs_work=_number(published, Said.OUTDATED),
        is_behind=_number(standing) < total or len(standing) < len(published),
    )


def _number(tallies: Iterable[Tally], said: str | None = None) -> int:
    return sum(one.number for one in tallies if said is None or one.said == said)


def _shown(tallies: Iterable[Tally], adaptation: Adaptation) -> list[Tally]:
    """Return those of pieces that readers of the edition would get."""
    return [
        one
        for one in tallies
        if not (adaptation.leaves_out if one.path is None else adaptation.does_without(one.path))
    ]


def _adapted(editions: Iterable[Edition]) -> dict[Key, _Adapted]:
    """Return what editions make of pages: as people decided last, and for readers. One query.

    A draft that waits for a reviewer nobody decided on yet.
    """
    rows = Layer.objects.filter(edition__in={edition.pk for edition in editions})
    return {
        (one.edition_id, one.page_key): _Adapted(
            live_of(one) if waits_for_reviewer(one) else latest_of(one),
            live_of(one),
            one.has_unpublished_changes,
        )
        for one in rows.select_related("latest_revision")
    }


def _tallies(
    editions: Sequence[Edition], masters: Mapping[int, Collection[UUID]], *, adapted: Collection[UUID]
) -> Mapping[tuple[int, int, UUID], list[Tally]]:
    """Return (sort, owner, object) → what is counted there, in one query.

    The owner of working text is a language, that of published text an edition; what is asked for has none.
    """
    today = texts_of_today(editions, masters)
    rows = _asked(today, adapted).union(
        _working(today, editions, adapted), _published(today, editions, adapted), all=True
    )
    found: dict[tuple[int, int, UUID], list[Tally]] = defaultdict(list)
    for sort, owner, key, path, said, stands, number in rows:
        found[sort, owner, key].append(Tally(path, said, bool(stands), number))
    return found


def _asked(today: Any, adapted: Collection[UUID]) -> Any:
    """Count the pieces that are asked for. A text that stands twice in one place is one piece."""
    places = (F("context"), Value("-"), F("string"))
    return _rows(
        today,
        _Sort.ASKED,
        owner=Value(0, IntegerField()),
        key="context__object",
        path=path_in(adapted),
        said=Value("", TextField()),
        stands=Value(1, IntegerField()),
        number=Count(Concat(*places, output_field=TextField()), distinct=True),
    )


def _working(today: Any, editions: Iterable[Edition], adapted: Collection[UUID]) -> Any:
    """Count the words of languages by state."""
    return _rows(
        words_for(today, {edition.locale_id for edition in editions}),
        _Sort.WORKING,
        owner=F("locale"),
        key="context__object",
        path=path_in(adapted),
        said=Coalesce("working_state__state", Value(State.TRANSLATED), output_field=TextField()),
        stands=Value(1, IntegerField()),
    )


def _published(today: Any, editions: Iterable[Edition], adapted: Collection[UUID]) -> Any:
    """Count the published pieces of editions by what is said of them."""
    stands = today.filter(context=OuterRef("context"), string=OuterRef("string"))
    rows: Any = PublishedText.objects.filter(
        edition__in={edition.pk for edition in editions}, is_retired=False
    )
    return _rows(
        rows,
        _Sort.PUBLISHED,
        owner=F("edition"),
        key="object_key",
        path=path_in(adapted, "object_key"),
        said=Case(
            When(made_from__isnull=False, then=Value(Said.OUTDATED)),
            When(words="", then=Value(Said.EMPTY)),
            default=Value(Said.WORDS),
            output_field=TextField(),
        ),
        stands=Case(When(Exists(stands), then=1), default=0, output_field=IntegerField()),
    )


def _rows(rows: Any, sort: _Sort, *, key: str, number: Any = None, **columns: Any) -> Any:
    """Return rows as the parts of the one query have them: all the same columns, in the same order."""
    return (
        rows.order_by()
        .annotate(
            sort=Value(int(sort), IntegerField()), **{f"of_{name}": one for name, one in columns.items()}
        )
        .values_list("sort", "of_owner", key, "of_path", "of_said", "of_stands")
        .annotate(number=number or Count("pk"))
    )
