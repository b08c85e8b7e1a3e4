"""The words of many editions, read at once: what is live, what is being worked on, what took whose place."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail_localize.models import StringTranslation

from translation_workflow.editions.models import Edition
from translation_workflow.review.models import PublishedText
from translation_workflow.source.markup import is_blank
from translation_workflow.source.models import State, Succession
from translation_workflow.trees.update import write_rows

from .choose import Live, Place, Predecessor, Working

NAMES = ("words", "made_from", "links", "is_retired")
# Above this it is dearer to name places than to read all those of the objects.
FEW = 200


@dataclass
class Spoken:
    """The words of one edition by place; `rows` are the ids of the rows of published text."""

    published: dict[Place, Live] = field(default_factory=dict)
    working: dict[Place, Working] = field(default_factory=dict)
    rows: dict[Place, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Scope:
    """Which words to read: of some objects, or of some places in them only."""

    keys: Collection[UUID]
    contexts: Collection[int] | None = None

    def of(self, rows: Any, **names: str) -> Any:
        """Limit rows to the scope; `names` are the columns `key` and `context`."""
        if self.contexts is not None and len(self.contexts) <= FEW:
            return rows.filter(**{f"{names['context']}__in": self.contexts})
        return rows.filter(**{f"{names['key']}__in": self.keys})

    @property
    def only_key(self) -> UUID | None:
        """The key of every row where it is of one object: then it need not be read."""
        return next(iter(self.keys)) if len(self.keys) == 1 else None

    def names(self, column: str) -> list[str]:
        """Return the column of the key where it has to be read."""
        return [] if len(self.keys) == 1 else [column]


def spoken_in(
    editions: Sequence[Edition], scope: Scope, *, with_working: bool
) -> dict[tuple[int, UUID], Spoken]:
    """Return (edition id, object) → its words, in one query or two."""
    found: dict[tuple[int, UUID], Spoken] = defaultdict(Spoken)
    only = scope.only_key
    # Most pieces have no links: to read them as text spares parsing what is empty.
    rows = PublishedText.objects.filter(edition__in=editions).annotate(told=Cast("links", TextField()))
    columns = ("pk", "edition_id", "context_id", "string_id", "words", "made_from_id", "told", "is_retired")
    for pk, edition, context, string, words, made_from, links, retired, *key in scope.of(
        rows, key="object_key", context="context"
    ).values_list(*columns, *scope.names("object_key")):
        if scope.contexts is not None and context not in scope.contexts:
            # It was not asked for: who compares must not take it for one that is gone.
            continue
        spoken = found[edition, only or key[0]]
        known = {} if links == "{}" else json.loads(links)
        spoken.published[context, string] = Live(words, made_from, known, bool(retired))
        spoken.rows[context, string] = pk
    if with_working:
        _add_working(found, editions, scope)
    return found


def _add_working(found: dict[tuple[int, UUID], Spoken], editions: Sequence[Edition], scope: Scope) -> None:
    # An object belongs to one programme, and in that one a locale is one edition.
    by_locale, only = {edition.locale_id: edition.pk for edition in editions}, scope.only_key
    rows = StringTranslation.objects.filter(locale__in=by_locale, has_error=False).exclude(data="")
    columns = ("locale_id", "context_id", "translation_of_id", "data", "working_state__state")
    for locale, context, string, words, state, *key in scope.of(
        rows, key="context__object", context="context"
    ).values_list(*columns, *scope.names("context__object_id")):
        if is_blank(words):
            # No translation: it is never live, and the gate counts its piece as missing.
            continue
        working = found[by_locale[locale], only or key[0]].working
        working[context, string] = Working(words, State(state or State.TRANSLATED))


def predecessors_in(scope: Scope) -> dict[Place, Predecessor]:
    """Return, for each text that followed another, the latest it followed."""
    rows = scope.of(Succession.objects.order_by("pk"), key="context__object", context="context")
    columns = ("context_id", "old_id", "new_id", "is_typo", "similarity")
    return {
        (context, new): Predecessor(old, is_typo, similarity)
        for context, old, new, is_typo, similarity in rows.values_list(*columns)
    }


Change = tuple[Edition, UUID, Spoken, Mapping[Place, Live]]
"""An edition, an object, what its places say, and what they are to say."""


def keep(changes: Sequence[Change]) -> None:
    """Make the rows of published text say what was decided; rows that say so already stay.

    Two statements for any number.
    """
    gone: list[int] = []
    told: list[tuple[Any, ...]] = []
    for edition, key, spoken, decided in changes:
        told += [
            (edition.pk, key, *place, live.words, live.made_from, dict(live.links or {}), False)
            for place, live in decided.items()
            if spoken.published.get(place) != live
        ]
        gone += [
            spoken.rows[place]
            for place, before in spoken.published.items()
            if place not in decided and not before.is_retired
        ]
    if gone:
        PublishedText.objects.filter(pk__in=gone).update(is_retired=True)
    write_rows(
        PublishedText,
        ("edition", "object_key", "context", "string", *NAMES),
        told,
        unique=("edition", "context", "string"),
    )
