"""What somebody typed into a form whose block is gone: shown to be copied, since no editor can hold it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from .sent import keepable_as_sent

# Fields of Wagtail's editor that hold no words.
_FURNITURE = ("-id", "-type", "-order", "-deleted", "-count")


def typed_in(sent: Mapping[str, str]) -> list[str]:
    """Return the words that were sent in the fields of content and note, in the order of the form."""
    found: list[str] = []
    for name, value in sent.items():
        if name == "note" or (name.startswith("content") and not name.endswith(_FURNITURE)):
            found += [words for words in _words(keepable_as_sent(value)) if words.strip()]
    return found


def _words(value: str) -> Iterator[str]:
    """Yield a field's text; the editor of rich text sends JSON, with each paragraph for itself."""
    try:
        blocks = json.loads(value)["blocks"]
        yield from [str(one["text"]) for one in blocks]
    except (ValueError, TypeError, KeyError):
        yield value
