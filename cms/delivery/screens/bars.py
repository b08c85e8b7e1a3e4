"""How much of a page comes from where, as a bar with words to it: never by colour alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.delivery.drift import Drift


class Part(Enum):
    """A piece of a bar, from the master's to the country's own: a name as documents have it, and words."""

    MASTER = "master", gettext_lazy("as the master")
    PARTIAL = "partial", gettext_lazy("partly translated")
    TRANSLATED = "translated", gettext_lazy("translated")
    COPY = "copy", gettext_lazy("copied")
    ADAPTED = "adapted", gettext_lazy("ours instead")
    NATIONAL = "national", gettext_lazy("ours besides")
    HIDDEN = "hidden", gettext_lazy("hidden")

    def __init__(self, style: str, label: Any) -> None:
        self.style = style
        self.label = label


@dataclass(frozen=True)
class Piece:
    """A part of a bar with its number of blocks."""

    part: Part
    number: int

    @property
    def told(self) -> str:
        return f"{self.number} {self.part.label}"


@dataclass(frozen=True)
class Bar:
    """The pieces that there are at all, in the order of `Part`."""

    name: str
    pieces: Sequence[Piece]

    @property
    def label(self) -> str:
        """What a screen reader says of the picture."""
        told = ", ".join(piece.told for piece in self.pieces) or _("no blocks")
        return _("%(name)s: %(told)s") % {"name": self.name, "told": told}


def bar_of(name: str, blocks: Mapping[str, int]) -> Bar:
    """Return the bar of some blocks: origin → number."""
    pieces = [Piece(part, blocks.get(part.style, 0)) for part in Part]
    return Bar(name, [piece for piece in pieces if piece.number])


def together(drifts: Iterable[Drift]) -> Mapping[str, int]:
    """Return the blocks of all pages."""
    found: Counter[str] = Counter()
    for one in drifts:
        found.update(one.blocks)
    return found
