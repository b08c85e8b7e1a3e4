"""An edition's pieces as rules look at them, in bulk: a fixed number of queries, whatever the size."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from translation_workflow.adaptation.published import NOTHING, Adaptation, latest_adaptations
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.source.address import Address
from translation_workflow.source.hold import ANYTHING, Hold
from translation_workflow.source.limits import holds_in
from translation_workflow.source.masters import master_order
from translation_workflow.source.models import State
from translation_workflow.source.segments import Segment
from translation_workflow.source.working import words_of
from translation_workflow.termbase.agreed import terms_of
from translation_workflow.termbase.terms import Terms

from .others import Others, Said
from .pair import Pair
from .piece import Piece

# Of more objects than this it is dearer to ask what others say than to read all of them.
FEW = 50


@dataclass(frozen=True)
class _Working:
    words: str
    state: State
    made_from: str


_Place = tuple[int, int]


def pieces_of(edition: Edition, *, keys: Collection[UUID] | None = None) -> list[Piece]:
    """Return the pieces that have words in an edition, in reading order; of some objects, or of all.

    Only live masters have any. What the edition hides, replaces or leaves out is passed over, as in its
    catalogues. In an edition of the master's language what nobody wrote is a copy, and no piece.
    """
    if edition.kind is Kind.MASTER:
        return []
    if keys is not None and len(keys) > FEW:
        return [piece for piece in _Reading.of(edition, None).pieces() if piece.address.object_key in keys]
    return _Reading.of(edition, keys).pieces()


def piece_at(edition: Edition, place: _Place, *, words: str) -> Piece | None:
    """Return a piece as it would be with other words; None where the master has no such text today.

    `place` is (context, string). Words that are not saved yet were made for the text of today.
    """
    segment = _segments(edition).filter(context=place[0], string=place[1]).first()
    if segment is None or edition.kind is Kind.MASTER:
        return None
    reading = _Reading.of(edition, {segment.source.object_id}, typed={place: words})
    return next((piece for piece in reading.pieces() if (piece.context, piece.string) == place), None)


def pieces_in(
    edition: Edition,
    segments: Sequence[Segment],
    *,
    holds: Mapping[str, Hold],
    adaptation: Adaptation,
    terms: Terms,
) -> list[Piece]:
    """Return the same for one object whose segments somebody has read; `holds` are by content path.

    Three queries: what other objects say.
    """
    originals = [(*_at(one.address), one.text, one.context, one.string) for one in segments]
    working = {
        (one.context, one.string): _Working(one.words, one.state, one.made_from)
        for one in segments
        if one.words
    }
    keys = {key for key, *_ in originals}
    said = _said_here(originals, working)
    said += _said_elsewhere(edition, master_order(edition.programme).keys() - keys, originals, working)
    every = dict.fromkeys(keys, holds)
    return _Reading(
        edition, originals, working, every, Others(said), dict.fromkeys(keys, adaptation), terms
    ).pieces()


def originals_of(edition: Edition, *, keys: Collection[UUID] | None = None) -> list[Piece]:
    """Return the pieces of an edition's master, without translations, in reading order."""
    order = master_order(edition.programme, keys)
    holds = _holds(edition, order)
    language = edition.master_code
    return [
        Piece(
            Address(key, path),
            context,
            string,
            Pair(text, "", language, language, hold=holds[key].get(path, ANYTHING)),
        )
        for key, path, text, context, string in _rows(edition, order)
    ]


