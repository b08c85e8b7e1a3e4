"""What somebody typed for texts that the authors changed or took out meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from translation_workflow.source.segments import Segment
from translation_workflow.source.working import Place

from .models import TypedDraft
from .page import LeftBehind
from .shown import shown


def left_behind(drafts: Mapping[Place, TypedDraft], stored: Collection[Segment]) -> list[LeftBehind]:
    """Return the drafts of `keep.drafts_of` whose texts are not among the stored ones."""
    here = {(one.context, one.string) for one in stored}
    return [
        LeftBehind(*place, shown(draft.string.data), shown(draft.words), draft.kept_at, _now(draft, stored))
        for place, draft in drafts.items()
        if place not in here and draft.words
    ]


def _now(draft: TypedDraft, stored: Collection[Segment]) -> str:
    there = [one.string for one in stored if one.context == draft.context_id]
    successor = getattr(draft, "successor", None)
    # A block has several texts, and which of them came instead is known of its successor only.
    found = successor if successor in there else there[0] if len(there) == 1 else None
    return f"{draft.context_id}-{found}" if found else ""
