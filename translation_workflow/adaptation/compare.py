"""Whether the master says something else than when somebody decided."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from translation_workflow.source.typo import is_typo_only

_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+$")
_PARAGRAPH = re.compile(r"(</?(?:p|ul|ol|li|blockquote|h[1-6])\b[^>]*>)")


def differs(base: Any, now: Any) -> bool:
    """Whether two values of a block differ in words or structure. Typos and order are no difference.

    Values are raw, as a stream holds them: texts, numbers, mappings, and sequences whose items have ids.
    """
    if isinstance(base, str) and isinstance(now, str):
        return base != now and _texts_differ(base, now)
    if isinstance(base, Mapping) and isinstance(now, Mapping):
        return base.keys() != now.keys() or any(differs(base[name], now[name]) for name in base)
    if isinstance(base, list) and isinstance(now, list):
        return _sequences_differ(base, now)
    return bool(base != now)


def _sequences_differ(base: Sequence[Any], now: Sequence[Any]) -> bool:
    if len(base) != len(now):
        return True
    if all(isinstance(item, Mapping) and "id" in item for item in (*base, *now)):
        before = {item["id"]: item for item in base}
        after = {item["id"]: item for item in now}
        return differs(before, after)
    return any(differs(was, item) for was, item in zip(base, now, strict=True))


def _texts_differ(base: str, now: str) -> bool:
    """A full stop ends a sentence also where a paragraph ends: each is compared for itself.

    In an address every sign counts.
    """
    if _ADDRESS.match(base) or _ADDRESS.match(now):
        return True
    before, after = _PARAGRAPH.split(base), _PARAGRAPH.split(now)
    if len(before) != len(after):
        return True
    # Every other part is a tag.
    return before[1::2] != after[1::2] or any(
        was != words and not is_typo_only(was, words)
        for was, words in zip(before[::2], after[::2], strict=True)
    )
