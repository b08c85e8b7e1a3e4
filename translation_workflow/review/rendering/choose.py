"""Which words are to be live, and which stand in the draft: decided without a query."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from translation_workflow.source.links import Links, carry_links
from translation_workflow.source.markup import is_blank
from translation_workflow.source.models import State

from .mould import Slot, Words

Place = tuple[int, int]
"""The ids of a context and of a text of the master there."""


class Live(NamedTuple):
    """The words of one piece ("": the master's text stands in), and the text they were made from.

    `made_from` is the id of that text where it is not the piece's own. A retired piece is one that the
    master has no longer.
    """

    words: str
    made_from: int | None = None
    links: Links | None = None
    is_retired: bool = False


class Working(NamedTuple):
    """The words that translators see, and how far they are."""

    words: str
    state: State

    def meets(self, minimum: str) -> bool:
        """Whether the words may go live where the gate asks for `minimum`: translated or approved."""
        return self.state in (minimum, State.APPROVED)


@dataclass(frozen=True)
class Predecessor:
    """The text that a piece's text took the place of; `similarity` is 0–100."""

    string: int
    is_typo: bool
    similarity: int


@dataclass(frozen=True)
class Policy:
    """What an edition allows: see `Edition`. `is_copy`: what nobody wrote is the master's own text."""

    minimum_state: str
    similarity: int
    is_copy: bool


def published_words(
    slots: Iterable[Slot],
    policy: Policy,
    *,
    followed: Mapping[Place, Live],
    working: Mapping[Place, Working],
    held: Collection[Place] = (),
) -> dict[Place, Live]:
    """Return what each piece is live with after a publication.

    Working text that has the edition's minimum state becomes live, unless it is `held` back, and a copy of
    the master whatever the minimum. Elsewhere what is live stays: `followed`.
    """
    chosen: dict[Place, Live] = {}
    for slot in slots:
        place = (slot.context, slot.string)
        text = working.get(place)
        if text is not None and text.meets(policy.minimum_state) and place not in held:
            chosen[place] = Live(text.words, None, slot.links)
        elif text is None and policy.is_copy:
            chosen[place] = Live("", None, slot.links)
        else:
            chosen[place] = followed[place]
    return chosen


def followed_words(
    slots: Iterable[Slot],
    policy: Policy,
    *,
    published: Mapping[Place, Live],
    predecessors: Mapping[Place, Predecessor],
) -> dict[Place, Live]:
    """Return what each piece is live with after its master moved: no word that nobody published.

    Where the master's text changed by no more than the policy allows, the words that were live for the
    text before it stay, and are remembered as made from that one. A text that comes back has the words
    again that were made for it; what was only carried there gives way to what is live now, and after a
    typo all does.
    """
    return {(slot.context, slot.string): _followed(slot, policy, published, predecessors) for slot in slots}


def draft_words(working: Mapping[Place, Working]) -> Words:
    """Return the words of a draft: what is being worked on, whatever its state."""
    return lambda context, string: working[context, string].words if (context, string) in working else ""


def live_words(chosen: Mapping[Place, Live]) -> Words:
    """Return the words of what is live."""
    return lambda context, string: chosen[context, string].words


def _followed(
    slot: Slot, policy: Policy, published: Mapping[Place, Live], predecessors: Mapping[Place, Predecessor]
) -> Live:
    row = published.get((slot.context, slot.string))
    if row is not None and not row.is_retired and not is_blank(row.words):
        # So it is nearly everywhere.
        return _kept(_Words(row, slot.string, row.made_from), slot)
    words = _handed_down(slot, policy, published, predecessors)
    if words is None or is_blank(words.row.words):
        return Live("", None, slot.links)
    return _kept(words, slot)


def _kept(words: _Words, slot: Slot) -> Live:
    row, same = words.row, words.string == slot.string
    carried = carry_links(row.words, old=row.links or {}, new=slot.links, same_text=same)
    return Live(carried, None if words.made_from == slot.string else words.made_from, slot.links)


def _handed_down(
    slot: Slot, policy: Policy, published: Mapping[Place, Live], predecessors: Mapping[Place, Predecessor]
) -> _Words | None:
    """Return the words that come down the line of texts to the slot's own."""
    words: _Words | None = None
    for string, before in reversed(_line(slot, policy.similarity, published, predecessors)):
        came = words.carried(before) if words and before else None
        row = published.get((slot.context, string))
        if row is None or is_blank(row.words):
            # In a copy the master's own text is live by somebody's will, elsewhere for want of words.
            is_copy = row is not None and not row.is_retired and policy.is_copy
            words = _Words(Live(""), string) if is_copy else came
        else:
            own = _Words(row, string, row.made_from)
            words = came if came and before and _gives_way(own, came, before) else own
    return words


class _Words(NamedTuple):
    """The words of a row, the text that it is of, and the text that they were made from, if another."""

    row: Live
    string: int
    made_from: int | None = None

    def carried(self, step: Predecessor) -> _Words:
        return self if step.is_typo else self._replace(made_from=self.made_from or step.string)


def _gives_way(own: _Words, came: _Words, before: Predecessor) -> bool:
    """Whether words that a text had earlier are older than those of the text before it."""
    is_carried = own.made_from is not None
    return own.row.is_retired and (is_carried or (before.is_typo and came.made_from is None))


def _line(
    slot: Slot,
    similarity: int,
    published: Mapping[Place, Live],
    predecessors: Mapping[Place, Predecessor],
) -> list[tuple[int, Predecessor | None]]:
    """Return a text and those before it, the latest first, back to one that is live; each with its step."""
    line: list[tuple[int, Predecessor | None]] = []
    string, seen = slot.string, set[int]()
    while string not in seen:
        seen.add(string)
        row, before = published.get((slot.context, string)), predecessors.get((slot.context, string))
        is_live = row is not None and not row.is_retired
        if is_live or before is None or before.similarity < similarity or before.string in seen:
            return [*line, (string, None)]
        line.append((string, before))
        string = before.string
    return line
