"""Which words are to be live: decided without writing anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from translation_workflow.editions.models import Edition
from translation_workflow.source.links import Links, carry_links
from translation_workflow.source.models import State
from translation_workflow.source.segments import Segment

Place = tuple[int, int]
"""The ids of a context and of a text of the master there."""


@dataclass(frozen=True)
class Live:
    """The words of one piece ("": the master's text stands in), and the text they were made from.

    `made_from` is the id of that text where it is not the piece's own.
    """

    words: str
    made_from: int | None = None
    links: Links | None = None


@dataclass(frozen=True)
class Predecessor:
    """The text that a piece's text took the place of; `similarity` is 0–100."""

    string: int
    is_typo: bool
    similarity: int


def live_words(
    pieces: Sequence[Segment],
    edition: Edition,
    *,
    published: Mapping[Place, Live],
    predecessors: Mapping[Place, Predecessor],
    take_working: bool,
) -> dict[Place, Live]:
    """Return what each piece is to be live with.

    `take_working` is a publication: working text that has the edition's minimum state becomes live, and a
    copy of the master whatever the minimum. Elsewhere what is live stays; where the master's text changed
    by no more than the edition's policy allows, the words that were live for the text before it stay, and
    are remembered as made from that one.
    """
    decided: dict[Place, Live] = {}
    for piece in pieces:
        place = (piece.context, piece.string)
        if take_working and piece.state is State.COPY:
            decided[place] = Live("")
        elif take_working and piece.meets(edition.minimum_state):
            decided[place] = Live(piece.words, None, piece.links)
        else:
            decided[place] = _kept(piece, published, predecessors, similarity=edition.similarity)
    return decided


def _kept(
    piece: Segment,
    published: Mapping[Place, Live],
    predecessors: Mapping[Place, Predecessor],
    *,
    similarity: int,
) -> Live:
    string, made_from, seen = piece.string, None, set[int]()
    while string not in seen:
        seen.add(string)
        row = published.get((piece.context, string))
        if row is not None and row.words:
            origin = row.made_from or made_from
            words = carry_links(row.words, old=row.links or {}, new=piece.links)
            return Live(words, None if origin == piece.string else origin, piece.links)
        before = predecessors.get((piece.context, string))
        if before is None or before.similarity < similarity:
            break
        string = before.string
        made_from = made_from if before.is_typo else string
    return Live("")
