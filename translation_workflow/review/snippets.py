"""An edition's own rows of snippets: they come with their first publication."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from wagtail.models import Page
from wagtail_localize.models import RelatedObjectSegment

from pages.models import Programme
from translation_workflow.editions.models import Edition
from translation_workflow.trees.index import reindex

from .rendering.plan import Plan, Target
from .rendering.situation import Situation


def copy_missing(situation: Situation, edition: Edition) -> None:
    """Give the situation a target for each snippet that an edition lacks: a copy of the master's, not saved.

    So that it can be planned like any other. `insert_copies` saves those that may be published.
    """
    for rows in copies_of_missing(situation, edition).values():
        for row in rows:
            situation.targets[edition.pk, row.translation_key] = Target(edition, row)


def insert_copies(plans: Sequence[Plan]) -> list[UUID]:
    """Insert the rows of plans that are not saved yet, a query a model; call it before the plans are applied.

    Returns their keys: what shows them shows the master's yet. A copy says what the master says until words
    are poured into it, in the same transaction.
    """
    new: dict[Any, list[Plan]] = defaultdict(list)
    for plan in plans:
        if plan.target.row.pk is None:
            new[type(plan.target.row)].append(plan)
    for model, own in new.items():
        model._default_manager.bulk_create([plan.target.row for plan in own])
    made = [plan for own in new.values() for plan in own]
    # Applying a plan indexes what it writes, and of these it writes nothing.
    reindex([plan.target.row for plan in made if not plan.live])
    return [plan.frame.key for plan in made]


def showing(programme: Programme, snippets: Collection[UUID]) -> set[UUID]:
    """Return the keys of what shows any of these snippets in the master."""
    if not snippets:
        return set()
    rows = RelatedObjectSegment.objects.filter(object__in=snippets, source__locale=programme.master_locale_id)
    return set(rows.values_list("source__object_id", flat=True))


def copies_of_missing(situation: Situation, edition: Edition) -> dict[Any, list[Any]]:
    """Return, by model, the rows that an edition lacks as copies of the master's, not saved yet."""
    missing: dict[Any, list[Any]] = defaultdict(list)
    for key, frame in situation.frames.items():
        if not issubclass(frame.model, Page) and (edition.pk, key) not in situation.targets:
            missing[frame.model].append(key)
    return {
        model: [
            _copy(master, edition)
            for master in model._default_manager.filter(
                translation_key__in=keys, locale=edition.programme.master_locale_id
            )
        ]
        for model, keys in missing.items()
    }


def _copy(master: Any, edition: Edition) -> Any:
    row = copy.copy(master)
    row.pk = None
    row._state = copy.copy(master._state)
    row._state.adding = True
    row.locale = edition.locale
    return row
