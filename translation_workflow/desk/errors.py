"""What the desk refuses; the text of each is a sentence for the person who tried.

    DeskRefused
    ├── NotUnderstood    what was sent has not the shape that it should have
    ├── NotAllowed       this person may not do that
    ├── NoSuchPiece      the page has no such piece, and never had
    ├── PieceGone        the master has another text there now
    ├── Overtaken        somebody changed the piece since it was looked at
    └── NotDone          cannot be done, whoever tries: words that do not fit, an engine that does not answer

Nothing was written where one is raised, and what somebody typed is kept.
"""

from __future__ import annotations

from .seen import Seen


class DeskRefused(Exception):
    """The root: catch it where people are told."""


class NotUnderstood(DeskRefused):
    """Not the shape that was meant."""


class NotAllowed(DeskRefused):
    """Somebody who may not decide that."""


class NoSuchPiece(DeskRefused):
    """No piece of this object."""


class PieceGone(DeskRefused):
    """A piece of an older text of the master."""


class NotDone(DeskRefused):
    """What nobody can do now."""


class Overtaken(DeskRefused):
    """`seen` is what stands there now."""

    def __init__(self, sentence: str, seen: Seen) -> None:
        super().__init__(sentence)
        self.seen = seen
