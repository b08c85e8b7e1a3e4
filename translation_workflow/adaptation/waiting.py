"""Which decisions that wait are somebody's business."""

from __future__ import annotations

from collections.abc import Sequence

from .apply import Applied
from .decisions import Decision
from .operations import Verb


def waiting_for_somebody(decisions: Sequence[Decision], told: Applied) -> list[Decision]:
    """Return the decisions that wait in what is hidden or replaced, in the order of the layer.

    Whoever hid the very block that they are about knows it: those come back with it, and need nobody.
    """
    hidden = {one.operation.block for one in decisions if one.operation.verb is Verb.HIDE}
    waiting = set(told.waiting)
    return [one for one in decisions if one.id in waiting and one.operation.block not in hidden]
