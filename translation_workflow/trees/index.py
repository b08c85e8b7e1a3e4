"""Both of Wagtail's indexes, for many objects at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models, transaction

from .references import write_references
from .search import write_entries


@transaction.atomic(savepoint=False)
def reindex(objects: Sequence[models.Model]) -> None:
    """Let search and references follow objects that were written in bulk.

    Takes specific instances, of several models at once, as the database holds them. Neither index is
    written where nothing differs. The number of queries grows with the models, not with the objects.
    """
    write_references(objects)
    write_entries(objects)
