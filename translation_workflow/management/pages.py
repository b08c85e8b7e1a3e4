"""What commands tell about pages that were created."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from translation_workflow.opening import Opened

from .outcome import as_json
from .tables import as_table


def told(opened: Mapping[str, Opened], *, json: bool) -> str:
    """Return the outcome by edition: a table with what somebody has to know below it, or JSON."""
    rows = {name: _columns(outcome) for name, outcome in opened.items()}
    if json:
        return as_json({name: columns | _notes(opened[name]) for name, columns in rows.items()})
    notes = [note for outcome in opened.values() for notes in _notes(outcome).values() for note in notes]
    return "\n".join([as_table(rows), *notes])


def _columns(opened: Opened) -> dict[str, Any]:
    return {
        "pages created": len(opened.created.pages),
        "under another address": len(opened.created.clashes),
        "refused": len(opened.created.refused),
        "translations opened": opened.translations,
    }


def _notes(opened: Opened) -> dict[str, list[str]]:
    return {
        "clashes": [str(clash) for clash in opened.created.clashes],
        "refusals": list(opened.created.refused),
    }
