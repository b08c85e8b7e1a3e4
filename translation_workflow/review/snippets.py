"""An edition's own rows of snippets: they come with their first publication."""

from __future__ import annotations

import copy
from collections import defaultdict
from typing import Any

from wagtail.models import Page

from translation_workflow.editions.models import Edition

from .plan import Target
from .situation import Situation


def make_snippets(situation: Situation, edition: Edition) -> None:
    """Insert the rows of snippets that an edition lacks, as copies of the master's; a query a model.

    A copy says what the master says until words are poured into it, in the same transaction.
    """
    for model, rows in copies_of_missing(situation, edition).items():
        for row in model._default_manager.bulk_create(rows):
            situation.targets[edition.pk, row.translation_key] = Target(edition, row)


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
