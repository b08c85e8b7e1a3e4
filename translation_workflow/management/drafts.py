"""What commands tell about drafts by machine: what would be sent, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from textwrap import shorten
from typing import Any
from uuid import UUID

from translation_workflow.editions.models import Edition
from translation_workflow.jobs.drafting import Settled
from translation_workflow.machine.engine import Engine
from translation_workflow.machine.plan import Plan, Share, total
from translation_workflow.source.markup import plain_text

from .outcome import as_json
from .tables import as_table

Names = Mapping[str, Collection[UUID]]
"""Name of a catalogue → the keys of what is in it."""

EXCERPT = 80


def foretold(
    plans: Mapping[Edition, Plan],
    names: Mapping[Edition, Names],
    engine: Engine,
    faults: Mapping[Edition, str],
) -> str:
    """Return how much would be sent of each edition, a line a page, and whether it leaves the house.

    `faults` say why the engine would do nothing for an edition, "" where it would.
    """
    told = []
    for edition, plan in plans.items():
        by_page = {
            name: total(plan[key] for key in keys if key in plan) for name, keys in names[edition].items()
        }
        rows = {name: _columns(share) for name, share in by_page.items() if share.pieces}
        whole = total(plan.values())
        if not rows:
            told.append(f"{edition}: nothing is untranslated.")
            continue
        told += [as_table({**rows, "in all": _columns(whole)}), _sentence(edition, whole, engine)]
        if faults[edition]:
            told.append(f"{edition}: nothing would come of it now. {faults[edition]}")
    return "\n".join(told)


def foretold_data(
    plans: Mapping[Edition, Plan],
    names: Mapping[Edition, Names],
    engine: Engine,
    faults: Mapping[Edition, str],
) -> str:
    """Return the same as JSON."""
    return as_json(
        {
            str(edition): {
                "engine": engine.name,
                "leaves_house": engine.leaves_house,
                "fault": faults[edition],
                "in_all": asdict(total(plan.values())),
                "pages": {
                    name: asdict(share)
                    for name, keys in names[edition].items()
                    if (share := total(plan[key] for key in keys if key in plan)).pieces
                },
            }
            for edition, plan in plans.items()
        }
    )


def came_of(settled: Sequence[Settled], names: Names) -> str:
    """Return what came of an edition's drafts: a line a page, and below what stays untranslated, and why.

    Where nothing came of any, "": why is for who tells of faults.
    """
    rows = {
        name: counts for name, keys in names.items() if (counts := dict(_counts(settled, keys))) or not keys
    }
    if not rows and not any(one.fault for one in settled):
        return "Nothing was untranslated."
    notes = [
        f"“{_excerpt(note['text'])}” stays untranslated: {note['sentence']}"
        for one in settled
        for note in one.notes
    ]
    table = [as_table({**rows, "in all": dict(_counts(settled, None))})] if rows else []
    return "\n".join([*table, *notes])


def came_of_data(settled: Sequence[Settled], names: Names) -> dict[str, Any]:
    """Return the same as plain data."""
    return {
        "in_all": dict(_counts(settled, None)),
        "pages": {name: counts for name, keys in names.items() if (counts := dict(_counts(settled, keys)))},
        "left": [dict(note) for one in settled for note in one.notes],
        "failed": [
            {"key": str(one.key), "sentence": one.fault, "comes_again": one.comes_again}
            for one in settled
            if one.fault
        ],
    }


def _excerpt(text: str) -> str:
    return shorten(plain_text(text), EXCERPT, placeholder="…")


def _columns(share: Share) -> dict[str, Any]:
    return {
        "untranslated": share.pieces,
        "from memory": share.memory,
        "known": share.known,
        "refused before": share.refused,
        "too long": share.too_long,
        "to send": share.sent,
        "characters": f"{share.characters:,}",
    }


def _sentence(edition: Edition, share: Share, engine: Engine) -> str:
    where = "which leaves the house" if engine.leaves_house else "which stays in the house"
    return (
        f"{edition}: {share.sent} texts, {share.characters:,} characters, would go to {engine.name}, "
        f"{where}. Nothing was sent."
    )


def _counts(settled: Sequence[Settled], keys: Collection[UUID] | None) -> Counter[str]:
    return sum((one.counts for one in settled if keys is None or one.key in keys), Counter())
