"""Codes of languages, as engines list them: an engine may say anything, and people read what is kept."""

from __future__ import annotations

import re
from collections.abc import Collection

LONGEST = 35
MOST = 1_000
"""No engine knows so many languages; what lists more is no list of languages."""
_CODE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")


def are_codes(found: Collection[object]) -> bool:
    """Whether all can be codes of languages, and are not too many."""
    return len(found) <= MOST and all(map(_is_code, found))


def _is_code(found: object) -> bool:
    return isinstance(found, str) and len(found) <= LONGEST and _CODE.fullmatch(found) is not None
