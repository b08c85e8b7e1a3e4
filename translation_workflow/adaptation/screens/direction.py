"""Others' words in the middle of our sentences: they turn nobody's direction but their own."""

from __future__ import annotations

import re

_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")


def straight(words: str) -> str:
    """Return words without the signs that turn the direction of all that follows them."""
    return _OVERRIDES.sub("", words)
