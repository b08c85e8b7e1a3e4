"""A page is opened: everything is read in bulk, and put together without asking again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from translation_workflow.adaptation.published import NOTHING as UNCHANGED
from translation_workflow.adaptation.published import (
    Adaptation,
    latest_of,
    layers_of,
    live_of,
    waits_for_reviewer,
)
from translation_workflow.editions.languages import language_for
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.source.formatted import change
from translation_workflow.source.hold import ANYTHING
from translation_workflow.source.markup import plain_text
from translation_workflow.source.models import State
from translation_workflow.source.segments import Segment as Stored
from translation_workflow.source.segments import segments_of
from translation_workflow.source.working import Place
from translation_workflow.talk.threads import Count, open_counts
from translation_workflow.termbase.agreed import terms_of
from translation_workflow.termbase.terms import Terms

from .findings import findings_by_place
from .keep import drafts_of
from .left_behind import left_behind
from .models import TypedDraft
from .page import DeskPage, Finding, LeftBehind, Neighbour, Section, Segment
from .reading_order import Spot
from .seen import NOTHING, Seen, seen_of
from .shown import links_of, shown
from .subject import Subject
from .terms import terms_in

_NOWHERE = Spot(1 << 30, (), "")


@dataclass(frozen=True)
class Reading:
    """All that was read of an object for one person."""

    subject: Subject
    stored: Sequence[Stored]
    seen: Mapping[Place, Seen]
    findings: Mapping[Place, Sequence[Finding]]
    drafts: Mapping[Place, TypedDraft]
    counts: Mapping[tuple[Any, int | None, int | None], Count]
    adaptation: Adaptation
    terms: Terms
    spots: Mapping[str, Spot]

    @property
    def edition(self) -> Edition:
        return self.subject.edition

    @classmethod
    def of(cls, subject: Subject, *, person: Any) -> Reading:
        """Read; the number of queries does not depend on the size of the object."""
        edition, key = subject.edition, subject.key
        stored = segments_of([key], edition).get(key, [])
        adaptation, terms = _adaptation(subject), terms_of(edition)
        return cls(
            subject,
            stored,
            seen_of(key, edition.locale_id),
            findings_by_place(subject, stored, adaptation=adaptation, terms=terms),
            drafts_of(subject, person=person),
            open_counts(edition, [key]),
            adaptation,
            terms,
            subject.spots,
        )

    def sections(self) -> Iterator[Section]:
        """Yield the pieces in reading order, those below one heading together."""
        ordered = sorted(self.stored, key=lambda one: self._spot(one).number)
        for above, group in groupby(ordered, key=lambda one: self._spot(one).above):
            breadcrumb = above or (_("Elsewhere on the page"),)
            yield Section(breadcrumb[-1], breadcrumb, [self.segment(one) for one in group])

    def segment(self, one: Stored) -> Segment:
        """Return one piece as the desk shows it."""
        place = one.context, one.string
        seen, draft = self.seen.get(place, NOTHING), self.drafts.get(place)
        hold = self.subject.holds.get(one.address.path, ANYTHING)
        findings, count = self.findings.get(place, ()), self.counts.get((self.subject.key, *place), Count())
        told = self._told(one)
        words = one.words or (one.text if one.state is State.COPY else "")
        return Segment(
            context=one.context,
            string=one.string,
            version=seen.version,
            label=self._spot(one).label,
            source=shown(one.text),
            source_plain=plain_text(one.text),
            words=shown(words),
            words_plain=plain_text(words),
            state=str(one.state),
            state_label=str(one.state.label),
            origin_label=_origin(one),
            is_exception=not told and (not _is_done(one.state) or any(not f.dismissed for f in findings)),
            is_copy=one.state is State.COPY,
            is_line=hold.is_line,
            is_plain=hold.is_plain,
            limit=hold.limit,
            made_from=shown(one.made_from),
            change=change(one.made_from, one.text),
            draft=_draft(draft, seen),
            draft_version=draft.version if draft else "",
            findings=findings,
            terms=terms_in(one.text, self.terms),
            links=links_of(one.text, one.links) if "<a" in one.text else (),
            questions=count.questions,
            answered=count.answered,
            remarks=count.comments,
            told=told,
        )

    def left_behind(self) -> list[LeftBehind]:
        """Return what the person typed for texts that are gone."""
        return left_behind(self.drafts, self.stored)

    def _spot(self, one: Stored) -> Spot:
        return self.spots.get(one.address.path, _NOWHERE)

    def _told(self, one: Stored) -> str:
        if self.adaptation.leaves_out:
            return _("This edition does without the page: nobody reads this text.")
        if self.adaptation.covers(one.address.path):
            return _("This edition hides or replaces this block: nobody reads this text.")
        return ""


def counts_of(segments: Sequence[Segment]) -> dict[str, int]:
    """Return state → number of the pieces that readers get."""
    return dict(Counter(one.state for one in segments if not one.is_covered))


def open_page(
    subject: Subject,
    *,
    person: Any,
    urls: Mapping[str, str],
    neighbours: tuple[Neighbour | None, Neighbour | None] = (None, None),
    **may: Any,
) -> DeskPage:
    """Return an object of an edition as the desk shows it to a person; `may` are flags of `DeskPage`."""
    reading = Reading.of(subject, person=person)
    sections = list(reading.sections())
    edition = subject.edition
    source, target = language_for(edition.master_code), edition.language
    titled = next((one.words for one in reading.stored if one.address.path == "title" and one.words), "")
    return DeskPage(
        title=plain_text(titled) or subject.title,
        source_title=subject.title,
        edition=edition,
        key=subject.key,
        sections=sections,
        is_page=subject.is_page,
        is_same_language=edition.kind is Kind.SAME_LANGUAGE,
        source_language=source.code,
        source_direction=source.direction,
        language=target.code,
        direction=target.direction,
        counts=counts_of([segment for section in sections for segment in section.segments]),
        previous=neighbours[0],
        next=neighbours[1],
        left_behind=reading.left_behind(),
        urls=urls,
        **may,
    )


def _adaptation(subject: Subject) -> Adaptation:
    if not subject.is_page:
        return UNCHANGED
    layer = layers_of(subject.edition, [subject.key]).get(subject.key)
    return live_of(layer) if layer and waits_for_reviewer(layer) else latest_of(layer)


def _is_done(state: State) -> bool:
    return state in (State.TRANSLATED, State.APPROVED, State.COPY)


def _origin(one: Stored) -> str:
    # What people wrote is the rule, and copies are told by their state.
    return "" if one.origin is None or one.origin in ("person", "copy") else str(one.origin.label)


def _draft(draft: TypedDraft | None, seen: Seen) -> SafeString | None:
    if draft is None:
        # Words that did not fit are nobody's yet, and are offered as if they had just been typed.
        return shown(seen.words) if seen.is_misfit else None
    if seen.has_words and draft.words == seen.words:
        return None
    return shown(draft.words) if draft.words else mark_safe("")
