"""All that a plan is made from, read for some objects and some editions of a programme at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pages.models import Programme
from translation_workflow.editions.models import Edition, Kind

from .choose import Live, Place, Policy, Predecessor, draft_words, followed_words, live_words, published_words
from .frames import Frame, Shelf, frames_of
from .mould import Words
from .plan import Plan, Target, plan_object
from .targets import Owner, references_of, targets_of
from .touched import is_touched
from .words import Change, Scope, Spoken, predecessors_in, spoken_in


@dataclass(frozen=True)
class Situation:
    """Master objects as frames, the editions' objects, and all words that matter to both.

    `references` is edition id → snippet key → primary key of the edition's own snippet.
    """

    frames: Mapping[UUID, Frame]
    targets: dict[Owner, Target]
    spoken: Mapping[Owner, Spoken]
    predecessors: Mapping[Place, Predecessor]
    references: Mapping[int, Mapping[str, int]]

    def followed(self, frame: Frame, edition: Edition) -> dict[Place, Live]:
        """Return what the object is live with where nobody publishes anything."""
        return followed_words(
            frame.slots,
            policy_of(edition),
            published=self.spoken_of(edition, frame.key).published,
            predecessors=self.predecessors,
        )

    def published(self, frame: Frame, edition: Edition, *, held: Collection[Place] = ()) -> dict[Place, Live]:
        """Return what the object is live with when somebody publishes it, but for words `held` back."""
        return published_words(
            frame.slots,
            policy_of(edition),
            followed=self.followed(frame, edition),
            working=self.spoken_of(edition, frame.key).working,
            held=held,
        )

    def plan(
        self,
        frame: Frame,
        target: Target,
        words: Mapping[Place, Live],
        *,
        goes_live: bool = False,
        keeps_draft: bool = False,
    ) -> Plan:
        """Return how an object becomes what it is to be. Raises WordsDoNotFit."""
        edition = target.edition
        return plan_object(
            frame,
            target,
            words=words,
            live=live_words(words),
            draft=self._draft(frame, edition, words),
            references=self.references[edition.pk],
            goes_live=goes_live,
            keeps_draft=keeps_draft,
        )

    def is_touched(self, frame: Frame, target: Target, words: Mapping[Place, Live]) -> bool:
        """Whether any of the frame's units is to be written in an edition. Raises WordsDoNotFit."""
        edition = target.edition
        return is_touched(
            frame,
            target,
            live=live_words(words),
            draft=self._draft(frame, edition, words),
            references=self.references[edition.pk],
        )

    def _draft(self, frame: Frame, edition: Edition, words: Mapping[Place, Live]) -> Words | None:
        """Return the words of the draft; None where it says what is live."""
        draft = draft_words(self.spoken_of(edition, frame.key).working)
        return draft if any(draft(*place) != live.words for place, live in words.items()) else None

    def change(self, frame: Frame, edition: Edition, words: Mapping[Place, Live]) -> Change:
        """Return what `words.keep` wants to know of one object's published text."""
        return edition, frame.key, self.spoken_of(edition, frame.key), words

    def spoken_of(self, edition: Edition, key: UUID) -> Spoken:
        """Return the words of one object in an edition."""
        return self.spoken.get((edition.pk, key)) or Spoken()


def situation_of(
    programme: Programme,
    keys: Collection[UUID],
    editions: Sequence[Edition],
    *,
    units: frozenset[str] | None = None,
    shelf: Shelf | None = None,
) -> Situation:
    """Read everything in a number of queries that depends on neither objects nor editions.

    With `units` only the words in these units are read; a `shelf` spares reading frames again. Rows are
    locked: call it in a transaction.
    """
    frames = shelf.frames_of(programme, keys) if shelf else frames_of(programme, keys, units=units)
    contexts = None
    if units is not None:
        contexts = {slot.context for frame in frames.values() for slot in frame.slots}
    scope = Scope(keys, contexts)
    return Situation(
        frames,
        targets_of(frames.values(), editions),
        spoken_in(editions, scope, with_working=True),
        predecessors_in(scope),
        references_of(frames.values(), editions),
    )


def policy_of(edition: Edition) -> Policy:
    """Return what an edition allows, as plain data."""
    return Policy(edition.minimum_state, edition.similarity, edition.kind is Kind.SAME_LANGUAGE)
