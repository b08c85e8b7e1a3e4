"""A piece of an edition with its words, and what a rule found in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext

from translation_workflow.source.address import Address
from translation_workflow.source.models import State

from .finding import Finding
from .pair import Pair
from .rule import REGISTER


@dataclass(frozen=True)
class Piece:
    """One piece: where it stands, its text with its words, how far they are.

    `context` and `string` are the ids of the engine's rows. A text of the master alone has no words.
    """

    address: Address
    context: int
    string: int
    pair: Pair
    state: State = State.UNTRANSLATED

    @cached_property
    def digest(self) -> str:
        """What stands for the text and its words, see `digest_of`."""
        return digest_of(self.pair.source, self.pair.target)


@dataclass(frozen=True)
class Dismissed:
    """That a finding was put aside: why, by whom ("" for the system's keeper), and when; `row` is its id."""

    row: int
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Found:
    """What a rule says of a piece; `dismissed` where somebody put it aside."""

    piece: Piece
    finding: Finding
    dismissed: Dismissed | None = None

    @cached_property
    def id(self) -> str:
        """A name that is the same as long as place, rule, text and words are: twelve hexadecimal digits.

        What one rule finds twice in one piece has one name, and is dismissed together.
        """
        return name_of(self.piece, self.finding.rule)

    @property
    def title(self) -> str:
        """What people call the rule, in the language of the interface."""
        return gettext(REGISTER[self.finding.rule].title)

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in the language of the interface."""
        fault = self.finding.fault
        return gettext(fault.template).format_map(fault.values)

    @property
    def can_be_dismissed(self) -> bool:
        return REGISTER[self.finding.rule].can_be_dismissed


def name_of(piece: Piece, rule: str) -> str:
    """Return the name of what a rule finds in a piece."""
    told = "\0".join((str(piece.address), rule, piece.digest))
    return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()[:12]


def digest_of(source: str, words: str) -> str:
    """Return what stands for a text of the master and its translation: a hash, in hexadecimal digits."""
    told = f"{len(source)}\0{source}\0{words}"
    return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()
