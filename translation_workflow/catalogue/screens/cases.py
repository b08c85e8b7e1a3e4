"""Words that were set aside, as the page shows them where somebody decides; read in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext
from wagtail_localize.models import StringSegment

from translation_workflow.catalogue.judge import sentences
from translation_workflow.catalogue.known import Shelf, objects_of
from translation_workflow.catalogue.models import SetAside
from translation_workflow.catalogue.set_aside import seal
from translation_workflow.editions.models import Edition
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.run import blocking, unfit
from translation_workflow.source.difference import difference
from translation_workflow.source.hold import ANYTHING, Hold
from translation_workflow.source.working import Place, working_text

from .places import places_of
from .report import name_in

_ICONS = {
    SetAside.Reason.CONFLICT: "warning",
    SetAside.Reason.STALE: "history",
    SetAside.Reason.QUARANTINED: "circle-xmark",
    SetAside.Reason.UNKNOWN: "help",
}


@dataclass(frozen=True)
class Case:
    """Words to decide about. `now` is the English text that stands there today, "" for none.

    `then` is the one that they were made for, with what differs marked, where it is another. `faults` are
    what is to be mended before they go live; `is_unfit` where nobody may use them before that.
    """

    row: SetAside
    icon: str
    place: str
    now: str
    then: SafeString | None
    ours: str
    theirs: SafeString
    faults: list[str]
    is_unfit: bool

    @property
    def may_be_taken(self) -> bool:
        return bool(self.now) and not self.is_unfit and not self.row.settled

    @property
    def file(self) -> str:
        """The file that the words came in, "" where it is known no more."""
        return name_in(self.row.file.batch.name, self.row.file.name) if self.row.file else ""

    @property
    def seen(self) -> str:
        """What the form carries of the words here: nobody replaces others than they saw."""
        return seal(self.ours)

    @property
    def is_put_away(self) -> bool:
        return self.row.settled == SetAside.Settled.DISMISSED


def cases(rows: Iterable[SetAside], edition: Edition) -> list[Case]:
    """Return what there is to say of each row; the number of queries grows with pages only."""
    rows = list(rows)
    wanted = {place for row in rows if (place := _place(row))}
    contexts = {context for context, _ in wanted}
    texts: dict[Place, str] = {
        (context, string): text
        for context, string, text in StringSegment.objects.filter(
            context__in=contexts, source__locale=edition.programme.master_locale_id
        ).values_list("context_id", "string_id", "string__data")
    }
    ours = {
        (text.context, text.string): text.words
        for text in working_text(wanted, [edition.locale_id])
        if not text.has_error
    }
    holds = Shelf(edition).holds(objects_of(contexts)) if contexts else {}
    places = places_of(edition.programme, {row.address for row in rows})
    return [_case(row, texts, ours=ours, holds=holds, places=places, language=edition.code) for row in rows]


def _place(row: SetAside) -> Place | None:
    return (row.context_id, row.string_id) if row.context_id and row.string_id else None


def _case(
    row: SetAside,
    texts: Mapping[Place, str],
    *,
    ours: Mapping[Place, str],
    holds: Mapping[str, Hold],
    places: Mapping[str, Any],
    language: str,
) -> Case:
    place = _place(row)
    now = texts.get(place, "") if place else ""
    here = ours.get(place, "") if place else ""
    pair = Pair(now, row.words, language, hold=holds.get(row.address, ANYTHING)) if now else None
    return Case(
        row=row,
        icon=_ICONS[SetAside.Reason(row.reason)],
        place=places.get(row.address, ""),
        now=now,
        then=None if now == row.source else difference(now, row.source),
        ours=here,
        theirs=difference(here, row.words),
        faults=[one.through(gettext) for one in sentences(blocking(pair))] if pair else [],
        is_unfit=bool(pair and unfit(pair)),
    )
