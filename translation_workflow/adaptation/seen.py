"""What somebody saw of the master when they decided: so that nobody answers a text that they never read."""

from __future__ import annotations

import hashlib
import json

from django.utils.translation import gettext as _

from .errors import AdaptationRefused
from .operations import Raw
from .shape import Shape


def seen_of(raw: Raw) -> str:
    """Return a short name for a block as it is: another for every other value."""
    said = json.dumps(raw, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def check_seen(shape: Shape, block: str, seen: str | None) -> None:
    """Raise AdaptationRefused where the master's block is not what somebody saw; None asks for nothing."""
    standing = shape.blocks.get(block)
    if seen is not None and standing is not None and seen_of(standing.raw) != seen:
        raise AdaptationRefused(
            _(
                "The author changed this block while you were looking at it. Nothing was changed: "
                "read what the master says now, and decide again."
            )
        )
