"""What an edition does by itself: it follows its master, and puts right what was published past the gate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Page

from pages.models import Programme
from pages.progress import unwatched
from translation_workflow.editions.locks import lock_editions
from translation_workflow.editions.models import Edition
from translation_workflow.quality.carry import carry_dismissals
from translation_workflow.source.masters import is_live_master
from translation_workflow.source.refresh import Refreshed
from translation_workflow.source.succession import record, steps_between
from translation_workflow.trees.restrict import follow_restrictions

from . import signals
from .create import create_pages
from .locked import check_lock
from .memory import fill_from_memory
from .models import Publication
from .place import take_masters_place, tell_where
from .publish import Outcome, publish_edition
from .publishing import own_publishing
from .refusal import PublicationRefused
from .rendering.apply import FOLLOWED, apply_plans
from .rendering.fits import check_lengths
from .rendering.plan import Plan, WordsDoNotFit
from .rendering.situation import Situation, situation_of
from .rendering.words import keep
from .taken_down import kept_pages, take_down

Refusals = dict[Edition, str]


@transaction.atomic(savepoint=False)
def carry_over(refreshed: Refreshed, editions: Sequence[Edition]) -> list[Edition]:
    """Let words follow a refreshed master; return the editions whose pages are to be written for it.

    Working text follows as needs work, new places are filled from memory. Where an edition shows what it
    showed before, its published text follows at once and nothing is left to do there.
    """
    key = refreshed.source.object_id
    if not refreshed.units or not editions:
        return _withdrawn(key, editions)
    # Who publishes now reads the master as it was or as it is, and not half of each.
    lock_editions(editions)
    steps = steps_between(refreshed.before, refreshed.after)
    record(steps, editions)
    carry_dismissals(steps, editions)
    fill_from_memory(refreshed.new_places, editions)
    if refreshed.is_new or refreshed.is_structure:
        return list(editions)
    situation = situation_of(editions[0].programme, {key}, editions, units=refreshed.units)
    touched, changes = [], []
    for edition in editions:
        if _is_touched(situation, key, edition):
            touched.append(edition)
        elif _was_published(situation, key, edition):
            frame = situation.frames[key]
            changes.append(situation.change(frame, edition, situation.followed(frame, edition)))
    keep(changes)
    return touched


@transaction.atomic(savepoint=False)
def follow_master(
    key: UUID, editions: Sequence[Edition], *, is_in_place: bool = False, keeps_draft: bool = False
) -> Refusals:
    """Let one object follow its master in some editions: structure at once, with the words that are live.

    No typed word goes live by it. A page that the master has and an edition has not is created there as
    a draft; one whose master went away goes, and comes back with it, unless the edition keeps it: then it
    says what it said. One whose master moved or was restricted moves and is restricted the same way;
    `is_in_place` spares looking for that. With `keeps_draft` nothing is written into drafts, nor are locks
    of pages heeded.

    Returns what could not be done, by edition; the others are done, and so is what is live where only
    words of the draft do not fit. A page stands and is restricted as its master even where no word of it
    could be written.
    """
    programme = editions[0].programme
    lock_editions(editions)
    is_live = is_live_master(programme, key)
    if not is_live:
        editions = _withdraw(key, editions, is_in_place=is_in_place)
    if not editions:
        return {}
    refused: Refusals = {}
    with own_publishing():
        situation = situation_of(programme, {key}, editions)
        is_page = issubclass(situation.frames[key].model, Page)
        stands_anew = is_page and not (is_in_place and _all_stand(situation, key, editions))
        if stands_anew and is_live:
            refused |= _stand_as_the_master(key, programme, editions)
            situation = situation_of(programme, {key}, editions)
        plans = _plans(situation, key, editions, refused, keeps_draft=keeps_draft)
        apply_plans(plans, user=None, action=FOLLOWED)
        keep([situation.change(plan.frame, plan.edition, plan.words) for plan in plans if _is_public(plan)])
        _come_back(key, plans)
    if stands_anew:
        tell_where(
            [
                (target.edition, target.row)
                for target in situation.targets.values()
                if target.is_shown or not target.row.live
            ]
        )
    else:
        _tell(key, [plan for plan in plans if plan.live], is_page=is_page)
    return refused


def settle_publication(edition: Edition, key: UUID) -> Outcome:
    """End in the publish service what Wagtail's own button or schedule did to a page of an edition.

    Where the gate refuses, the live page is put back as it was: rewritten with the words that were live,
    or taken away where there were none, or somebody had taken it down. The draft stays.
    """
    page = _page(edition, key)
    if page is None or not page.live:
        signals.pages_went_away.send(sender=Edition, keys=[(edition, key)])
        return Outcome()
    # Whoever locked a page may publish it; it is live already.
    outcome = publish_edition(edition, keys={key}, progress=unwatched, heeds_locks=False)
    if outcome.refused:
        _put_back(edition, page)
    else:
        # Wagtail wrote more than words: the page's address, say, or its place in menus.
        signals.pages_went_live.send(sender=Edition, pages=[(edition, page.specific)])
    return outcome


def _put_back(edition: Edition, page: Page) -> None:
    """Let a page be as it was before it was published past the gate; what was pressed is a draft again."""
    key = page.translation_key
    if Publication.objects.filter(edition=edition, object_key=key, is_taken_down=False).exists():
        Page.objects.filter(pk=page.pk).update(has_unpublished_changes=True)
    else:
        signals.pages_went_away.send(sender=Edition, keys=take_down(edition, page))
    follow_master(key, [edition], keeps_draft=True)


def _is_touched(situation: Situation, key: UUID, edition: Edition) -> bool:
    frame, target = situation.frames[key], situation.targets.get((edition.pk, key))
    if target is None:
        # A page is created; a snippet comes with its publication.
        return issubclass(frame.model, Page)
    try:
        return situation.is_touched(frame, target, situation.followed(frame, edition))
    except WordsDoNotFit:
        # It is said where the edition is written, so that it stands with that edition.
        return True


def _withdrawn(key: UUID, editions: Sequence[Edition]) -> list[Edition]:
    """Return the editions in which a page went away with its master, which is back."""
    rows = Publication.objects.filter(edition__in=editions, object_key=key, is_withdrawn=True)
    back = set(rows.values_list("edition_id", flat=True))
    return [edition for edition in editions if edition.pk in back]


def _was_published(situation: Situation, key: UUID, edition: Edition) -> bool:
    target = situation.targets.get((edition.pk, key))
    return target is not None and target.was_published


def _all_stand(situation: Situation, key: UUID, editions: Sequence[Edition]) -> bool:
    """Whether no edition lacks the page, nor gets it back from where it stood long ago."""
    targets = [situation.targets.get((edition.pk, key)) for edition in editions]
    return all(target is not None and not target.is_withdrawn for target in targets)


def _stand_as_the_master(key: UUID, programme: Programme, editions: Sequence[Edition]) -> Refusals:
    """Create the page where it is missing, move and restrict the others; return where none could come."""
    created = create_pages(programme, editions, keys={key})
    refused: Refusals = {}
    for edition in editions:
        page = _page(edition, key)
        if page is not None:
            take_masters_place(page, edition)
        elif told := created.refused_in.get(edition.pk):
            refused[edition] = told
    follow_restrictions(programme, {key}, editions)
    return refused


def _plans(
    situation: Situation,
    key: UUID,
    editions: Sequence[Edition],
    refused: Refusals,
    *,
    keeps_draft: bool,
) -> list[Plan]:
    frame, plans = situation.frames[key], []
    for edition in editions:
        target = situation.targets.get((edition.pk, key))
        if target is None:
            continue
        words = situation.followed(frame, edition)
        try:
            if not keeps_draft:
                check_lock(target.row, edition)
            check_lengths(frame, edition, words)
            plan = situation.plan(
                frame,
                target,
                words,
                goes_live=target.is_withdrawn,
                keeps_draft=keeps_draft,
            )
            plans.append(plan)
            if plan.draft_fault:
                refused[edition] = plan.draft_fault
        except (WordsDoNotFit, PublicationRefused) as error:
            refused[edition] = str(error)
    return plans


def _is_public(plan: Plan) -> bool:
    return plan.target.was_published


def _come_back(key: UUID, plans: Sequence[Plan]) -> None:
    back = [plan.edition for plan in plans if plan.target.is_withdrawn]
    if back:
        Publication.objects.filter(edition__in=back, object_key=key).update(is_withdrawn=False)


def _tell(key: UUID, plans: Sequence[Plan], *, is_page: bool) -> None:
    """Tell what says something else now."""
    shown = [(plan.edition, plan.target.row) for plan in plans if is_page and plan.target.is_shown]
    if shown:
        signals.pages_went_live.send(sender=Edition, pages=shown)
    elif plans and not is_page:
        signals.snippets_changed.send(sender=Edition, keys=[(plan.edition, key) for plan in plans])


def _withdraw(key: UUID, editions: Sequence[Edition], *, is_in_place: bool) -> list[Edition]:
    """Take pages away with their master; return the editions that keep theirs."""
    programme = editions[0].programme
    with own_publishing():
        # Pages below one that is not live may be live, and their readers are those of the page above.
        restricted = not is_in_place and follow_restrictions(programme, {key}, editions)
    gone = [(edition, key) for edition in editions] if restricted else []
    kept = kept_pages(programme, editions, keys={key})
    for edition in editions:
        page = _page(edition, key)
        if page is None or not page.live or (edition, key) in kept:
            continue
        published = Publication.objects.filter(edition=edition, object_key=key)
        if published.exists():
            # What its people had taken down does not come back by itself.
            published.filter(is_taken_down=False).update(is_withdrawn=True)
            gone += take_down(edition, page)
        else:
            # A page of this edition alone; it may have moved.
            signals.pages_went_live.send(sender=Edition, pages=[(edition, page.specific)])
    if gone:
        signals.pages_went_away.send(sender=Edition, keys=gone)
    return [edition for edition in editions if (edition, key) in kept]


def _page(edition: Edition, key: UUID) -> Any:
    return Page.objects.filter(translation_key=key, locale=edition.locale_id).first()
