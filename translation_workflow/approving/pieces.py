"""A page as its reviewer sees it: what is there, what changed since the last approval, what is missing."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString
from wagtail_localize.models import String

from translation_workflow.editions.models import Edition
from translation_workflow.quality.finding import Severity
from translation_workflow.quality.look import counting, findings_in
from translation_workflow.quality.piece import Found
from translation_workflow.review.outlook import Outlook, outlook
from translation_workflow.review.rendering.choose import Place
from translation_workflow.review.rendering.mould import Slot
from translation_workflow.source.formatted import change, formatted
from translation_workflow.source.markup import is_blank, plain_text
from translation_workflow.source.masters import is_of
from translation_workflow.source.models import State
from translation_workflow.source.places import places_in
from translation_workflow.source.working import WorkingText, working_text_of

from .approved import Approval, approvals_of, last_approval
from .leading import Link, links_in


class Change(StrEnum):
    """What happened to a piece since a reviewer stood behind it."""

    NEW = "new"
    """Nobody has approved any words of it."""
    WORDS = "words"
    SOURCE = "source"
    """The master changed its text, and somebody said that the words are still right."""
    BOTH = "both"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Piece:
    """One piece of a page. The changes are "" where nothing changed; `name` is its words, or its text, plain.

    `version` is what was looked at. `is_new`: a publication would make its words live. `lacks`: readers would
    get no words of it. `held` is what keeps its words back, `warnings` what else rules say of them.
    """

    context: int
    string: int
    version: str
    place: str
    name: str
    source: SafeString
    words: SafeString
    state: State
    change: Change
    source_change: SafeString
    words_change: SafeString
    is_new: bool = False
    lacks: bool = False
    held: Sequence[Found] = ()
    warnings: Sequence[Found] = ()
    links: Sequence[Link] = ()

    @property
    def id(self) -> str:
        return f"{self.context}-{self.string}"

    @property
    def waits(self) -> bool:
        """Whether a reviewer is to decide about its words."""
        return self.state is State.TRANSLATED and (self.is_new or self.change is not Change.NOTHING)

    @property
    def is_told(self) -> bool:
        """Whether a reviewer is to see it without asking for all."""
        return self.waits or self.is_new or self.lacks or self.state is State.NEEDS_WORK or bool(self.held)

    @property
    def may_go_back(self) -> bool:
        return self.state in (State.TRANSLATED, State.APPROVED)


@dataclass(frozen=True)
class Looked:
    """An object of an edition as it is now, ready to be looked at.

    `seen` is place → version of what readers of the edition would get.
    """

    edition: Edition
    key: UUID
    title: str
    pieces: Sequence[Piece]
    outlook: Outlook
    seen: Mapping[Place, str]

    @property
    def to_decide(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.waits]

    @property
    def told(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.is_told]

    @property
    def is_short_of_approval(self) -> bool:
        """Whether nothing but the approval of what waits keeps it from being published."""
        allowed, missing = self.edition.maximum_missing, self.outlook.missing
        # Where more is missing than is allowed, the gate is one of the faults; here it is to be the only one.
        if allowed is None or len(missing) <= allowed or len(self.outlook.faults) != 1:
            return False
        return self.lacking <= allowed

    @property
    def lacking(self) -> int:
        """How many pieces readers would get no words of, even when all that waits is approved."""
        approved = {(piece.context, piece.string) for piece in self.to_decide if not piece.held}
        return sum(place not in approved for place in self.outlook.missing)

    @property
    def omits(self) -> bool:
        """Whether readers get nothing where words are missing; else they get the master's."""
        return self.edition.fallback == Edition.Fallback.OMIT

    @property
    def would_change(self) -> bool:
        """Whether a publication would make anything live."""
        goes_live = self.outlook.goes_live or self.outlook.adapts
        return goes_live or any(piece.is_new for piece in self.pieces)


