"""What a browser sent, read so that nothing in it surprises a database. Plain Python; nothing here raises.

NUL, and halves of a character that came without the other half, are kept by none.
"""

from __future__ import annotations

import json
import re
from typing import Any

_UNKEPT = re.compile("[\x00\ud800-\udfff]")
# More digits are no row of any table, and of a few thousand no number is made.
_DIGITS = re.compile(r"[0-9]{1,18}")


def keepable(text: str) -> str:
    """Return a text without characters that no database keeps."""
    return _UNKEPT.sub("", text)


def keepable_json(text: bytes | str) -> Any:
    """Return what JSON says, with keepable texts and names only; None for what is none, or too deep."""
    try:
        return _keepable(json.loads(text))
    except (ValueError, RecursionError):
        return None


def object_in(text: bytes | str) -> dict[str, Any] | None:
    """Return the keepable object that something is in JSON; None for all else."""
    read = keepable_json(text)
    return read if isinstance(read, dict) else None


def row_in(text: str) -> int | None:
    """Return the number of a row that a text is; None for other texts."""
    return int(text) if _DIGITS.fullmatch(text) else None


def _keepable(read: Any) -> Any:
    if isinstance(read, str):
        return keepable(read)
    if isinstance(read, list):
        return [_keepable(one) for one in read]
    if isinstance(read, dict):
        return {keepable(name): _keepable(one) for name, one in read.items()}
    return read
