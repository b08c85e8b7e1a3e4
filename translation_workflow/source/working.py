"""Working text in bulk: a fixed number of queries, whatever the number of editions and pieces."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from wagtail_localize.models import StringTranslation

from translation_workflow.trees.update import write_rows

from .models import Origin, State, WorkingState

Place = tuple[int, int]
"""The ids of a context and of a text of the master there."""


@dataclass(frozen=True)
class WorkingText:
    """The words of one piece in one language, with their state.

    `made_from` is the id of the text that words in need of work were made from, where it is another than
    `string`; `set_by` is who set the state. All below are the engine's own facts about the words: it notes
    an error where they did not fit their place.
    """

    locale: int
    context: int
    string: int
    words: str
    state: str = State.TRANSLATED
    origin: str = Origin.PERSON
    made_from: int | None = None
    set_by: int | None = None
    sort: str = StringTranslation.TRANSLATION_TYPE_MANUAL
    tool: str = ""
    translator: int | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    has_error: bool = False

    @property
    def has_row(self) -> bool:
        """Whether the state is another one than a working text without a row has."""
        return (self.state, self.origin) != (State.TRANSLATED, Origin.PERSON)


_TRANSLATION = (
    "locale",
    "context",
    "translation_of",
    "data",
    "translation_type",
    "tool_name",
    "last_translated_by",
    "created_at",
    "updated_at",
    "has_error",
    "field_error",
)


def working_text(places: Iterable[Place], locales: Iterable[int]) -> list[WorkingText]:
    """Return what these languages have in these places (context, string), in one query."""
    places = set(places)
    rows = StringTranslation.objects.filter(
        context__in={context for context, _ in places},
        translation_of__in={string for _, string in places},
    )
    return [text for text in _texts(rows, locales) if (text.context, text.string) in places]


def working_text_of(keys: Collection[UUID], locale: int) -> list[WorkingText]:
    """Return all that a language has for these objects, older texts of the master included; one query."""
    return _texts(StringTranslation.objects.filter(context__object__in=keys), [locale])


def words_of(keys: Collection[UUID], locale: int) -> Any:
    """Return rows of context, text of the master there, words, state and the older text that they were made
    from, for all that a language has for these objects; a query set that can be narrowed.
    """
    return StringTranslation.objects.filter(locale=locale, context__object__in=keys).values_list(
        "context_id",
        "translation_of_id",
        "data",
        "working_state__state",
        "working_state__made_from__data",
    )


def _texts(rows: Any, locales: Iterable[int]) -> list[WorkingText]:
    columns = rows.filter(locale__in=set(locales)).values_list(
        "locale_id",
        "context_id",
        "translation_of_id",
        "data",
        "working_state__state",
        "working_state__origin",
        "working_state__made_from_id",
        "working_state__set_by_id",
        "translation_type",
        "tool_name",
        "last_translated_by_id",
        "created_at",
        "updated_at",
        "has_error",
    )
    return [
        WorkingText(*(*row[:4], row[4] or State.TRANSLATED, row[5] or Origin.PERSON, *row[6:]))
        for row in columns
    ]


def add_working_text(texts: Sequence[WorkingText]) -> None:
    """Insert working text with its states, in two queries; words that are there already stay."""
    if texts:
        now = _write(texts)
        _insert_states([text for text in texts if text.has_row], now)


def put_working_text(texts: Sequence[WorkingText]) -> None:
    """Write working text with its states over what stands there: at most three queries."""
    if texts:
        now = _write(texts, unique=("locale", "translation_of", "context"))
        # Nothing hangs on a state; `delete` would ask first.
        _states_of(texts, now)._raw_delete(connection.alias)
        _insert_states([text for text in texts if text.has_row], now)


def _write(texts: Sequence[WorkingText], *, unique: Sequence[str] = ()) -> datetime:
    now = timezone.now()
    rows = [
        (
            text.locale,
            text.context,
            text.string,
            text.words,
            text.sort,
            text.tool,
            text.translator,
            text.created_at or now,
            now,
            text.has_error,
            "",
        )
        for text in texts
    ]
    write_rows(StringTranslation, _TRANSLATION, rows, unique=unique)
    return now


def _states_of(texts: Sequence[WorkingText], now: datetime) -> Any:
    """The time tells the rows that came in just now from those that were there and stayed."""
    return WorkingState.objects.filter(
        translation__locale__in={text.locale for text in texts},
        translation__context__in={text.context for text in texts},
        translation__updated_at=now,
    )


def _insert_states(texts: Sequence[WorkingText], now: datetime) -> None:
    if not texts:
        return
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.executemany(
            _STATES_SQL,
            [
                (
                    str(text.state),
                    str(text.origin),
                    text.made_from,
                    text.set_by,
                    text.locale,
                    text.context,
                    text.string,
                    at,
                )
                for text in texts
            ],
        )


# The id of a translation is known to the database only; asking for it would cost one more query.
_STATES_SQL = f"""
INSERT INTO {WorkingState._meta.db_table} (translation_id, state, origin, made_from_id, set_by_id)
SELECT id, %s, %s, %s, %s FROM {StringTranslation._meta.db_table}
WHERE locale_id = %s AND context_id = %s AND translation_of_id = %s AND updated_at = %s
ON CONFLICT DO NOTHING
"""  # noqa: S608
