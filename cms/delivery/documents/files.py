"""Pictures and papers as things that documents depend on, and who may see them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Q
from wagtail.models import Collection, CollectionViewRestriction

NAMES = UUID("5b1d3f4e-3c0f-5d0a-9c53-6a7a1f0be2d1")


class File(StrEnum):
    """What an editor uploads. Neither has a translation key: they are the same in every edition."""

    PICTURE = "picture"
    PAPER = "paper"


def file_key(kind: File, pk: int) -> UUID:
    """Return the key under which documents refer to an uploaded file: made of its row, the same for ever."""
    return uuid5(NAMES, f"{kind}:{pk}")


def keys_of_files(kind: File, pks: Iterable[int]) -> set[UUID]:
    """Return the keys of several files."""
    return {file_key(kind, pk) for pk in pks}


def restricted_collections() -> Any:
    """Return the query for the collections that not everybody may see into, None where there is none.

    A restriction holds for what stands below it too. One query.
    """
    paths = list(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
    if not paths:
        return None
    return Collection.objects.filter(reduce(or_, [Q(path__startswith=path) for path in paths])).values("pk")


def seen_by_everybody(files: Any) -> Any:
    """Return those of a query for pictures or papers that anybody may see. One query at once."""
    hidden = restricted_collections()
    return files if hidden is None else files.exclude(collection__in=hidden)
