"""A whole programme for one edition, at once: its pages as drafts, its texts before its translators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from pages.progress import Progress

from .editions.models import Edition
from .review.submit import submit_programme
from .trees.create import Created, create_missing


@dataclass(frozen=True)
class Opened:
    """What an edition has got; `translations` are objects that can be translated from now on."""

    created: Created
    translations: int


@transaction.atomic
def open_edition(edition: Edition, *, progress: Progress, user: Any = None) -> Opened:
    """Create the pages that the edition lacks, and open what is not open for translation yet.

    What people have in the edition stays as it is. Editions that are behind their master follow it on
    the way, since reading the master is what tells them apart from those that are not.
    """
    programme = edition.programme
    created = create_missing(programme, [edition], progress=progress, user=user)
    outcome = submit_programme(programme, progress=progress)
    return Opened(created, outcome.opened)