def look_at(edition: Edition, key: UUID, *, user: Any) -> Looked | None:
    """Return an object as somebody who reviews it sees it; None for what is not of its programme.

    What the edition hides, replaces or leaves out is not in it. The queries do not grow with the object.
    """
    found = outlook(edition, key, user=user) if is_of(edition, key) else None
    if found is None:
        return None
    slots = _slots(found)
    texts = texts_of(edition, key)
    approved = approvals_of(edition, key)
    spoken = found.situation.spoken_of(edition, key)
    last = {
        place: last_approval(
            place,
            approved=approved,
            published=spoken.published,
            predecessors=found.situation.predecessors,
        )
        for place in slots
    }
    sources = _sources(one.string for place, one in last.items() if one and one.string != place[1])
    places = places_in(found.frame.source.get_source_instance())
    warnings, links = _warnings(edition, key), links_in(slots)
    pieces = [
        replace(
            _piece(slot, texts.get(place), last[place], found, sources=sources),
            place=places.get(slot.path) or slot.path.partition(".")[0],
            warnings=warnings.get(place, ()),
            links=links.get(place, ()),
        )
        for place, slot in slots.items()
    ]
    title = getattr(found.row, "draft_title", "") or found.frame.name
    return Looked(edition, key, title, pieces, found, versions_of(texts, slots))


def versions_of(texts: Mapping[Place, WorkingText], places: Iterable[Place]) -> dict[Place, str]:
    """Return place → what there is to look at, as a short digest."""
    return {place: version_of(texts.get(place)) for place in places}


def version_of(text: WorkingText | None) -> str:
    """Return a short digest of words, their state and when they were written; the same for no words."""
    if text is None:
        return "0"
    at = text.updated_at.isoformat() if text.updated_at else ""
    told = "\x1f".join((text.words, str(text.state), str(text.made_from or ""), at))
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def texts_of(edition: Edition, key: UUID) -> dict[Place, WorkingText]:
    """Return place → working text of an object, older texts of the master included; one query."""
    return {
        (text.context, text.string): text
        for text in working_text_of([key], edition.locale_id)
        if not (text.has_error or is_blank(text.words))
    }


def _slots(found: Outlook) -> dict[Place, Slot]:
    """Return the pieces that readers of the edition would get, in reading order."""
    return {
        (slot.context, slot.string): slot
        for slot in found.frame.slots
        if not found.adaptation.does_without(slot.path)
    }


def _warnings(edition: Edition, key: UUID) -> dict[Place, list[Found]]:
    """Return place → what rules say of its words that keeps nothing back, and that nobody put aside."""
    found: dict[Place, list[Found]] = defaultdict(list)
    for one in counting(findings_in(edition, keys=[key])):
        if one.finding.severity is Severity.WARNING:
            found[one.piece.context, one.piece.string].append(one)
    return found


def _sources(strings: Iterable[int]) -> dict[int, str]:
    wanted = set(strings)
    return dict(String.objects.filter(pk__in=wanted).values_list("pk", "data")) if wanted else {}


def _piece(
    slot: Slot,
    text: WorkingText | None,
    last: Approval | None,
    found: Outlook,
    *,
    sources: Mapping[int, str],
) -> Piece:
    where = (slot.context, slot.string)
    words = text.words if text else ""
    source_changed = bool(last and last.string != slot.string)
    words_changed = bool(text and last and last.words != words)
    before = sources.get(last.string, "") if last and source_changed else ""
    return Piece(
        slot.context,
        slot.string,
        version_of(text),
        "",
        plain_text(words or slot.text),
        formatted(slot.text),
        formatted(words),
        State(text.state) if text else State.UNTRANSLATED,
        _change(text, last, of_source=source_changed, of_words=words_changed),
        change(before, slot.text),
        change(last.words if last and words_changed else "", words),
        where in found.news,
        where in found.missing,
        found.held.get(where, ()),
    )


def _change(text: WorkingText | None, last: Approval | None, *, of_source: bool, of_words: bool) -> Change:
    if text is None:
        return Change.NOTHING
    if last is None:
        return Change.NEW
    if of_source and of_words:
        return Change.BOTH
    return Change.SOURCE if of_source else Change.WORDS if of_words else Change.NOTHING
