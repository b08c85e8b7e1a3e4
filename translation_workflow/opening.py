"""A whole programme for one edition, at once: its pages as drafts, its texts before its translators."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from pages.progress import Progress

from .editions.models import Edition
from .review.submit import submit_programme
from .trees.create import Created


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
    outcome = submit_programme(edition.programme, progress=progress, user=user)
    own = [page for page in outcome.created.pages if page.locale_id == edition.locale_id]
    return Opened(replace(outcome.created, pages=own, refused=outcome.refused), outcome.opened)
