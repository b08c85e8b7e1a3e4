"""What a pretranslation would do, in plain Python: counted before anything is sent."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from uuid import UUID

from translation_workflow.source.address import Address
from translation_workflow.source.hold import ANYTHING, Hold
from translation_workflow.source.links import Links

Place = tuple[int, int]
"""The ids of a context and of a text of the master there, as `source.working` has it."""


@dataclass(frozen=True)
class Gap:
    """A piece without words: `place` is its context and text; `links` is where the text's links lead."""

    key: UUID
    path: str
    place: Place
    text: str
    links: Links
    hold: Hold = ANYTHING

    @property
    def address(self) -> str:
        return str(Address(self.key, self.path))


@dataclass(frozen=True)
class Share:
    """What an engine would be asked of one object, or of several together.

    Of its `pieces` without words, `memory` fills some by itself, for some the answer is `known`: kept from
    another time, or asked for with another piece of the same text. Of some the answer was `refused` before:
    they are not asked for again. Some are `too_long` for the engine. The others are `sent`, in so many
    `characters`.
    """

    pieces: int = 0
    memory: int = 0
    known: int = 0
    refused: int = 0
    too_long: int = 0
    sent: int = 0
    characters: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Share)))


Plan = Mapping[UUID, Share]
"""Key of an object → what would be asked of it; objects without gaps are left out."""


def planned(
    gaps: Mapping[UUID, Sequence[Gap]],
    *,
    remembered: Container[Place],
    kept: Container[str],
    refused: Container[str] = (),
    as_sent: Callable[[str], str],
    longest: int,
) -> Plan:
    """Return the plan for gaps; `kept` are texts with a kept answer, `refused` those with a refused one.

    `as_sent` is what leaves for a text; an engine takes texts of at most `longest` characters.
    """
    asked: set[str] = set()
    plan: dict[UUID, Share] = {}
    for key, own in gaps.items():
        if not own:
            continue
        to_ask = [gap.text for gap in own if gap.place not in remembered]
        before = [text for text in to_ask if text in refused]
        new = [text for text in to_ask if text not in kept and text not in refused]
        long = [text for text in new if len(as_sent(text)) > longest]
        sent = [text for text in dict.fromkeys(new) if text not in asked and text not in long]
        asked.update(sent)
        plan[key] = Share(
            pieces=len(own),
            memory=len(own) - len(to_ask),
            known=len(to_ask) - len(before) - len(long) - len(sent),
            refused=len(before),
            too_long=len(long),
            sent=len(sent),
            characters=sum(len(as_sent(text)) for text in sent),
        )
    return plan


def total(shares: Iterable[Share]) -> Share:
    """Return shares as one."""
    return sum(shares, Share())
