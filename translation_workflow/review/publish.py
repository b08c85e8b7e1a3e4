"""The one way out: working words become live words, page and document together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from pages.progress import Progress
from translation_workflow.adaptation.published import NOTHING, Adaptation
from translation_workflow.editions.locks import lock_editions
from translation_workflow.editions.models import Edition
from translation_workflow.source.masters import master_order

from . import signals
from .absent import absence_sentences
from .create import create_pages
from .drift.sweep import find_drift
from .gate import check_gate
from .held import Held, held_back, held_sentences
from .layers import Layers, layers_to_publish, publish_layers
from .left_out import left_out_sentences
from .locked import locked_pages
from .models import Publication
from .overtaken import check_overtaken, overtaken, overtaken_sentence
from .pointing import gone_sentence, pointing_at_gone
from .publishing import own_publishing
from .refusal import PublicationRefused
from .rendering.apply import PUBLISHED, apply_plans
from .rendering.choose import Live, Place
from .rendering.fits import check_lengths
from .rendering.frames import Frame, Shelf, Values
from .rendering.plan import Plan, Target, WordsDoNotFit
from .rendering.situation import Situation, situation_of
from .rendering.words import keep
from .snippets import copy_missing, insert_copies, showing
from .workflows import end_workflows

# So many objects are worked on at once, each published whole.
TOGETHER = 50


@dataclass
class Outcome:
    """How many objects went live anew, how many stood as they were, and what was refused.

    `keys` are the objects of the first two; `snippets_made` are those that the edition had not before.
    `notes` are what somebody should know of pages that went live; `held` those that tell which words did not.
    """

    published: int = 0
    unchanged: int = 0
    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    keys: set[UUID] = field(default_factory=set, repr=False)
    snippets_made: set[UUID] = field(default_factory=set, repr=False)

    def tell_held(self, sentences: Sequence[str]) -> None:
        """Note words that a rule kept from going live."""
        self.notes += sentences
        self.held += sentences

    def __str__(self) -> str:
        told = f"{self.published} published, {self.unchanged} unchanged"
        return told + (f", {len(self.refused)} refused." if self.refused else ".")


def was_published(edition: Edition) -> bool:
    """Whether anything of an edition was ever published."""
    return bool(Publication.objects.filter(edition=edition).exists())


def publish_edition(
    edition: Edition,
    *,
    keys: set[UUID] | None = None,
    progress: Progress,
    user: Any = None,
    shelf: Shelf | None = None,
    heeds_locks: bool = True,
) -> Outcome:
    """Publish the pages and snippets of an edition whose words or master changed since.

    Working text that has the edition's minimum state becomes live; where it has not, or where a quality
    rule blocks it, the live words stay. `keys` limits it to some objects; one of these that has no live
    master is refused. An object is published whole or, where it is refused, not at all; what was live stays
    then, and the others go on, all in one transaction.
    Who publishes several editions hands one `shelf` to all. Pages that another than `user` locked in the
    admin are refused, if it `heeds_locks`.
    """
    order = master_order(edition.programme, keys)
    locked = locked_pages(edition, order, user=user) if heeds_locks else {}
    chosen = sorted(order.keys() - locked.keys(), key=lambda key: order[key])
    outcome, done = Outcome(refused=list(locked.values())), 0
    if keys is not None:
        outcome.refused += absence_sentences(edition, keys - order.keys())
    # Readers get the edition as it was or as it is after all of it, however much that is.
    with transaction.atomic():
        for start in range(0, len(chosen), TOGETHER):
            progress(f"Publishing {edition}", done, len(chosen))
            part = chosen[start : start + TOGETHER]
            # What a page shows must be there before the page: so snippets and pages go apart.
            kinds = [[key for key in part if order[key][0] == kind] for kind in (0, 1)]
            _publish_part(
                edition, kinds, outcome, user=user, shelf=shelf or Shelf(), names_pages=keys is not None
            )
            done += len(part)
        progress(f"Publishing {edition}", len(chosen), len(chosen))
        _show(edition, outcome)
    return outcome


def _show(edition: Edition, outcome: Outcome) -> None:
    """Let pages that were not published now show the edition's own snippets in the place of the master's."""
    shown = showing(edition.programme, outcome.snippets_made) - outcome.keys
    if shown:
        find_drift([edition], keys=shown, mend=True)


def _publish_part(
    edition: Edition,
    kinds: Sequence[Sequence[UUID]],
    outcome: Outcome,
    *,
    user: Any,
    shelf: Shelf,
    names_pages: bool,
) -> None:
    lock_editions([edition])
    with own_publishing():
        news = [
            plan
            for keys in kinds
            if keys
            for plan in _publish_kind(edition, keys, outcome, user=user, shelf=shelf, names_pages=names_pages)
        ]
    _tell(edition, news)


def _publish_kind(
    edition: Edition,
    keys: Sequence[UUID],
    outcome: Outcome,
    *,
    user: Any,
    shelf: Shelf,
    names_pages: bool,
) -> list[Plan]:
    """Publish snippets, or pages; return the plans that change what somebody reads."""
    created = create_pages(edition.programme, [edition], keys=keys, user=user)
    outcome.refused += created.refused
    situation = situation_of(edition.programme, keys, [edition], shelf=shelf)
    copy_missing(situation, edition)
    layers = layers_to_publish(edition, keys, names_pages=names_pages)
    held = held_back(situation, edition, keys)
    plans = _plans(situation, edition, keys, outcome, layers=layers, held=held)
    outcome.notes += left_out_sentences(plans, layers)
    outcome.snippets_made |= {*insert_copies(plans)}
    apply_plans(plans, user=user, action=PUBLISHED)
    end_workflows([plan.target.row for plan in plans if plan.target.is_page], user=user)
    keep([situation.change(plan.frame, edition, plan.words) for plan in plans])
    Publication.objects.bulk_create(
        [Publication(edition=edition, object_key=plan.frame.key) for plan in plans],
        update_conflicts=True,
        unique_fields=["edition", "object_key"],
        update_fields=["is_withdrawn", "is_taken_down"],
    )
    adapted = publish_layers(layers, [plan.frame.key for plan in plans], user=user)
    outcome.keys |= {plan.frame.key for plan in plans}
    if whole := {plan.frame.key for plan in plans if not plan.draft_fault}:
        signals.objects_published.send(sender=Edition, edition=edition, keys=whole)
    return [plan for plan in plans if plan.frame.key in adapted or is_news(situation, plan)]


def is_news(situation: Situation, plan: Plan) -> bool:
    """Whether a publication changes anything that somebody can read, its origin and freshness included."""
    before = situation.spoken_of(plan.edition, plan.frame.key).published
    return (
        bool(plan.live)
        or plan.goes_live
        or not plan.target.was_published
        or bool(plan.own)
        or any(before.get(place) != live for place, live in plan.words.items())
    )


def _plans(
    situation: Situation,
    edition: Edition,
    keys: Sequence[UUID],
    outcome: Outcome,
    *,
    layers: Layers,
    held: Held,
) -> list[Plan]:
    """Plan what may go live, parents first; the others are refused, each with a sentence."""
    plans: list[Plan] = []
    live = live_parents(situation, edition)
    adaptations = layers.adaptations()
    conflicts = overtaken(edition, adaptations)
    gone = pointing_at_gone(edition, adaptations)
    for key in keys:
        frame, target = situation.frames.get(key), situation.targets.get((edition.pk, key))
        if frame is None or target is None:
            continue
        number = conflicts.get(key, 0)
        try:
            check_overtaken(edition, frame.name, conflicts=number)
            adaptation = adaptations.get(key, NOTHING)
            plan = _plan(situation, frame, target, live, adaptation, held=held)
        except (PublicationRefused, WordsDoNotFit) as refusal:
            outcome.refused.append(str(refusal))
            continue
        plans.append(plan)
        if number:
            outcome.notes.append(overtaken_sentence(edition, frame.name, conflicts=number))
        if key in gone:
            outcome.notes.append(gone_sentence(edition, frame.name, number=gone[key]))
        if target.is_page:
            live.add(target.row.path)
        if layers.waits(key):
            outcome.notes.append(layers.waiting_sentence(frame.name))
        if layers.goes_live(key) or is_news(situation, plan) or plan.writes:
            outcome.published += 1
        else:
            outcome.unchanged += 1
    frames = [plan.frame for plan in plans]
    outcome.tell_held(held_sentences(edition, frames, held, adaptations=adaptations))
    return plans


def _plan(
    situation: Situation, frame: Frame, target: Target, live: set[str], adaptation: Adaptation, *, held: Held
) -> Plan:
    words = checked_words(situation, frame, target.edition, held=held, adaptation=adaptation)
    own: Values = {}
    if target.is_page:
        check_parent(frame, target, live)
        own = _take_own_changes(frame, target)
    return replace(situation.plan(frame, target, words, goes_live=True), own=own)


def checked_words(
    situation: Situation, frame: Frame, edition: Edition, *, held: Held, adaptation: Adaptation = NOTHING
) -> dict[Place, Live]:
    """Return what an object is live with when it is published. Raises PublicationRefused."""
    words = situation.published(frame, edition, held=held)
    working = situation.spoken_of(edition, frame.key).working
    check_gate(frame, edition, words, working, held=held, adaptation=adaptation)
    check_lengths(frame, edition, words)
    return words


def live_parents(situation: Situation, edition: Edition) -> set[str]:
    """Return the tree paths of live pages under which pages of the situation stand."""
    rows = [target.row for target in situation.targets.values() if target.is_page]
    above = {row.path[: -Page.steplen] for row in rows}
    return (
        set(Page.objects.filter(path__in=above, live=True).values_list("path", flat=True)) if above else set()
    )


def check_parent(frame: Frame, target: Target, live: set[str]) -> None:
    """Raise PublicationRefused for a page below one that is not live; `live` are tree paths."""
    above = target.row.path[: -Page.steplen]
    # The root of the tree is no page that anybody publishes.
    if len(above) > Page.steplen and above not in live:
        told = _(
            "%(edition)s: “%(title)s” cannot be published before the page above it is. "
            "Publish that one first."
        )
        raise PublicationRefused(told % {"edition": target.edition, "title": frame.name})


def _take_own_changes(frame: Frame, target: Target) -> Values:
    """Let the row have what the draft changed of the edition's own, and return that: its slug, say."""
    changes = target.own_changes
    for name, value in changes.items():
        setattr(target.row, name, value)
    if changes:
        try:
            target.row.save()
        except ValidationError as error:
            why = _slug_sentence(target.row) or " ".join(error.messages)
            told = _("%(edition)s: “%(title)s” cannot be published: %(why)s")
            named = {"edition": target.edition, "title": frame.name, "why": why}
            raise PublicationRefused(told % named) from error
    return changes


def _slug_sentence(page: Page) -> str:
    """Return whose slug a page would take, and what to do; empty where it would take nobody's."""
    siblings = Page.objects.sibling_of(page, inclusive=False).filter(slug=page.slug)
    return next(
        (
            _(
                "its slug “%(slug)s” is that of “%(title)s” beside it. "
                "Give one of the two another slug, and publish again."
            )
            % {"slug": page.slug, "title": other.title}
            for other in siblings
        ),
        "",
    )


def _tell(edition: Edition, plans: Sequence[Plan]) -> None:
    pages = [(edition, plan.target.row) for plan in plans if plan.target.is_page]
    snippets = [(edition, plan.frame.key) for plan in plans if not plan.target.is_page]
    if pages:
        signals.pages_went_live.send(sender=Edition, pages=pages)
    if snippets:
        told = [(edition, page.translation_key) for _, page in pages]
        signals.snippets_changed.send(sender=Edition, keys=snippets, besides=told)
