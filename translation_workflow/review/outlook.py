"""What a publication of one object would do, asked without writing or locking anything."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from uuid import UUID

from wagtail.models import Page

from translation_workflow.adaptation.published import NOTHING, Adaptation
from translation_workflow.editions.models import Edition
from translation_workflow.source.masters import is_live_master

from .absent import absence_sentences
from .gate import check_gate, lacking
from .held import Held, held_back
from .layers import layers_to_publish
from .locked import locked_pages
from .overtaken import check_overtaken, overtaken, overtaken_sentence
from .pointing import gone_sentence, pointing_at_gone
from .publish import check_parent
from .refusal import PublicationRefused
from .rendering.choose import Live, Place
from .rendering.fits import check_lengths
from .rendering.frames import Frame, frames_of
from .rendering.mould import Slot
from .rendering.plan import Target, WordsDoNotFit
from .rendering.situation import Situation
from .rendering.targets import references_of
from .rendering.words import Scope, predecessors_in, spoken_in


@dataclass(frozen=True)
class Outlook:
    """What a publication would do now.

    `faults` are the sentences with which it would be refused: none, and it would not. `news` are the places
    whose words would go live, `missing` those that would have none, `held` those that a rule keeps back.
    `notes` is what somebody should know besides. `adapts`: decisions of the country would go live, which were
    changed `layer` times. `row` is the edition's own object, None where it has none yet; `goes_live`: readers
    do not get it now.
    """

    frame: Frame
    situation: Situation
    held: Held
    adaptation: Adaptation = NOTHING
    news: Collection[Place] = frozenset()
    missing: Mapping[Place, Slot] = field(default_factory=dict)
    adapts: bool = False
    layer: int = 0
    row: Any = None
    goes_live: bool = False
    faults: Sequence[str] = ()
    notes: Sequence[str] = ()


def outlook(edition: Edition, key: UUID, *, user: Any) -> Outlook | None:
    """Return what a publication of a page or snippet by `user` would do; None for an object that the master
    never had. The queries do not grow with the object.
    """
    frames = frames_of(edition.programme, [key])
    if (frame := frames.get(key)) is None:
        return None
    scope = Scope([key])
    situation = Situation(
        frames,
        {},
        spoken_in([edition], scope, with_working=True),
        predecessors_in(scope),
        references_of([frame], [edition]),
    )
    layers = layers_to_publish(edition, [key], names_pages=True)
    adaptations = layers.adaptations()
    adaptation = adaptations.get(key, NOTHING)
    held = held_back(situation, edition, [key])
    words = situation.published(frame, edition, held=held)
    before = situation.spoken_of(edition, key).published
    row = frame.model._default_manager.filter(translation_key=key, locale=edition.locale_id).first()
    found = Outlook(
        frame,
        situation,
        held,
        adaptation,
        news=frozenset(place for place, live in words.items() if live.words and before.get(place) != live),
        missing=lacking(frame, edition, words, adaptation=adaptation),
        adapts=layers.goes_live(key),
        layer=layers.by_key[key].version if key in layers.by_key else 0,
        row=row,
        goes_live=not adaptation.leaves_out and (not row.live if isinstance(row, Page) else row is None),
    )
    conflicts = overtaken(edition, adaptations).get(key, 0)
    gone = pointing_at_gone(edition, adaptations).get(key, 0)
    notes = [overtaken_sentence(edition, frame.name, conflicts=conflicts)] if conflicts else []
    notes += [gone_sentence(edition, frame.name, number=gone)] if gone else []
    faults = _faults(found, edition, words, conflicts=conflicts, user=user)
    return replace(found, faults=list(faults), notes=notes)


def _faults(
    found: Outlook, edition: Edition, words: Mapping[Place, Live], *, conflicts: int, user: Any
) -> Iterator[str]:
    """Yield what a publication would be refused for, as sentences; a publication tells the first."""
    frame, key = found.frame, found.frame.key
    if absent := absence_sentences(edition, [key]) if not is_live_master(edition.programme, key) else []:
        yield from absent
        return
    yield from locked_pages(edition, [key], user=user).values()
    checks: list[Callable[[], object]] = [
        partial(check_overtaken, edition, frame.name, conflicts=conflicts),
        partial(
            check_gate,
            frame,
            edition,
            words,
            found.situation.spoken_of(edition, key).working,
            held=found.held,
            adaptation=found.adaptation,
        ),
        partial(check_lengths, frame, edition, words),
    ]
    if found.row is not None:
        target = Target(edition, found.row)
        checks.append(partial(_check_place, found.situation, frame, target, words))
    for check in checks:
        try:
            check()
        except (PublicationRefused, WordsDoNotFit) as refusal:
            yield str(refusal)


def _check_place(situation: Situation, frame: Frame, target: Target, words: Mapping[Place, Live]) -> None:
    """Raise as a publication does where an object cannot stand, or does not hold its words."""
    if target.is_page:
        above = target.row.path[: -Page.steplen]
        live = Page.objects.filter(path=above, live=True).values_list("path", flat=True)
        check_parent(frame, target, set(live))
    situation.plan(frame, target, words, goes_live=True)
