"""Who did something in an edition last: read from the log, told by person, page and day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from wagtail_localize.models import TranslationContext

from translation_workflow.audit.models import Entry, Topic
from translation_workflow.editions.models import Edition

READ = 400
"""So many of the latest entries are looked at: somebody's half hour is many."""
TOLD = 6
_WORDS = (Topic.WORDS, Topic.STATE)


@dataclass(frozen=True)
class Activity:
    """What somebody did on a day: to `texts` different places of one object (`key`), or otherwise, to none.

    `who` is a person's account, or what the system calls itself; `at` is when it ended.
    """

    who: str
    at: datetime
    key: UUID | None = None
    texts: int = 0


def last_activity(edition: Edition, keys: Collection[UUID]) -> list[Activity]:
    """Return what people did last in an edition, whose objects have these keys, the latest first.

    Two queries.
    """
    contexts: Any = TranslationContext.objects.filter(object__in=keys)
    words = Q(topic__in=_WORDS, locale_id=edition.locale_id, context_id__in=contexts.values("pk"))
    others = Q(edition_id=edition.pk) & ~Q(topic__in=_WORDS)
    rows = Entry.objects.filter(words | others).exclude(user_name="").order_by("-pk")
    entries = list(rows.values_list("user_name", "at", "context_id")[:READ])
    of = contexts.filter(pk__in={context for _, _, context in entries if context})
    objects = dict(of.values_list("pk", "object_id"))
    return together((who, at, objects.get(context), context) for who, at, context in entries)[:TOLD]


def together(entries: Iterable[tuple[str, datetime, UUID | None, int | None]]) -> list[Activity]:
    """Return entries (who, when, object, place), the latest first, as one activity a person, day, object."""
    found: dict[tuple[str, date, UUID | None], tuple[datetime, set[int]]] = {}
    for who, at, key, place in entries:
        _, places = found.setdefault((who, timezone.localdate(at), key), (at, set()))
        if place is not None:
            places.add(place)
    return [Activity(who, at, key, len(places)) for (who, _, key), (at, places) in found.items()]
