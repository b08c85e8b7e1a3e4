"""Something in the content that somebody has to mend, in plain Python."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong, in the order in which flaws are told."""

    BLOCKING = "blocking"
    LINK = "link"
    FACT = "fact"
    PICTURE = "picture"
    HEADING = "heading"
    NUMBERED = "numbered"
    TERM = "term"
    TYPOGRAPHY = "typography"
    MINUTES = "minutes"


@dataclass(frozen=True)
class Flaw:
    """What is wrong, where, and a sentence that says what to do.

    `block` is the id of the block that it is in, where it is in one. `finding` is the name by which a quality
    rule's finding can be put aside (`manage.py dismiss_finding`).
    """

    kind: Kind
    place: str
    sentence: str
    block: str = ""
    finding: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


def inherited(flaws: Iterable[Flaw]) -> frozenset[tuple[Kind, str]]:
    """Return what a master's flaws are known by in its editions, where the same blocks stand."""
    return frozenset((one.kind, one.block) for one in flaws if one.block)


def without(flaws: Iterable[Flaw], known: Container[tuple[Kind, str]]) -> list[Flaw]:
    """Return the flaws that are not told of the master already."""
    return [one for one in flaws if (one.kind, one.block) not in known]
