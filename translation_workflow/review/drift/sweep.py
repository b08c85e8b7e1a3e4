"""Find what drifted: render every object of editions whole, and compare it with what is stored.

Following writes what a change touched. This looks at everything, whatever changed: rows, drafts,
published text. So a bug, a lost row or a hand in the database shows within a day, and is put right.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from pages.models import Programme
from pages.progress import Progress, unwatched
from translation_workflow.editions.grouping import by_programme
from translation_workflow.editions.locks import lock_editions
from translation_workflow.editions.models import Edition
from translation_workflow.review import signals
from translation_workflow.review.locked import check_lock
from translation_workflow.review.place import Stands, strays, take_masters_place, tell_where
from translation_workflow.review.publishing import own_publishing
from translation_workflow.review.refusal import PublicationRefused
from translation_workflow.review.rendering.apply import FOLLOWED, apply_plans
from translation_workflow.review.rendering.choose import Live, Place
from translation_workflow.review.rendering.fits import check_lengths
from translation_workflow.review.rendering.frames import Frame
from translation_workflow.review.rendering.plan import NOTHING, Changes, Plan, Target, WordsDoNotFit
from translation_workflow.review.rendering.situation import Situation, situation_of
from translation_workflow.review.rendering.words import Spoken, keep
from translation_workflow.review.taken_down import kept_pages, take_down, unasked_pages
from translation_workflow.source.masters import master_order

from .recover import recovered

Awaited = Callable[[Collection[UUID]], Collection[UUID]]
"""Which of some objects have work that waits: they are late, and not wrong."""

# So many objects are read, compared and mended in one transaction.
TOGETHER = 50


@dataclass(frozen=True)
class Drift:
    """An object of an edition that is not what it is to be.

    `changes` are what its row, draft and schedule are to say; `pieces` are the texts of the master whose
    published text is lost or says otherwise; `is_stray`: it stands below another page than its master;
    `is_unasked`: it is live, and nobody published it.
    `hindrance` is why it, or its draft, cannot be mended, if so.
    """

    edition: Edition
    key: UUID
    name: str
    changes: Changes = NOTHING
    pieces: tuple[str, ...] = ()
    hindrance: str = ""
    is_stray: bool = False
    is_unasked: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """What of it differs, but for published text."""
        told = ("where it stands",) if self.is_stray else ()
        return (
            *told,
            *(("live, though nobody published it",) if self.is_unasked else ()),
            *self.changes.told,
        )

    def __str__(self) -> str:
        told = [*self.parts, *(f"published text of “{text}”" for text in self.pieces)]
        sentence = f"{self.edition}: “{self.name}”: {', '.join(told)}" if told else ""
        return " ".join(part for part in (sentence, self.hindrance) if part)


def find_drift(
    editions: Sequence[Edition],
    *,
    keys: Collection[UUID] | None = None,
    mend: bool = False,
    awaited: Awaited | None = None,
    progress: Progress = unwatched,
) -> list[Drift]:
    """Return what differs in some editions, by programme and object, parents first; mend it if asked.

    A draft that somebody saved by hand is theirs, and one that is older than words typed since is late
    and not wrong: neither is reported, nor what is `awaited`. A page that is live though nobody published it
    is taken down, unless it is unknown what is awaited: somebody may have published it just now. The number
    of queries does not depend on that of objects, up to TOGETHER of them; after that it starts again.
    """
    found: list[Drift] = []
    for programme, own in by_programme(editions).items():
        order = master_order(programme, None if keys is None else set(keys))
        chosen = sorted(order, key=lambda key: order[key])
        for first in range(0, len(chosen), TOGETHER):
            progress(f"Comparing {programme.name}", first, len(chosen))
            found += _sweep(programme, chosen[first : first + TOGETHER], own, mend=mend, awaited=awaited)
        progress(f"Comparing {programme.name}", len(chosen), len(chosen))
        kept = kept_pages(programme, own, keys=keys)
        for edition in own:
            if keeps := sorted(key for keeper, key in kept if keeper == edition):
                found += _sweep(programme, keeps, [edition], mend=mend, awaited=awaited)
    return found


@dataclass(frozen=True)
class _Found:
    drift: Drift
    plan: Plan | None = None
    words: Mapping[Place, Live] | None = None


@transaction.atomic
def _sweep(
    programme: Programme,
    keys: Sequence[UUID],
    editions: Sequence[Edition],
    *,
    mend: bool,
    awaited: Awaited | None,
) -> list[Drift]:
    lock_editions(editions)
    # Asked under the lock: what is done by now is not awaited, and what is noted from here on comes after.
    late = set(awaited(keys)) if awaited else set()
    keys = [key for key in keys if key not in late]
    stray = strays(programme, keys, editions)
    unasked = unasked_pages(keys, editions) if awaited else set()
    with own_publishing():
        if mend:
            _put_in_place(stray)
            _take_down(unasked)
        situation = situation_of(programme, keys, editions)
        found = list(_compare(situation, keys, editions, stray=stray, unasked=unasked))
        if mend:
            _mend(situation, [one for one in found if one.plan is not None])
            moved = [situation.targets.get((edition.pk, key)) for edition, key in stray]
            tell_where(
                [(one.edition, one.row) for one in moved if one and (one.is_shown or not one.row.live)]
            )
    return [one.drift for one in found]


def _put_in_place(stray: Sequence[Stands]) -> None:
    for edition, key in stray:
        take_masters_place(Page.objects.get(translation_key=key, locale=edition.locale_id), edition)


def _take_down(unasked: Collection[Stands]) -> None:
    pages = [
        (edition, Page.objects.get(translation_key=key, locale=edition.locale_id)) for edition, key in unasked
    ]
    if gone := [one for edition, page in pages for one in take_down(edition, page)]:
        signals.pages_went_away.send(sender=Edition, keys=gone)


def _compare(
    situation: Situation,
    keys: Sequence[UUID],
    editions: Sequence[Edition],
    *,
    stray: Collection[Stands],
    unasked: Collection[Stands],
) -> Iterator[_Found]:
    typed = _last_typed(keys, editions)
    for key in keys:
        frame = situation.frames.get(key)
        for edition in editions if frame is not None else ():
            assert frame is not None
            target = situation.targets.get((edition.pk, key))
            if target is not None:
                is_own = (
                    target.is_by_hand or _is_late(target, typed.get((edition.locale_id, key)))
                ) and target.is_page
                drift = Drift(
                    edition,
                    key,
                    frame.name,
                    is_stray=(edition, key) in stray,
                    is_unasked=(edition, key) in unasked,
                )
                one = _look_at(situation, frame, target, drift=drift, keeps_draft=is_own)
                if one is not None:
                    yield one


def _look_at(
    situation: Situation, frame: Frame, target: Target, *, drift: Drift, keeps_draft: bool
) -> _Found | None:
    """Return `drift` with what else differs; None where all is as it is to be."""
    edition = target.edition
    spoken = situation.spoken_of(edition, frame.key)
    lost = recovered(frame, target, spoken.published) if target.was_published else {}
    try:
        check_lock(target.row, edition)
        words = situation.followed(frame, edition) | lost
        check_lengths(frame, edition, words)
        plan = situation.plan(frame, target, words, goes_live=target.is_withdrawn, keeps_draft=keeps_draft)
    except (PublicationRefused, WordsDoNotFit) as refusal:
        return _Found(replace(drift, hindrance=str(refusal)))
    if keeps_draft and target.draft is None:
        # The words typed since are no draft yet; the row alone is compared.
        plan = replace(plan, draft=None, writes_draft=False, writes_schedule=False, draft_fault="")
    texts = {(slot.context, slot.string): slot.text for slot in frame.slots}
    pieces = _differing(spoken, words) if target.was_published else ()
    if not (plan.writes or pieces or plan.draft_fault or drift.is_stray or drift.is_unasked):
        return None
    told = tuple(dict.fromkeys(texts.get(place, "") for place in pieces))
    drift = replace(drift, changes=plan.changes, pieces=told, hindrance=plan.draft_fault)
    return _Found(drift, plan, words)


def _differing(spoken: Spoken, decided: Mapping[Place, Live]) -> list[Place]:
    """Return the places whose published text is not what was decided."""
    other = [place for place, live in decided.items() if spoken.published.get(place) != live]
    return other + [
        place for place, live in spoken.published.items() if place not in decided and not live.is_retired
    ]


def _mend(situation: Situation, found: Sequence[_Found]) -> None:
    plans = [one.plan for one in found if one.plan is not None]
    apply_plans(plans, user=None, action=FOLLOWED)
    keep(
        [
            situation.change(one.plan.frame, one.plan.edition, one.words)
            for one in found
            if one.plan is not None and one.words is not None and one.plan.target.was_published
        ]
    )
    live = [(plan.edition, plan.target.row) for plan in plans if plan.target.is_page and plan.target.is_shown]
    snippets = [(plan.edition, plan.frame.key) for plan in plans if not plan.target.is_page]
    if snippets:
        signals.snippets_changed.send(sender=Edition, keys=snippets)
    if live:
        signals.pages_went_live.send(sender=Edition, pages=live)


def _last_typed(keys: Collection[UUID], editions: Sequence[Edition]) -> dict[tuple[int, UUID], datetime]:
    """Return (locale, object) → when working text was written last."""
    rows = (
        StringTranslation.objects.filter(
            locale__in={edition.locale_id for edition in editions}, context__object__in=keys
        )
        .values_list("locale_id", "context__object_id")
        .annotate(last=Max("updated_at"))
    )
    return {(locale, key): last for locale, key, last in rows}


def _is_late(target: Target, typed: datetime | None) -> bool:
    drafted = getattr(target.row, "latest_revision_created_at", None)
    return typed is not None and drafted is not None and typed > drafted
