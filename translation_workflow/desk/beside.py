"""What stands beside one piece when somebody works on it: values only, ready for a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Suggestion:
    """Words that may be taken with one key: from memory, or those of an older text of this place.

    `words` and `source` are safe HTML; `source` is the text that they were made for, with what differs from
    today's, "" where nothing does. `score` is 0–100, None for words of an older text; `label` says it, and
    `about` where, by whom and when.
    """

    words: SafeString
    source: SafeString
    label: str
    about: str = ""
    score: int | None = None


@dataclass(frozen=True)
class Version:
    """How a piece was once. `entry` names it for `desk:restore`; "" where there is nothing to bring back,
    be it that these are the words of now.
    """

    entry: str
    words: SafeString
    state_label: str
    who: str
    at: datetime
    is_current: bool = False


@dataclass(frozen=True)
class Beside:
    """All of it. `threads` are questions and comments, as the room that keeps them gives them."""

    suggestions: Sequence[Suggestion]
    history: Sequence[Version]
    threads: Sequence[Any] = ()