@dataclass(frozen=True)
class _Reading:
    """All that the pieces of some objects are made from."""

    edition: Edition
    originals: Sequence[tuple[UUID, str, str, int, int]]
    working: Mapping[_Place, _Working]
    holds: Mapping[UUID, Mapping[str, Hold]]
    others: Others
    adaptations: Mapping[UUID, Adaptation] = field(default_factory=dict)
    terms: Terms | None = None

    @classmethod
    def of(
        cls, edition: Edition, keys: Collection[UUID] | None, *, typed: Mapping[_Place, str] | None = None
    ) -> _Reading:
        programme = master_order(edition.programme)
        order = programme if keys is None else {key: programme[key] for key in programme if key in keys}
        originals, working = list(_rows(edition, order)), _working(edition, order)
        for place, words in (typed or {}).items():
            working[place] = _Working(words, State.TRANSLATED, "")
        said = _said_here(originals, working)
        if keys is not None:
            said += _said_elsewhere(edition, programme.keys() - order.keys(), originals, working)
        return cls(
            edition,
            originals,
            working,
            _holds(edition, order),
            Others(said),
            {key: one for (_, key), one in latest_adaptations([edition]).items() if key in order},
        )

    def pieces(self) -> list[Piece]:
        return list(self._pieces())

    def _pieces(self) -> Iterator[Piece]:
        languages = self.edition.code, self.edition.master_code
        terms = self.terms or terms_of(self.edition)
        for key, path, text, context, string in self.originals:
            own = self.working.get((context, string))
            if own is None or self.adaptations.get(key, NOTHING).does_without(path):
                continue
            pair = Pair(
                text,
                own.words,
                *languages,
                hold=self.holds[key].get(path, ANYTHING),
                made_from=own.made_from,
                elsewhere=self.others.elsewhere(context=context, string=string),
                namesakes=self.others.namesakes(own.words, string=string),
                terms=terms,
            )
            yield Piece(Address(key, path), context, string, pair, own.state)


def _segments(edition: Edition) -> Any:
    return StringSegment.objects.filter(source__locale=edition.programme.master_locale_id).select_related(
        "source"
    )


def _rows(
    edition: Edition, order: Mapping[UUID, tuple[int, str]]
) -> Iterator[tuple[UUID, str, str, int, int]]:
    """Yield key, path, text, context and string of the pieces of objects, in reading order; one query."""
    columns = ("source__object_id", "context__path", "string__data", "context_id", "string_id", "order")
    rows = _segments(edition).filter(source__object__in=order.keys()).values_list(*columns)
    seen = set[_Place]()
    for key, path, text, context, string, _ in sorted(rows, key=lambda row: (order[row[0]], row[5])):
        # A text that stands twice in one place is one piece.
        if (context, string) not in seen:
            seen.add((context, string))
            yield key, path, text, context, string


def _working(edition: Edition, keys: Collection[UUID]) -> dict[_Place, _Working]:
    return {
        (context, string): _Working(words, State(state or State.TRANSLATED), made_from or "")
        for context, string, words, state, made_from in words_of(keys, edition.locale_id).exclude(data="")
    }


def _at(address: Address) -> tuple[UUID, str]:
    return address.object_key, address.path


def _said_here(
    originals: Sequence[tuple[UUID, str, str, int, int]], working: Mapping[_Place, _Working]
) -> list[Said]:
    """Return what these objects say themselves."""
    return [
        Said(context, string, text, working[context, string].words)
        for _, _, text, context, string in originals
        if (context, string) in working and working[context, string].state is not State.NEEDS_WORK
    ]


def _said_elsewhere(
    edition: Edition,
    keys: Collection[UUID],
    originals: Sequence[tuple[UUID, str, str, int, int]],
    working: Mapping[_Place, _Working],
) -> list[Said]:
    """Return what other objects say for these texts, or in these words; one query."""
    words = {
        working[place].words for *_, context, string in originals if (place := (context, string)) in working
    }
    stands = StringSegment.objects.filter(
        source__locale=edition.programme.master_locale_id,
        source__object__in=keys,
        context=OuterRef("context"),
        string=OuterRef("translation_of"),
    )
    rows: Any = (
        StringTranslation.objects.filter(
            Q(translation_of__in={string for *_, string in originals}) | Q(data__in=words),
            Exists(stands),
            locale=edition.locale_id,
        )
        .exclude(data="")
        .exclude(working_state__state=State.NEEDS_WORK)
    )
    columns = ("context_id", "translation_of_id", "translation_of__data", "data")
    return [Said(*row) for row in rows.values_list(*columns)]


def _holds(edition: Edition, keys: Collection[UUID]) -> dict[UUID, Mapping[str, Hold]]:
    """Return object → path → what fits there, for the places that do not take anything; one query."""
    sources = TranslationSource.objects.filter(
        object__in=keys, locale=edition.programme.master_locale_id
    ).select_related("specific_content_type")
    return {
        source.object_id: dict(holds_in(source.specific_content_type.model_class(), source.content_json))
        for source in sources
    }
