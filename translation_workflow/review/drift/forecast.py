"""What a command would write on which page of which edition, and why. Nothing of it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction

from pages.models import Programme
from translation_workflow.adaptation.published import NOTHING as NOTHING_ADAPTED
from translation_workflow.editions.grouping import by_programme
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import translated_editions
from translation_workflow.review.held import held_back, held_sentences
from translation_workflow.review.layers import Layers, layers_to_publish
from translation_workflow.review.locked import check_lock, locked_pages
from translation_workflow.review.overtaken import check_overtaken, overtaken
from translation_workflow.review.publish import check_parent, checked_words, is_news, live_parents
from translation_workflow.review.refusal import PublicationRefused
from translation_workflow.review.rendering.fits import check_lengths
from translation_workflow.review.rendering.frames import Frame
from translation_workflow.review.rendering.plan import NOTHING, Changes, Plan, Target, WordsDoNotFit
from translation_workflow.review.rendering.situation import Situation, situation_of
from translation_workflow.review.snippets import copies_of_missing
from translation_workflow.review.submit import read
from translation_workflow.source.masters import master_order, master_pages, master_snippets
from translation_workflow.trees.create import missing_pages

from .reasons import reasons_of

# So many objects are read at once.
TOGETHER = 50
ADAPTED = "its adaptation"


@dataclass(frozen=True)
class Step:
    """An object of an edition that would be written: what of it, and why; or the refusal that keeps it."""

    edition: Edition
    name: str
    changes: Changes = NOTHING
    why: tuple[str, ...] = ()
    is_new: bool = False
    refusal: str = ""

    @property
    def is_only_adapted(self) -> bool:
        """Whether nothing but the country's decisions would go live."""
        return self.why == (ADAPTED,) and self.changes == NOTHING and not self.is_new


@dataclass(frozen=True)
class Reading:
    """A master object that changed since the last submission, and its units that did; none: it is new."""

    name: str
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Forecast:
    """What would be read anew, and what would be written. `notes`: what would stay a draft."""

    steps: Sequence[Step] = ()
    readings: Sequence[Reading] = ()
    notes: Sequence[str] = ()


def forecast_following(editions: Sequence[Edition]) -> Forecast:
    """Return what editions would get from their master if they followed it now."""
    return Forecast(
        [
            step
            for programme, own in by_programme(editions).items()
            for step in _following(programme, own, _ordered(programme, None))
        ]
    )


def forecast_publication(edition: Edition, *, keys: set[UUID] | None = None) -> Forecast:
    """Return what a publication of an edition would bring live, what its gate would refuse, what would wait.

    `keys` are pages that somebody publishes by name; None is the edition as a whole.
    """
    order = master_order(edition.programme, keys)
    steps: list[Step] = []
    notes: list[str] = []
    would_be_live: set[str] = set()
    for sort in (0, 1):
        chosen = sorted((key for key in order if order[key][0] == sort), key=lambda key: order[key])
        for some in _parts(chosen):
            with transaction.atomic():
                situation = situation_of(edition.programme, some, [edition])
                layers = layers_to_publish(edition, some, names_pages=keys is not None)
                steps += _published(situation, layers, some, would_be_live=would_be_live, notes=notes)
    return Forecast(steps, notes=notes)


def forecast_submission(programme: Programme) -> Forecast:
    """Return which master objects changed, and what editions would get by it.

    What an edition would get depends on which text took which one's place: so the master is read, and
    that is taken back.
    """
    editions = translated_editions(programme)
    readings: list[Reading] = []
    touched: dict[UUID, list[Edition]] = {}
    with transaction.atomic():
        for instance in [*master_snippets(programme), *master_pages(programme)]:
            behind, units = read(instance, editions)
            if behind or units:
                readings.append(Reading(str(instance), tuple(sorted(units or ()))))
                touched[instance.translation_key] = behind
        steps = list(_following(programme, editions, list(touched), only=touched))
        transaction.set_rollback(True)
    return Forecast(steps, readings)


