"""What a publication of the master will cause in its editions: decided purely, from texts and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from translation_workflow.adaptation.conflicts import conflicts_in
from translation_workflow.adaptation.operations import Verb
from translation_workflow.adaptation.published import NOTHING, Adaptation
from translation_workflow.adaptation.shape import Shape
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.source.models import State
from translation_workflow.source.succession import Places, Step, Text, steps_between
from translation_workflow.source.working import WorkingText

DONE = (State.TRANSLATED, State.APPROVED)


@dataclass(frozen=True)
class Difference:
    """How a draft differs from the master as it was read last: texts that took another's place, that came,
    and that went, each of the latter with the id of its place.

    `is_new`: the master's page was never read. `moves`: blocks come, go or change their order.
    """

    steps: Sequence[Step] = ()
    came: Sequence[tuple[int, Text]] = ()
    went: Sequence[tuple[int, Text]] = ()
    is_new: bool = False
    moves: bool = False

    @property
    def typos(self) -> list[Step]:
        return [step for step in self.steps if step.is_typo]

    @property
    def changes(self) -> list[Step]:
        return [step for step in self.steps if not step.is_typo]

    @property
    def is_nothing(self) -> bool:
        return not (self.steps or self.came or self.went or self.moves)


def difference_between(
    before: Places, after: Places, *, is_new: bool = False, moves: bool = False
) -> Difference:
    """Return what became of the texts of each place."""
    steps = steps_between(before, after)
    followed = {(step.context, step.new.string) for step in steps}
    left = {(step.context, step.old.string) for step in steps}
    return Difference(
        steps,
        tuple(_only(after, before, known=followed)),
        tuple(_only(before, after, known=left)),
        is_new=is_new,
        moves=moves,
    )


def _only(these: Places, those: Places, *, known: set[tuple[int, int]]) -> Iterator[tuple[int, Text]]:
    for context, texts in these.items():
        others = {text.string for text in those.get(context, ())}
        for text in {text.string: text for text in texts}.values():
            if text.string not in others and (context, text.string) not in known:
                yield context, text


@dataclass(frozen=True)
class Effect:
    """What becomes of the words of one edition.

    Of its finished translations so many will need work (`approved` of them were approved), and so many lose
    their words, which stay a suggestion (`lost`). `kept` stay as they are after a typo; `copies` follow by
    themselves. `unfinished` changed texts had no finished words before. `to_translate` texts are new.
    `conflicts` are decisions of its adaptation that the master will have overtaken, `orphaned` those whose
    block will be gone. `leaves_out`: it does without the page.
    """

    edition: Edition
    needs_work: int = 0
    approved: int = 0
    lost: int = 0
    kept: int = 0
    copies: int = 0
    unfinished: int = 0
    to_translate: int = 0
    conflicts: int = 0
    orphaned: int = 0
    leaves_out: bool = False

    @property
    def asks_for_work(self) -> bool:
        """Whether somebody in the edition will have to do something."""
        return bool(self.needs_work or self.lost or self.to_translate or self.conflicts or self.orphaned)


@dataclass(frozen=True)
class Effects:
    """The difference, what it causes in each edition, and the totals over them."""

    difference: Difference
    of: Sequence[Effect] = ()

    @property
    def at_work(self) -> list[Effect]:
        """The editions in which somebody will have to do something."""
        return [one for one in self.of if one.asks_for_work]

    def total(self, name: str) -> int:
        return sum(getattr(one, name) for one in self.of)

    @property
    def totals(self) -> Mapping[str, int]:
        names = ("needs_work", "approved", "lost", "kept", "copies", "to_translate", "conflicts", "orphaned")
        return {name: self.total(name) for name in names}


@dataclass(frozen=True)
class Known:
    """What editions have: working text by (locale, context, string), paths of places, adaptations by edition.

    `master` is the page as it is live and `draft` as it would be, taken apart.
    """

    words: Mapping[tuple[int, int, int], WorkingText] = field(default_factory=dict)
    paths: Mapping[int, str] = field(default_factory=dict)
    adaptations: Mapping[int, Adaptation] = field(default_factory=dict)
    master: Shape = field(default_factory=Shape)
    draft: Shape = field(default_factory=Shape)


def effects_of(difference: Difference, editions: Sequence[Edition], known: Known) -> Effects:
    """Return what a difference causes in editions. Words follow as `succession` carries them."""
    return Effects(difference, [_effect(difference, edition, known) for edition in editions])


def _effect(difference: Difference, edition: Edition, known: Known) -> Effect:
    adaptation = known.adaptations.get(edition.pk, NOTHING)
    if adaptation.leaves_out:
        return Effect(edition, leaves_out=True)
    counted: Counter[str] = Counter()
    for step in difference.steps:
        if not adaptation.covers(known.paths.get(step.context, "")):
            counted.update(_of_step(step, edition, known))
    if edition.kind is not Kind.SAME_LANGUAGE:
        counted["to_translate"] += sum(
            (edition.locale_id, context, text.string) not in known.words
            and not adaptation.covers(known.paths.get(context, ""))
            for context, text in difference.came
        )
    before = {one.decision.id for one in conflicts_in(adaptation.decisions, known.master)}
    after = {one.decision.id for one in conflicts_in(adaptation.decisions, known.draft)}
    counted["conflicts"] += len(after - before)
    counted["orphaned"] += sum(
        one.verb is not Verb.INSERT and one.block in known.master.blocks.keys() - known.draft.blocks.keys()
        for one in adaptation.operations
    )
    return Effect(
        edition,
        needs_work=counted["needs_work"],
        approved=counted["approved"],
        lost=counted["lost"],
        kept=counted["kept"],
        copies=counted["copies"],
        unfinished=counted["unfinished"],
        to_translate=counted["to_translate"],
        conflicts=counted["conflicts"],
        orphaned=counted["orphaned"],
    )


def _of_step(step: Step, edition: Edition, known: Known) -> list[str]:
    """Return what a text's change counts as in an edition."""
    text = known.words.get((edition.locale_id, step.context, step.old.string))
    there = known.words.get((edition.locale_id, step.context, step.new.string))
    if text is None:
        if there is not None:
            return []
        return ["copies"] if edition.kind is Kind.SAME_LANGUAGE else ["unfinished"]
    if text.state not in DONE:
        return ["unfinished"]
    then = there
    if step.similarity >= edition.similarity:
        carried = step.carry(text)
        then = carried if there is None or step.outdates(there, text) else there
    if then is None:
        # A copy of the master's shows in its own language until somebody writes.
        return ["lost"]
    if then.state in DONE:
        return ["kept"] if step.is_typo else []
    return ["needs_work", *(["approved"] if text.state == State.APPROVED else [])]
