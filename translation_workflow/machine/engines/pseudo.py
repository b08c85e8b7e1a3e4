"""An engine for layouts: accents, a third more length, brackets around. Nothing leaves the process.

Example: `Read ⟦0⟧more⟦1⟧` → `[Ŕéàð ⟦0⟧ɱöŕé⟦1⟧ ~~~]`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from translation_workflow.editions.languages import LANGUAGES
from translation_workflow.machine.engine import Languages, Limits
from translation_workflow.sockets.clock import Deadline

GROWTH = 0.35
"""How much longer than English the languages of the editions are, by and large."""

_ACCENTS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÀßÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽàƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž",
)
_MARK = re.compile(r"(⟦\d+⟧)")
_WORD_LENGTH = 7


class Pseudo:
    """`version` is the mapping's own."""

    name = "pseudo"
    version = "pseudo/1"
    limits = Limits(texts=1000, characters=1_000_000, text=200_000, at_once=1)
    leaves_house = False
    is_pretence = True

    def languages(self, *, deadline: Deadline) -> Languages:
        """Any language is as good as another."""
        codes = frozenset(language.code for language in LANGUAGES)
        return {code: codes - {code} for code in codes}

    def ask(self, texts: Sequence[str], *, source: str, target: str, deadline: Deadline) -> list[str | None]:
        return [_pretended(text) for text in texts]


def _pretended(text: str) -> str:
    pieces = _MARK.split(text)
    length = sum(len(piece) for piece in pieces[::2])
    accented = "".join(
        piece if number % 2 else piece.translate(_ACCENTS) for number, piece in enumerate(pieces)
    )
    return f"[{accented} {_filling(math.ceil(length * GROWTH) - 3)}]"


def _filling(length: int) -> str:
    """Return so many characters, in words: what cannot be broken would make any layout look bad."""
    whole, rest = divmod(max(1, length), _WORD_LENGTH + 1)
    return " ".join(["~" * _WORD_LENGTH] * whole + (["~" * rest] if rest else []))