def _ordered(programme: Programme, keys: set[UUID] | None) -> list[UUID]:
    order = master_order(programme, keys)
    return sorted(order, key=lambda key: order[key])


def _parts(keys: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for first in range(0, len(keys), TOGETHER):
        yield keys[first : first + TOGETHER]


def _following(
    programme: Programme,
    editions: Sequence[Edition],
    keys: Sequence[UUID],
    *,
    only: dict[UUID, list[Edition]] | None = None,
) -> Iterator[Step]:
    yield from _created(programme, editions, keys)
    for some in _parts(keys):
        with transaction.atomic():
            situation = situation_of(programme, some, editions)
            for key in some:
                for edition in editions if only is None else only[key]:
                    frame, target = situation.frames.get(key), situation.targets.get((edition.pk, key))
                    step = _followed(situation, frame, target) if frame and target else None
                    if step is not None:
                        yield step


def _followed(situation: Situation, frame: Frame, target: Target) -> Step | None:
    words = situation.followed(frame, target.edition)
    try:
        check_lock(target.row, target.edition)
        check_lengths(frame, target.edition, words)
        plan = situation.plan(frame, target, words, goes_live=target.is_withdrawn)
    except (PublicationRefused, WordsDoNotFit) as refusal:
        return Step(target.edition, frame.name, refusal=str(refusal))
    if not plan.writes and not plan.draft_fault:
        return None
    return replace(_step(situation, plan), refusal=plan.draft_fault)


def _created(programme: Programme, editions: Sequence[Edition], keys: Sequence[UUID]) -> Iterator[Step]:
    missing = missing_pages(programme, editions, keys=set(keys))
    for page in missing.pages:
        yield Step(page.edition, page.master.title, why=(f"is missing at {page.url_path}",), is_new=True)


def _published(
    situation: Situation, layers: Layers, keys: Sequence[UUID], *, would_be_live: set[str], notes: list[str]
) -> Iterator[Step]:
    edition = layers.edition
    live = live_parents(situation, edition) | would_be_live
    copies = [row for rows in copies_of_missing(situation, edition).values() for row in rows]
    new = {row.translation_key: Target(edition, row) for row in copies}
    yield from _created(edition.programme, [edition], keys)
    adaptations = layers.adaptations()
    conflicts = overtaken(edition, adaptations)
    held = held_back(situation, edition, keys)
    locked = locked_pages(edition, keys, user=None)
    going: list[Frame] = []
    for key in keys:
        frame, target = situation.frames.get(key), situation.targets.get((edition.pk, key), new.get(key))
        if frame is None or target is None:
            continue
        if key in locked:
            yield Step(edition, frame.name, refusal=locked[key])
            continue
        try:
            check_overtaken(edition, frame.name, conflicts=conflicts.get(key, 0))
            adaptation = adaptations.get(key, NOTHING_ADAPTED)
            words = checked_words(situation, frame, edition, held=held, adaptation=adaptation)
            if target.is_page:
                check_parent(frame, target, live)
            plan = situation.plan(frame, target, words, goes_live=True)
        except (PublicationRefused, WordsDoNotFit) as refusal:
            yield Step(edition, frame.name, refusal=str(refusal))
            continue
        going.append(frame)
        if target.is_page:
            live.add(target.row.path)
            would_be_live.add(target.row.path)
        is_adapted = layers.goes_live(key)
        if layers.waits(key):
            notes.append(layers.waiting_sentence(frame.name))
        if is_adapted or is_news(situation, plan) or plan.writes:
            step = _step(situation, plan, is_new=key in new)
            yield replace(step, why=(ADAPTED, *step.why)) if is_adapted else step
    notes += held_sentences(edition, going, held, adaptations=adaptations)


def _step(situation: Situation, plan: Plan, *, is_new: bool = False) -> Step:
    before = situation.spoken_of(plan.edition, plan.frame.key).published
    own = tuple(f"{name} of its own" for name in plan.target.own_changes) if plan.target.is_page else ()
    why = (*own, *reasons_of(plan, before))
    return Step(plan.edition, plan.frame.name, plan.changes, why, is_new=is_new)
