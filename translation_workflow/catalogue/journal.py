"""What the journal keeps of a file: what somebody should read, and what undo needs. Plain JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from translation_workflow.source.working import WorkingText

from .judge import Judgement


@dataclass(frozen=True, slots=True)
class Changed:
    """Who changed a place last ("" for nobody that is known), and when."""

    by: str
    at: datetime

    def __str__(self) -> str:
        by = f" by {self.by}" if self.by else ""
        return f"Changed here{by} on {self.at:%-d %B %Y, %H:%M} UTC."


def note_row(judgement: Judgement, changed: Changed | None) -> Mapping[str, Any]:
    """Return a judgement as a reader of the report needs it.

    `sentence` is English, for the command line; screens say `told` (templates with values) and `changed`
    in the language of whoever reads.
    """
    entry, standing = judgement.entry, judgement.standing
    return {
        "line": entry.line,
        "verdict": str(judgement.verdict),
        "sentence": " ".join(part for part in (judgement.sentence, str(changed or "")) if part),
        "told": [one.as_data() for one in judgement.told],
        "changed": [changed.by, changed.at.isoformat()] if changed else None,
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
