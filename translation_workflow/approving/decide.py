"""What reviewers decide: words are approved or sent back, a page is sent back or published.

Whoever decides says what they saw (`Seen`). Words that are others by now are not decided about, but told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import StringTranslation

from pages.progress import unwatched
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.published import latest_of, layers_of
from translation_workflow.editions.locks import lock_editions
from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import may_approve, may_publish_in
from translation_workflow.review.publish import Outcome, publish_edition
from translation_workflow.review.rendering.choose import Place
from translation_workflow.source import states
from translation_workflow.source.masters import is_of
from translation_workflow.source.segments import segments_of
from translation_workflow.talk.errors import NotSaid
from translation_workflow.talk.speaking import comment
from translation_workflow.talk.subject import Subject

from .errors import Overtaken, ReviewRefused
from .pieces import texts_of, versions_of
from .returning import give_back, note_decided


@dataclass(frozen=True)
class Seen:
    """What somebody looked at: place → version of each piece, and how often the country's decisions had
    been changed.
    """

    pieces: Mapping[Place, str] = field(default_factory=dict)
    layer: int = 0


@dataclass(frozen=True)
class Decided:
    """What became of a decision: how many pieces it changed, and the places that are others by now."""

    done: int = 0
    changed: frozenset[Place] = frozenset()


@transaction.atomic
def approve(edition: Edition, key: UUID, *, places: Collection[Place], seen: Seen, user: Any) -> Decided:
    """Approve words as they were looked at. Words that need work are not: somebody has to confirm them first.

    Raises PermissionDenied for who does not review the edition.
    """
    decided = _approve(edition, key, places=places, seen=seen, user=user)
    if decided.done:
        note_decided(edition, key, user=user)
    return decided


@transaction.atomic
def send_back(
    edition: Edition, key: UUID, *, places: Collection[Place], seen: Seen, note: str, user: Any
) -> Decided:
    """Let words need work again, with a note to the translator. A page that was sent goes back with them once
    nothing else of it is left to decide.

    Raises PermissionDenied, and ReviewRefused where the note is not to be kept.
    """
    same, changed = _unchanged(edition, key, places, seen=seen, user=user)
    done = states.send_back(same, edition, user=user)
    if done and note.strip():
        about = next(iter(same)) if len(same) == 1 else (None, None)
        _say(edition, Subject(key, *about), note=note, user=user)
    if done:
        note_decided(edition, key, note=note, user=user)
    return Decided(done, changed)


@transaction.atomic
def send_page_back(edition: Edition, key: UUID, *, note: str, user: Any) -> None:
    """Send a page back to its translators, its words as they are.

    Raises PermissionDenied, and ReviewRefused where it does not wait or the note is missing.
    """
    _require(may_approve(user, edition))
    lock_editions([edition])
    if not note.strip():
        raise ReviewRefused(
            _("Say what is to be done: the translator sees it with the page. Nothing was sent back.")
        )
    if not give_back(edition, key, note=note, user=user):
        raise ReviewRefused(
            _(
                "Nobody sent this page for review, so that there is nobody to send it back to. "
                "Send the words back that need work, or ask on the desk."
            )
        )
    _say(edition, Subject(key), note=note, user=user)


@transaction.atomic
def publish(edition: Edition, key: UUID, *, seen: Seen, user: Any) -> Outcome:
    """Publish an object as it was looked at, if its edition's gate lets it; else the outcome says why not.

    Raises PermissionDenied, and Overtaken where something of it is other by now: nothing was published then.
    """
    _require(may_publish_in(user, edition))
    lock_editions([edition])
    return _publish(edition, key, seen=seen, user=user)


@transaction.atomic
def approve_and_publish(
    edition: Edition, key: UUID, *, places: Collection[Place], seen: Seen, user: Any
) -> tuple[Decided, Outcome]:
    """Approve words and publish their object, both as it was looked at. Raises as `publish`, for both.

    Where the gate refuses the object, its words are approved all the same.
    """
    _require(may_publish_in(user, edition))
    decided = _approve(edition, key, places=places, seen=seen, user=user)
    if decided.changed:
        raise _overtaken(decided.changed)
    now = _versions(edition, key)
    # The rows that were approved are ours until the end; their state is new, their words are not.
    approved = {place: now[place] for place in places}
    outcome = _publish(edition, key, seen=replace(seen, pieces={**seen.pieces, **approved}), user=user)
    if not outcome.published:
        note_decided(edition, key, user=user)
    return decided, outcome


def changed_since(edition: Edition, key: UUID, seen: Seen) -> frozenset[Place]:
    """Return the places of an object that are not as they were looked at, or were not there; two queries."""
    return frozenset(
        place for place, version in _versions(edition, key).items() if seen.pieces.get(place) != version
    )


def _approve(edition: Edition, key: UUID, *, places: Collection[Place], seen: Seen, user: Any) -> Decided:
    same, changed = _unchanged(edition, key, places, seen=seen, user=user)
    return Decided(states.approve(same, edition, user=user), changed)


def _publish(edition: Edition, key: UUID, *, seen: Seen, user: Any) -> Outcome:
    _require(is_of(edition, key))
    _check_seen(edition, key, seen)
    outcome = publish_edition(edition, keys={key}, progress=unwatched, user=user)
    # What somebody wrote between the two looks may be live now, and nobody has seen it.
    _check_seen(edition, key, seen)
    return outcome


def _versions(edition: Edition, key: UUID) -> dict[Place, str]:
    """Return place → version of what readers of the edition would get of an object; three queries."""
    adaptation = latest_of(layers_of(edition, [key]).get(key))
    today = {
        (one.context, one.string)
        for one in segments_of([key], edition).get(key, ())
        if not adaptation.does_without(one.address.path)
    }
    return versions_of(texts_of(edition, key), today)


def _check_seen(edition: Edition, key: UUID, seen: Seen) -> None:
    if changed := changed_since(edition, key, seen):
        raise _overtaken(changed)
    layer = Layer.objects.filter(edition=edition, page_key=key).select_for_update(of=("self",))
    if (layer.values_list("version", flat=True).first() or 0) != seen.layer:
        raise Overtaken(
            _(
                "Somebody changed the adaptation of this page since you looked. Nothing was published: "
                "look at it, and publish again."
            )
        )


def _overtaken(changed: Collection[Place]) -> Overtaken:
    told = ngettext(
        "Somebody changed %(count)d piece since you looked. It is marked below. Nothing was published: look "
        "at it, and publish again.",
        "Somebody changed %(count)d pieces since you looked. They are marked below. Nothing was published: "
        "look at them, and publish again.",
        len(changed),
    )
    return Overtaken(told % {"count": len(changed)})


def _unchanged(
    edition: Edition, key: UUID, places: Collection[Place], *, seen: Seen, user: Any
) -> tuple[set[Place], frozenset[Place]]:
    """Return the places whose words are as they were looked at, locked; and the others."""
    _require(may_approve(user, edition) and is_of(edition, key))
    lock_editions([edition])
    list(
        StringTranslation.objects.select_for_update()
        .filter(locale=edition.locale_id, context__object=key, context__in={context for context, _ in places})
        .order_by("pk")
        .values_list("pk")
    )
    now = _versions(edition, key)
    same = {place for place in places if place in now and seen.pieces.get(place) == now[place]}
    return same, frozenset(places) - same


def _say(edition: Edition, subject: Subject, *, note: str, user: Any) -> None:
    try:
        comment(edition, subject, text=note, user=user)
    except NotSaid as refusal:
        raise ReviewRefused(str(refusal)) from refusal


def _require(may: bool) -> None:
    if not may:
        raise PermissionDenied
