"""What becomes of an entry: three ways, between what was exported, what is here, and what came.

The base is what the sender knew. Who changed nothing changes nothing here, whoever went on meanwhile; what
only the sender changed comes in; what both changed is a conflict: the words here stay, the others are kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from translation_workflow.quality.finding import MOST, Finding
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.run import blocking, unfit
from translation_workflow.source.hold import ANYTHING, Hold
from translation_workflow.source.links import carry_links
from translation_workflow.words.said import Sentence, said

from .message import Entry
from .snapshot import Values, piece_hash, value_hash

_UNAPPROVED = said(
    "this takes the place of words that a reviewer approved: the new ones are approved by nobody yet."
)


class Verdict(StrEnum):
    """What became of an entry."""

    ACCEPTED = "accepted"
    NEEDS_WORK = "needs work"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    EMPTY = "empty"
    STALE = "stale"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"
    QUARANTINED = "quarantined"


# Words of these verdicts are nowhere but in the file, and are kept as they came.
SET_ASIDE = frozenset({Verdict.CONFLICT, Verdict.UNKNOWN, Verdict.QUARANTINED})


@dataclass(frozen=True, slots=True)
class Standing:
    """A piece of the master today, and what the edition holds there ("" for nothing).

    `context` and `string` are the ids of the engine's rows. `is_persons` tells words that somebody typed
    or took from those that memory or a machine put there. `made_from` is the id of the older text that
    words in need of work were made from. `hold` is what fits there. `is_approved`: a reviewer said that the
    words here are right.
    """

    context: int
    string: int
    text: str
    words: str = ""
    needs_work: bool = False
    is_persons: bool = True
    made_from: int | None = None
    hold: Hold = ANYTHING
    changed_by: int | None = None
    changed_at: datetime | None = None
    is_approved: bool = False


@dataclass(frozen=True, slots=True)
class Ancestor:
    """An older text of the master, with the words that it had when another took its place.

    `string` is its id, `today` the piece that stands there now; `is_typo` where no reader would notice
    what changed since.
    """

    string: int
    today: Standing
    is_typo: bool
    words: str = ""
    needs_work: bool = False

    @property
    def is_followed(self) -> bool:
        """Whether the words here are those of the older text, and nobody went on with them."""
        return self.today.needs_work and self.today.made_from == self.string


@dataclass(frozen=True, slots=True)
class Change:
    """New working text for a piece; `made_from` is the id of the older text that it was made from."""

    standing: Standing
    words: str
    needs_work: bool = False
    made_from: int | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """An entry's verdict; `told` where somebody should read it, `change` where something is written.

    `standing` is the piece that the entry is about, where the master has it today.
    """

    entry: Entry
    verdict: Verdict
    told: tuple[Sentence, ...] = ()
    change: Change | None = None
    standing: Standing | None = None

    @property
    def sentence(self) -> str:
        """What is told, in English."""
        return " ".join(map(str, self.told))

    @property
    def is_set_aside(self) -> bool:
        return self.verdict in SET_ASIDE or (self.verdict is Verdict.STALE and self.change is None)


Key = tuple[str, str]
"""`msgctxt` and source text."""


@dataclass(frozen=True)
class Known:
    """What an import looks at: pieces of today, and older texts, each by `msgctxt` and text.

    `language` is that of the translations, BCP 47; "" where it is of no matter.
    """

    pieces: Mapping[Key, Standing]
    ancestors: Mapping[Key, Ancestor]
    is_same_language: bool = False
    language: str = ""


def values_of(entries: Sequence[Entry]) -> dict[bytes, bytes]:
    """Return a file's entries as a snapshot has them; empty ones say nothing."""
    return {
        piece_hash(entry.context, entry.source): value_hash(entry.target, needs_work=entry.fuzzy)
        for entry in entries
        if entry.target
    }


def judge(
    entries: Sequence[Entry], known: Known, *, base: Values, incoming: Values, fill_only: bool = False
) -> list[Judgement]:
    """Return a judgement for every entry, in the file's order.

    `fill_only` lets entries fill pieces without words of a person, and nothing else.
    """
    return [_judged(entry, known, base=base, incoming=incoming, fill_only=fill_only) for entry in entries]


def _judged(entry: Entry, known: Known, *, base: Values, incoming: Values, fill_only: bool) -> Judgement:
    if not entry.target:
        return Judgement(entry, Verdict.EMPTY)
    key = (entry.context, entry.source)
    piece = piece_hash(*key)
    value = incoming[piece]
    standing, ancestor = known.pieces.get(key), known.ancestors.get(key)
    if standing is None and ancestor is not None and ancestor.is_typo:
        standing = ancestor.today
    if standing is not None and (standing.words, standing.needs_work) == (entry.target, entry.fuzzy):
        return Judgement(entry, Verdict.UNCHANGED, standing=standing)
    if base.get(piece) == value:
        # Whatever is here now, the sender did not ask for it.
        return Judgement(entry, Verdict.UNCHANGED, standing=standing)
    if standing is not None:
        return _of_today(entry, standing, known, base=base.get(piece), fill_only=fill_only)
    if ancestor is not None:
        return _of_before(entry, ancestor, known, base=base.get(piece), fill_only=fill_only)
    return Judgement(
        entry,
        Verdict.UNKNOWN,
        _told(
            said(
                "this text stands nowhere in the English text today. The translation is kept; "
                "export again to see what stands there now."
            )
        ),
    )


