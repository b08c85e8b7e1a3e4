"""What a change of the termbase is refused with.

TermbaseRefused     a sentence for people: what, and what next
├── NotAllowed      somebody may not change that
└── Overtaken       somebody else changed it meanwhile, or deleted it
"""

from __future__ import annotations


class TermbaseRefused(Exception):
    """A change that was not made; nothing was written. `field` is the form's field that it is about."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class NotAllowed(TermbaseRefused):
    """Somebody may not change that."""


class Overtaken(TermbaseRefused):
    """What was looked at is another now, or gone."""
