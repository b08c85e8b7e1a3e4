"""Whose pictures and papers are: of the edition in whose collection they lie, or in one below that."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Substr
from wagtail.models import Collection

from .models import Edition

_TOP = 2 * Collection.steplen
"""How much of a collection's path names the one at the top that it is, or is below."""


def owners_of_files() -> QuerySet[Edition]:
    """Return the edition of each row of a query for files, to be asked below that query."""
    top = Collection.objects.filter(path=Substr(OuterRef(OuterRef("collection__path")), 1, _TOP))
    return Edition.objects.filter(files__collection=Subquery(top.values("pk")[:1]))


def owners_of(collection: Collection) -> QuerySet[Edition]:
    """Return the query for the edition that has a collection; it finds none for one that is everybody's."""
    return Edition.objects.filter(files__collection__path=collection.path[:_TOP])


def files_for(edition: Edition, files: QuerySet[Any]) -> QuerySet[Any]:
    """Return those of some files that an edition may show: its own, its master's, and those of no edition."""
    masters = {"programme": edition.programme_id, "locale": F("programme__master_locale")}
    others = owners_of_files().exclude(pk=edition.pk).exclude(**masters)
    return files.filter(~Exists(others))
