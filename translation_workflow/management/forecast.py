"""What commands print when they are only asked what they would do."""

from __future__ import annotations

from typing import Any

from translation_workflow.review.drift.forecast import Forecast, Step

from .outcome import as_json
from .tables import as_table


def told(forecast: Forecast, *, json: bool) -> str:
    """Return a table with a line for each page that would be written or is refused, or JSON."""
    if json:
        return as_json(
            {
                "read": [{"object": row.name, "units": row.units} for row in forecast.readings],
                "write": [_as_data(step) for step in forecast.steps],
                "notes": list(forecast.notes),
            }
        )
    read = [f"“{row.name}” changed: {', '.join(row.units) or 'it is new'}" for row in forecast.readings]
    if not forecast.steps:
        return "\n".join([*read, "Nothing would be written.", *forecast.notes])
    table = as_table({_title(step): _columns(step) for step in forecast.steps})
    return "\n".join([*read, table, *forecast.notes])


def _title(step: Step) -> str:
    return f"{step.edition} “{step.name}”"


def _columns(step: Step) -> dict[str, str]:
    changes = ["is created"] if step.is_new else []
    return {
        "would change": "\n".join([*changes, *step.changes.told]),
        "because": step.refusal or "\n".join(step.why),
    }


def _as_data(step: Step) -> dict[str, Any]:
    changes = step.changes
    return {
        "edition": str(step.edition),
        "object": step.name,
        "is_new": step.is_new,
        "live": changes.live,
        "draft": changes.draft,
        "drops_draft": changes.drops_draft,
        "schedule": changes.writes_schedule,
        "goes_live": changes.goes_live,
        "why": step.why,
        "refusal": step.refusal,
    }
