"""What stands in a place, and a name for exactly that: who writes says what was seen."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from wagtail_localize.models import StringTranslation

from translation_workflow.source.markup import is_blank
from translation_workflow.source.models import Origin, State
from translation_workflow.source.working import Place


@dataclass(frozen=True)
class Seen:
    """The engine's row of a place with its state, as it is stored; the defaults are those of no row.

    `by` is the id of who changed the words last. `is_misfit`: the engine noted that the words do not fit, and
    everybody passes over them.
    """

    row: int | None = None
    words: str = ""
    state: str = State.UNTRANSLATED
    origin: str = ""
    made_from: int | None = None
    by: int | None = None
    at: datetime | None = None
    is_misfit: bool = False

    @property
    def version(self) -> str:
        """Sixteen hexadecimal digits, others after every change; "0" for a place without a row."""
        if self.row is None:
            return NOTHING_SEEN
        at = self.at.timestamp() if self.at else 0
        told = f"{self.row}\0{self.state}\0{self.made_from}\0{at:.6f}\0{self.is_misfit}\0{self.words}"
        return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()[:16]

    @property
    def has_words(self) -> bool:
        return not self.is_misfit and not is_blank(self.words)


NOTHING_SEEN = "0"
NOTHING = Seen()


def seen_of(key: UUID, locale: int) -> dict[Place, Seen]:
    """Return what a language has for an object, by (context, string); one query."""
    return _seen(StringTranslation.objects.filter(locale=locale, context__object=key))


def seen_at(places: Collection[Place], locale: int) -> dict[Place, Seen]:
    """Return what a language has in some places; those without a row are left out. One query."""
    rows = StringTranslation.objects.filter(
        locale=locale,
        context__in={context for context, _ in places},
        translation_of__in={string for _, string in places},
    )
    return {place: seen for place, seen in _seen(rows).items() if place in places}


def hold(places: Collection[Place], locale: int) -> dict[Place, Seen]:
    """Return the same, and let nobody else change what is there until this transaction ends.

    Rows are locked before they are read: what is read with a lock may be older than the lock. SQLite has one
    writer, and locks nothing.
    """
    rows = StringTranslation.objects.filter(
        locale=locale,
        context__in={context for context, _ in places},
        translation_of__in={string for _, string in places},
    )
    list(rows.order_by("pk").select_for_update().values_list("pk"))
    return seen_at(places, locale)


def _seen(rows: Any) -> dict[Place, Seen]:
    columns = (
        "context_id",
        "translation_of_id",
        "pk",
        "data",
        "working_state__state",
        "working_state__origin",
        "working_state__made_from_id",
        "last_translated_by_id",
        "updated_at",
        "has_error",
    )
    return {
        (context, string): Seen(pk, words, state or State.TRANSLATED, origin or Origin.PERSON, *others)
        for context, string, pk, words, state, origin, *others in rows.values_list(*columns)
    }


def name_of(person: int | None) -> str:
    """Return what people call somebody; "" for nobody, or for who is gone."""
    user = get_user_model().objects.filter(pk=person).first() if person else None
    return (user.get_full_name() or user.get_username()) if user else ""
