"""An edition's page as it is worked on: in the words that were typed last, wherever, published or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from translation_workflow.editions.models import Edition
from translation_workflow.source.models import State

from .coverage import Coverage
from .refusal import PublicationRefused
from .rendering.choose import draft_words
from .rendering.frames import Frame, frames_of
from .rendering.plan import Plan, Target, WordsDoNotFit, plan_object
from .rendering.targets import references_of
from .rendering.words import Scope, Spoken, spoken_in


@dataclass(frozen=True)
class WorkingPage:
    """A page that nobody saved, and where its words come from.

    `fault` is why it has other words than were typed: some of these fit nowhere. "" where all do.
    `needs_work` are the content paths whose words somebody has to look at.
    """

    page: Any
    coverage: Coverage
    fault: str = ""
    needs_work: frozenset[str] = frozenset()


def working_page(edition: Edition, key: UUID) -> WorkingPage | None:
    """Return a master page's counterpart in an edition, specific; None where the edition has none yet.

    Nothing is written or locked. The queries do not grow with the page.
    """
    frame = frames_of(edition.programme, [key]).get(key)
    if frame is None:
        return None
    row = frame.model._default_manager.filter(translation_key=key, locale=edition.locale_id).first()
    if row is None:
        return None
    spoken = spoken_in([edition], Scope([key]), with_working=True)[edition.pk, key]
    coverage = _coverage(frame, edition, spoken)
    references = references_of([frame], [edition])[edition.pk]
    needs_work = frozenset(_in_need(frame, spoken))
    try:
        plan = _plan(frame, Target(edition, row), spoken, references)
    except (PublicationRefused, WordsDoNotFit) as refusal:
        return WorkingPage(row, coverage, str(refusal), needs_work)
    for name, value in (plan.live if plan.draft is None else plan.draft).items():
        model_field = row._meta.get_field(name)
        setattr(row, model_field.attname, model_field.to_python(value))
    return WorkingPage(row, coverage, plan.draft_fault, needs_work)


def _in_need(frame: Frame, spoken: Spoken) -> Iterator[str]:
    for slot in frame.slots:
        working = spoken.working.get((slot.context, slot.string))
        if working is not None and working.state is State.NEEDS_WORK:
            yield slot.path


def _plan(frame: Frame, target: Target, spoken: Spoken, references: Mapping[str, int]) -> Plan:
    def published(context: int, string: int) -> str:
        live = spoken.published.get((context, string))
        return live.words if live and not live.is_retired else ""

    # Where nothing that was typed fits, there is what is live.
    draft = draft_words(spoken.working)
    return plan_object(frame, target, words={}, live=published, draft=draft, references=references)


def _coverage(frame: Frame, edition: Edition, spoken: Spoken) -> Coverage:
    pieces: dict[str, tuple[bool, ...]] = defaultdict(tuple)
    for slot in frame.slots:
        pieces[slot.path] += ((slot.context, slot.string) in spoken.working,)
    return Coverage(edition.kind, dict(pieces))
