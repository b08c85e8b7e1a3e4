"""What the journal keeps of a file: what somebody should read, and what undo needs. Plain JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from translation_workflow.source.working import WorkingText

from .judge import Judgement


def note_row(judgement: Judgement, who: str) -> Mapping[str, Any]:
    """Return a judgement as a reader of the report needs it; `who` is a sentence, or ""."""
    entry, standing = judgement.entry, judgement.standing
    return {
        "line": entry.line,
        "verdict": str(judgement.verdict),
        "sentence": " ".join(part for part in (judgement.sentence, who) if part),
        "address": entry.context,
        "source": entry.source,
        "theirs": entry.target,
        "ours": standing.words if standing else "",
        "source_now": standing.text if standing else "",
    }


# The facts of a working text that an import may change, in the order in which the journal has them.
_FACTS = (
    "words", "state", "origin", "made_from", "set_by", "sort", "tool", "translator", "has_error",
)  # fmt: skip


def change_row(judgement: Judgement, before: WorkingText | None, after: WorkingText) -> Sequence[Any]:
    """Return line, context, string, the text before (None for none) and after."""
    return [
        judgement.entry.line,
        after.context,
        after.string,
        _facts(before) if before else None,
        _facts(after),
    ]


def _facts(text: WorkingText) -> list[Any]:
    return [getattr(text, name) for name in _FACTS]


def is_as_written(now: WorkingText | None, after: Sequence[Any]) -> bool:
    """Whether a place has what an import put there: nobody went on with it."""
    return now is not None and _facts(now) == [*after]


def as_before(now: WorkingText, before: Sequence[Any]) -> WorkingText:
    """Return the working text that a place had before an import."""
    return replace(now, **dict(zip(_FACTS, before, strict=True)))
