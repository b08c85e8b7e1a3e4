"""What is new in editions for somebody: gathered from all rooms, for many editions at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from wagtail.models import PageLogEntry
from wagtail_localize.models import TranslationSource

from translation_workflow.catalogue.models import Import
from translation_workflow.editions.models import Edition
from translation_workflow.source.working import Place
from translation_workflow.talk.models import Remark

from .events import Event, News, Sort
from .objects import Object, Objects, objects_of
from .places import only, place_of, text_of_today

__all__ = ["Event", "News", "Sort", "news_in", "news_of"]


@dataclass(frozen=True)
class _Asked:
    """Whose news, of which editions after which moments; `first` is the earliest of these."""

    user: Any
    since: Mapping[Edition, datetime]
    objects: Objects

    @property
    def first(self) -> datetime:
        return min(self.since.values())

    def titles(self, edition: Edition) -> dict[UUID, Object]:
        return {one.key: one for one in self.objects.get(edition.programme_id, ())}


def news_of(edition: Edition, since: datetime, user: Any) -> News:
    """Return what is new for a user in an edition after a moment; see `news_in`."""
    return news_in({edition: since}, user)[edition.pk]


def news_in(
    since: Mapping[Edition, datetime], user: Any, *, objects: Objects | None = None
) -> dict[int, News]:
    """Return edition → what is new there for a user, each after a moment of its own.

    What the user did is no news. `objects` are the editions' where somebody read them already. The queries
    grow with neither editions nor events.
    """
    if not since:
        return {}
    programmes = {edition.programme_id: edition.programme for edition in since}
    asked = _Asked(user, since, objects or objects_of(programmes.values()))
    found: dict[int, list[Event]] = {edition.pk: [] for edition in since}
    for source in (_remarks, _masters, _published, _imported):
        for edition, event in source(asked):
            if event.at > since[edition]:
                found[edition.pk].append(event)
    return {
        edition.pk: News(edition, moment, tuple(_told(found[edition.pk])))
        for edition, moment in since.items()
    }


def _told(events: Collection[Event]) -> Iterator[Event]:
    """Yield events by sort, those of pages first, the newest first; of an object that saw the same several
    times, the last, which has a place where all have the same.
    """
    order, places = list(Sort), defaultdict[tuple[Sort, UUID | None], set[Place | None]](set)
    for event in events:
        places[event.sort, event.key].add(event.place)
    for event in sorted(events, key=lambda one: (order.index(one.sort), one.is_shared, -one.at.timestamp())):
        if event.key is None:
            yield event
        elif found := places.pop((event.sort, event.key), None):
            yield replace(event, place=only(found))


Found = Iterable[tuple[Edition, Event]]


def _remarks(asked: _Asked) -> Found:
    """Yield what was said in the editions' questions and comments; an author's answer before the others."""
    rows = Remark.objects.filter(thread__edition__in=asked.since, at__gt=asked.first).exclude(by=asked.user)
    rows = rows.annotate(text_of_today=text_of_today("thread__"))
    columns = ("thread__edition", "thread__object_key", "is_answer", "at", "thread__context", "text_of_today")
    editions = {edition.pk: edition for edition in asked.since}
    for pk, key, is_answer, at, context, text, *names in rows.values_list(*columns, *_names("by")):
        edition = editions[pk]
        if one := asked.titles(edition).get(key):
            sort = Sort.ANSWERED if is_answer else Sort.REMARKED
            place = place_of(context, text)
            yield edition, Event(sort, one.title, at, key, _name(*names), one.is_shared, place)


def _masters(asked: _Asked) -> Found:
    """Yield the objects whose texts the master changed, and those that came."""
    rows: Any = TranslationSource.objects.filter(
        locale__in={edition.programme.master_locale_id for edition in asked.since},
        last_updated_at__gt=asked.first,
    )
    changed = {
        (locale, key): (came, at)
        for locale, key, came, at in rows.values_list("locale", "object", "created_at", "last_updated_at")
    }
    for edition, since in asked.since.items():
        for key, one in asked.titles(edition).items():
            came, at = changed.get((edition.programme.master_locale_id, key), (None, None))
            if came and at:
                sort = Sort.CAME if came > since else Sort.CHANGED
                yield edition, Event(sort, one.title, at, key, is_shared=one.is_shared)


def _published(asked: _Asked) -> Found:
    """Yield the pages that somebody published in the editions; what follows by itself is no news."""
    rows = PageLogEntry.objects.filter(
        action="wagtail.publish",
        timestamp__gt=asked.first,
        page__locale__in={edition.locale_id for edition in asked.since},
        user__isnull=False,
    ).exclude(user=asked.user.pk)
    columns = ("page__locale", "page__translation_key", "timestamp", *_names("user"))
    told = list(rows.values_list(*columns))
    for edition in asked.since:
        titles = asked.titles(edition)
        for locale, key, at, *names in told:
            if locale == edition.locale_id and key in titles:
                yield edition, Event(Sort.PUBLISHED, titles[key].title, at, key, _name(*names))


def _imported(asked: _Asked) -> Found:
    rows = Import.objects.filter(
        edition__in=asked.since, state=Import.State.DONE, imported_at__gt=asked.first
    ).exclude(imported_by=asked.user)
    editions = {edition.pk: edition for edition in asked.since}
    for pk, name, at, *names in rows.values_list("edition", "name", "imported_at", *_names("imported_by")):
        yield editions[pk], Event(Sort.IMPORTED, name, at, who=_name(*names))


def _names(person: str) -> list[str]:
    return [f"{person}__{column}" for column in ("first_name", "last_name", "username")]


def _name(first: str | None, last: str | None, account: str | None) -> str:
    """Return what a person is called: by name, or else by account; "" for nobody."""
    return f"{first or ''} {last or ''}".strip() or account or ""
