"""What the words of one place were, and how far, from the log: to look at, and to take back from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .models import Entry, Topic
from .text import UNTRANSLATED, WITHOUT_A_ROW, State, state_of

_TOGETHER = timedelta(seconds=2)
"""Words and their state are two rows, written in one go."""


@dataclass(frozen=True)
class Version:
    """What somebody made of a place: its words and state before and after; of no words, words are None.

    `entry` is the id to name it by; `who` is a user's name, "" where nobody acted but the system. `string`
    is the text of the master that the words stand for, and `made_from` the one that words in need of work
    were made from, where that is another.
    """

    entry: int
    at: datetime
    who: str
    who_id: int | None
    by: str
    string: int | None
    words: str | None
    words_before: str | None
    state_before: str
    state_after: str
    origin: str = ""
    made_from: int | None = None

    @property
    def changes_something(self) -> bool:
        return (self.words, self.state_after) != (self.words_before, self.state_before)


def history_of(locale: int, context: int) -> list[Version]:
    """Return all versions of a place (ids of a language and of the engine's context), newest first.

    One query. Of what was there before the log began, the first change tells.
    """
    rows = Entry.objects.filter(
        context_id=context, locale_id=locale, topic__in=[Topic.WORDS, Topic.STATE]
    ).order_by("pk")
    return [one for one in _versions(list(rows)) if one.changes_something][::-1]


def version_of(locale: int, context: int, *, entry: int) -> Version | None:
    """Return one version of a place by its `entry`, None where the place has no such."""
    return next((one for one in history_of(locale, context) if one.entry == entry), None)


@dataclass(frozen=True)
class _Standing:
    """What a text of the master has at a moment."""

    words: str | None
    state: State | None


def _versions(rows: list[Entry]) -> Iterator[Version]:
    standing = _first(rows)
    for group in _groups(rows):
        before = after = standing.get(group[0].string_id, _Standing(None, None))
        for row in group:
            if row.topic == Topic.STATE:
                after = replace(after, state=state_of(row.after))
                continue
            if row.old_string_id is not None:
                # Words that follow the master to another text take their state along.
                before = after = standing.pop(row.old_string_id, _Standing(row.before, None))
            after = replace(after, words=row.after, state=after.state if row.after is not None else None)
        standing[group[-1].string_id] = after
        yield _version(group[-1], before, after)


def _version(row: Entry, before: _Standing, after: _Standing) -> Version:
    was, now = _state(before), _state(after)
    return Version(
        entry=row.pk,
        at=row.at,
        who=row.user_name,
        who_id=row.user_id,
        by=row.by,
        string=row.string_id,
        words=after.words,
        words_before=before.words,
        state_before=was.state,
        state_after=now.state,
        origin=now.origin,
        made_from=now.made_from,
    )


def _state(standing: _Standing) -> State:
    if not standing.words:
        return UNTRANSLATED
    return standing.state or WITHOUT_A_ROW


def _first(rows: Iterable[Entry]) -> dict[int | None, _Standing]:
    """Return what the texts had before their first entry."""
    found: dict[int | None, _Standing] = {}
    words, states = set[int | None](), set[int | None]()
    for row in rows:
        string = row.old_string_id if row.old_string_id is not None else row.string_id
        was = found.get(string, _Standing(None, None))
        if row.topic == Topic.WORDS and string not in words:
            words.add(string)
            found[string] = replace(was, words=row.before)
        elif row.topic == Topic.STATE and string not in states:
            states.add(string)
            found[string] = replace(was, state=state_of(row.before))
    return found


def _groups(rows: Iterable[Entry]) -> Iterator[list[Entry]]:
    group: list[Entry] = []
    for row in rows:
        if group and not _belongs(row, group):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _belongs(row: Entry, group: list[Entry]) -> bool:
    last = group[-1]
    is_same = (row.user_id, row.by, row.string_id) == (last.user_id, last.by, last.string_id)
    has_words = any(one.topic == Topic.WORDS for one in group)
    return is_same and row.at - last.at <= _TOGETHER and not (row.topic == Topic.WORDS and has_words)
