"""What waits for people in editions: gathered from all rooms, for many editions at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from translation_workflow.approving.queue import Sort, Stage, queue
from translation_workflow.approving.queue import Waiting as Queued
from translation_workflow.catalogue.models import Import, SetAside
from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import may, may_answer
from translation_workflow.editions.roles import Act
from translation_workflow.facts.overdue import counts_of
from translation_workflow.talk.threads import open_questions

from .adapting import overtaken_in
from .picture import Picture, picture_of
from .places import in_need_of_work, only, place_of, text_of_today
from .tasks import Task, Waiting, What

__all__ = ["Task", "Waiting", "What", "waiting_for", "waiting_in"]


def waiting_for(user: Any, edition: Edition) -> Waiting:
    """Return what waits for a user in an edition; see `waiting_in`."""
    return waiting_in(user, [edition])[edition.pk]


def waiting_in(
    user: Any, editions: Iterable[Edition], *, picture: Picture | None = None
) -> dict[int, Waiting]:
    """Return edition → what waits for a user there; nothing where the user has no part.

    `picture` is theirs where somebody read it already. The queries grow with neither editions nor pages.
    """
    editions = list(editions)
    mine = [edition for edition in editions if may(user, Act.TRANSLATE, edition)]
    found: dict[int, list[Task]] = {edition.pk: [] for edition in editions}
    if mine:
        seen = picture or picture_of(mine)
        for source in (_reviews, _talks, _overtaken, _files, _words, _facts):
            for edition, task in source(user, mine, seen):
                found[edition.pk].append(task)
        _name_places(mine, found, seen)
    order = list(What)
    return {
        edition.pk: Waiting(
            edition,
            tuple(sorted(found[edition.pk], key=lambda task: order.index(task.what))),
        )
        for edition in editions
    }


Found = Iterator[tuple[Edition, Task]]


def _reviews(user: Any, editions: Sequence[Edition], picture: Picture) -> Found:
    """Yield what was sent to reviewers, what these sent back, and what may be sent or published now."""
    told: dict[int, dict[What, list[Queued]]] = {edition.pk: defaultdict(list) for edition in editions}
    for one in queue(editions):
        if what := _what(one):
            told[one.edition.pk][what].append(one)
    for edition in editions:
        if not may(user, Act.APPROVE, edition):
            # Nobody sends what pages share: reviewers find it by themselves.
            for what in (What.REVIEWS, What.READY_SHARED):
                told[edition.pk].pop(what, None)
        for what, found in told[edition.pk].items():
            # What the master has not is on no desk: it is looked at and mended where it is written.
            url = found[0].url if found[0].sort is Sort.COUNTRY_PAGE else ""
            yield edition, Task(what, len(found), tuple(one.key for one in found), url=url)


def _what(one: Queued) -> What | None:
    """Return what waits with something in the reviewers' list; None where others tell of it."""
    ready = What.READY_SHARED if one.sort is Sort.SNIPPET else What.READY
    return {Stage.SENT: What.REVIEWS, Stage.RETURNED: What.SENT_BACK, Stage.READY: ready}.get(one.stage)


def _talks(user: Any, editions: Sequence[Edition], picture: Picture) -> Found:
    """Yield answers to what the user asked, and questions that wait for an answer of the user's."""
    rows = open_questions(editions).annotate(text_of_today=text_of_today())
    columns = ("edition", "object_key", "answered_at", "opened_by", "context", "text_of_today")
    threads = list(rows.values_list(*columns))
    for edition in editions:
        here = [row[1:] for row in threads if row[0] == edition.pk]
        answers = [
            (key, place_of(*place)) for key, answered, by, *place in here if answered and by == user.pk
        ]
        if answers:
            pages = _once(key for key, _ in answers)
            place = only(place for key, place in answers if key == pages[0])
            yield edition, Task(What.ANSWERS, len(answers), pages, place)
        questions = [key for key, answered, *_ in here if not answered]
        if questions and may_answer(user, edition.programme):
            yield edition, Task(What.QUESTIONS, len(questions), _once(questions))


def _overtaken(user: Any, editions: Sequence[Edition], picture: Picture) -> Found:
    found = overtaken_in(picture)
    for edition in editions:
        here = {one.key: found.get((edition.pk, one.key)) for one, _ in picture.of(edition)}
        keys = tuple(key for key, one in here.items() if one)
        if keys:
            yield edition, Task(What.CONFLICTS, sum(one.number for one in here.values() if one), keys)


def _files(user: Any, editions: Sequence[Edition], picture: Picture) -> Found:
    """Yield uploads that nobody confirmed, and words of files that found no place."""
    uploads = _number(Import.objects.filter(edition__in=editions, state=Import.State.WAITING))
    aside = _number(SetAside.objects.filter(edition__in=editions, settled=""))
    for edition in editions:
        for what, numbers in ((What.UPLOADS, uploads), (What.SET_ASIDE, aside)):
            if number := numbers.get(edition.pk):
                yield edition, Task(what, number)


def _number(rows: Any) -> dict[int, int]:
    return dict(rows.order_by().values_list("edition").annotate(Count("pk")))


def _words(user: Any, editions: Sequence[Edition], picture: Picture) -> Found:
    for edition in editions:
        here = [(one.key, standing.pieces) for one, standing in picture.of(edition)]
        counted = {
            What.NEEDS_WORK: {key: pieces.needs_work for key, pieces in here},
            What.UNTRANSLATED: {key: pieces.untranslated for key, pieces in here},
        }
        is_asked = edition.minimum_state == Edition.MinimumState.APPROVED
        if is_asked and may(user, Act.APPROVE, edition):
            counted[What.TO_APPROVE] = {key: pieces.translated for key, pieces in here}
        for what, numbers in counted.items():
            if number := sum(numbers.values()):
                keys = tuple(key for key, here in numbers.items() if here)
                yield edition, Task(what, number, keys)


def _name_places(editions: Iterable[Edition], found: Mapping[int, list[Task]], picture: Picture) -> None:
    """Name the piece of tasks that begin on a page of which one piece needs work: one query for all, and none
    where there is no such page.
    """
    asked = {
        edition: {task.pages[0] for task in found[edition.pk] if task.what in _OF_ONE and task.pages}
        for edition in editions
    }
    counted = {
        edition: {key for key in keys if picture.needs_work(edition, key) == 1}
        for edition, keys in asked.items()
    }
    places = in_need_of_work({edition: keys for edition, keys in counted.items() if keys})
    for pk, tasks in found.items():
        tasks[:] = [
            replace(task, place=places.get((pk, task.pages[0])))
            if task.what in _OF_ONE and task.pages
            else task
            for task in tasks
        ]


_OF_ONE = (What.SENT_BACK, What.NEEDS_WORK)
"""What is about words that need work, and begins with them."""


def _facts(user: Any, editions: Sequence[Edition], picture: Picture) -> Found:
    numbers = counts_of(editions, today=timezone.localdate())
    for edition in editions:
        if number := numbers.get(edition.pk):
            yield edition, Task(What.OVERDUE, number)


def _once(keys: Iterable[UUID]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(keys))