def _of_today(
    entry: Entry, standing: Standing, known: Known, *, base: bytes | None, fill_only: bool
) -> Judgement:
    is_copy = known.is_same_language and entry.target == entry.source
    if is_copy and not standing.words:
        return Judgement(entry, Verdict.UNCHANGED, standing=standing)
    # Drafts, and words that are here already, wait for publishing to ask what somebody may have dismissed.
    faults = unfit if entry.fuzzy or entry.target == standing.words else blocking
    if found := faults(Pair(standing.text, entry.target, known.language, hold=standing.hold)):
        return Judgement(entry, Verdict.QUARANTINED, tuple(sentences(found)), standing=standing)
    if fill_only and standing.words and standing.is_persons:
        return Judgement(entry, Verdict.KEPT, standing=standing)
    is_as_known = base == value_hash(standing.words, needs_work=standing.needs_work)
    if entry.target == standing.words:
        return _said_of_the_same_words(entry, standing, is_as_known=is_as_known)
    if standing.words and standing.is_persons and not is_as_known:
        return _conflict(entry, standing)
    if entry.fuzzy:
        return Judgement(
            entry,
            Verdict.NEEDS_WORK,
            _told(
                said("this entry is marked fuzzy: it came in as a draft. Remove the mark when it is right.")
            ),
            Change(standing, entry.target, needs_work=True),
            standing,
        )
    told = _told(_UNAPPROVED) if standing.is_approved else ()
    return Judgement(entry, Verdict.ACCEPTED, told, Change(standing, entry.target), standing)


def _said_of_the_same_words(entry: Entry, standing: Standing, *, is_as_known: bool) -> Judgement:
    """The words are here already, and the file says of them that they are right, or that they are not."""
    if not entry.fuzzy:
        return Judgement(entry, Verdict.ACCEPTED, change=Change(standing, entry.target), standing=standing)
    if not is_as_known:
        return Judgement(entry, Verdict.UNCHANGED, standing=standing)
    change = Change(standing, entry.target, needs_work=True)
    told = _told(said("this entry was marked fuzzy: it needs work again."))
    return Judgement(entry, Verdict.NEEDS_WORK, told, change, standing)


def _of_before(
    entry: Entry, ancestor: Ancestor, known: Known, *, base: bytes | None, fill_only: bool
) -> Judgement:
    today = ancestor.today
    if known.is_same_language and entry.target == entry.source:
        return Judgement(entry, Verdict.UNCHANGED, standing=today)
    # An older text's links may lead elsewhere today; their words stay.
    words = carry_links(entry.target, old={}, new={})
    plain, here = (carry_links(text, old={}, new={}) for text in (today.text, today.words))
    is_free = not today.words or not today.is_persons
    if words == here and not is_free:
        return Judgement(entry, Verdict.UNCHANGED, standing=today)
    # They stay a draft, for which another address or placeholder is no fault yet.
    if found := unfit(Pair(plain, words, known.language, hold=today.hold)):
        return Judgement(entry, Verdict.QUARANTINED, tuple(sentences(found)), standing=today)
    if fill_only and not is_free:
        return Judgement(entry, Verdict.KEPT, standing=today)
    if is_free or (ancestor.is_followed and base in _followed_values(ancestor, here)):
        return Judgement(
            entry,
            Verdict.STALE,
            _told(
                said(
                    "the English text has changed since this file was exported. The translation came in as "
                    "a draft that needs work; export again to see the new text."
                )
            ),
            Change(today, words, needs_work=True, made_from=ancestor.string),
            today,
        )
    return Judgement(
        entry,
        Verdict.STALE,
        _told(
            said(
                "the English text has changed since this file was exported, and its translation here too. "
                "That one stays; this one is kept beside it."
            )
        ),
        standing=today,
    )


def _followed_values(ancestor: Ancestor, here: str) -> set[bytes]:
    """Return the values that who knew the words here was handed or sent: theirs, and the older text's.

    `here` are the words without links. Those of the older text are here no more once a file brought others.
    """
    values = {value_hash(ancestor.today.words, needs_work=is_fuzzy) for is_fuzzy in (True, False)}
    if here == carry_links(ancestor.words, old={}, new={}):
        values.add(value_hash(ancestor.words, needs_work=ancestor.needs_work))
    return values


def _conflict(entry: Entry, standing: Standing) -> Judgement:
    return Judgement(
        entry,
        Verdict.CONFLICT,
        _told(
            said(
                "this translation was changed here too since the file was exported. "
                "The one here stays; this one is kept beside it."
            )
        ),
        standing=standing,
    )


def sentences(findings: Sequence[Finding]) -> list[Sentence]:
    """Return findings as a report tells them: so many that somebody reads them."""
    told = [Sentence(found.fault.template, found.fault.values) for found in findings[:MOST]]
    return [*told, Sentence(said("And there is more."))] if len(findings) > MOST else told


def _told(template: str) -> tuple[Sentence, ...]:
    return (Sentence(template),)
