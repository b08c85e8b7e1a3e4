"""Threads, read: which there are, which wait for whom, and what was said in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from wagtail_localize.models import StringSegment

from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import may
from translation_workflow.editions.roles import Act
from translation_workflow.source.markup import plain_text

from .models import Remark, Thread
from .speaking import may_answer_in
from .subject import Subject

Piece = tuple[int, int]
"""A place and the master's text there: ids of the engine's context and string."""


class Standing(StrEnum):
    """How a thread stands: a question waits for the authors or is answered; a comment is open."""

    WAITING = "waiting"
    ANSWERED = "answered"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Said:
    """A remark. `who` is a person's name, "" where the account is gone. `text` is plain."""

    who: str
    at: datetime
    text: str
    is_answer: bool = False


@dataclass(frozen=True)
class Conversation:
    """A thread with all that was said in it, the oldest first.

    `text` is the master's text that it is about, plain; "" for a page as a whole. What one person may do:
    reply as people of the edition, answer as an author, close.
    """

    id: int
    edition: Edition
    subject: Subject
    is_question: bool
    standing: Standing
    at: datetime
    who: str = ""
    text: str = ""
    remarks: Sequence[Said] = ()
    may_reply: bool = False
    may_answer: bool = False
    may_close: bool = False

    @property
    def is_open(self) -> bool:
        return self.standing is not Standing.CLOSED


def open_questions(editions: Iterable[Edition], keys: Collection[UUID] | None = None) -> QuerySet[Thread]:
    """Return the questions of editions that nobody closed, the oldest first; `keys` None: of all objects.

    Those with `answered_at` None wait for an author, the others for who asked.
    """
    rows = Thread.objects.filter(edition__in=[one.pk for one in editions], is_question=True, closed_at=None)
    return (rows if keys is None else rows.filter(object_key__in=keys)).order_by("pk")


def waiting_for_authors(
    editions: Iterable[Edition], keys: Collection[UUID] | None = None
) -> QuerySet[Thread]:
    """Return the questions that no author answered yet, the oldest first."""
    return open_questions(editions, keys).filter(answered_at=None)


def answers_for(user: Any, editions: Iterable[Edition]) -> QuerySet[Thread]:
    """Return the questions of a user that were answered and that nobody closed, the oldest answer first."""
    rows = open_questions(editions).filter(opened_by=user.pk, answered_at__isnull=False)
    return rows.order_by("answered_at", "pk")


def remarks_since(editions: Iterable[Edition], since: datetime) -> QuerySet[Remark]:
    """Return what was said in editions after a moment, the newest first, with thread and speaker."""
    rows = Remark.objects.filter(thread__edition__in=[one.pk for one in editions], at__gt=since)
    return rows.select_related("thread", "by").order_by("-at", "-pk")


def conversations(rows: QuerySet[Thread], *, user: Any) -> list[Conversation]:
    """Return threads with what was said in them and what a user may do there, in the order of the rows.

    Two queries, and one to know the user's roles.
    """
    threads = list(
        rows.select_related("edition__programme__master_locale", "edition__locale", "opened_by", "string")
    )
    said: dict[int, list[Said]] = defaultdict(list)
    remarks = Remark.objects.filter(thread__in=[one.pk for one in threads]).select_related("by")
    for remark in remarks.order_by("pk") if threads else ():
        said[remark.thread_id].append(
            Said(name_of(remark.by), remark.at, remark.text, is_answer=remark.is_answer)
        )
    return [_conversation(thread, said[thread.pk], user=user) for thread in threads]


def threads(edition: Edition, keys: Collection[UUID], *, user: Any) -> list[Conversation]:
    """Return all threads of objects of an edition, the oldest first; two queries."""
    return conversations(
        Thread.objects.filter(edition=edition, object_key__in=keys).order_by("pk"), user=user
    )


def threads_beside(edition: Edition, subject: Subject, *, user: Any) -> list[Conversation]:
    """Return the threads to show beside a piece, the oldest first; beside none, those of the whole object.

    A thread whose text the master changed since is told at every piece of its place; one whose place is gone
    at the object. Four queries at the most.
    """
    rows = Thread.objects.filter(edition=edition, object_key=subject.key).order_by("pk")
    if not subject.is_piece:
        there = _texts_of(edition, set(rows.exclude(context=None).values_list("context", flat=True)))
        stands = Q(context__isnull=False, context__in={context for context, _ in there})
        return conversations(rows.exclude(stands), user=user)
    others = _texts_of(edition, {subject.context}) - {(subject.context, subject.string)}
    rows = rows.filter(context=subject.context)
    return conversations(rows.exclude(string__in=[string for _, string in others]), user=user)


@dataclass(frozen=True)
class Count:
    """How many threads of a piece nobody closed; `questions` are those that wait for an author."""

    questions: int = 0
    comments: int = 0
    answered: int = 0


def open_counts(
    edition: Edition, keys: Collection[UUID]
) -> Mapping[tuple[UUID, int | None, int | None], Count]:
    """Return (object, context, string) → its open threads, told where `threads_beside` shows them.

    (object, None, None) is the object as a whole. Two queries.
    """
    rows = Thread.objects.filter(edition=edition, object_key__in=keys, closed_at=None)
    values = list(rows.values_list("object_key", "context", "string", "is_question", "answered_at"))
    today = _texts_of(edition, {context for _, context, *_ in values if context})
    places: dict[int, list[int]] = defaultdict(list)
    for place, text in today:
        places[place].append(text)
    counted: dict[tuple[UUID, int | None, int | None], Counter[Standing]] = defaultdict(Counter)
    for key, context, string, is_question, answered_at in values:
        standing = _open_standing(is_question=is_question, answered_at=answered_at)
        for piece in _shown_at(context, string, places):
            counted[key, *piece][standing] += 1
    return {
        piece: Count(one[Standing.WAITING], one[Standing.OPEN], one[Standing.ANSWERED])
        for piece, one in counted.items()
    }


def _shown_at(
    context: int | None, string: int | None, places: Mapping[int, Sequence[int]]
) -> list[tuple[int | None, int | None]]:
    """Return the pieces beside which a thread is told; `places` are the master's texts of today."""
    if context is None or context not in places:
        return [(None, None)]
    own = [string] if string in places[context] else places[context]
    return [(context, one) for one in own]


def name_of(user: Any) -> str:
    """Return what a person is called among colleagues; "" for nobody."""
    return str(user.get_full_name() or user.get_username()) if user else ""


def _texts_of(edition: Edition, contexts: Collection[int | None]) -> set[Piece]:
    """Return the pieces that stand in some places of the master today."""
    if not contexts:
        return set()
    rows = StringSegment.objects.filter(
        source__locale=edition.programme.master_locale_id, context__in=contexts
    )
    return set(rows.values_list("context_id", "string_id"))


def _conversation(thread: Thread, remarks: Sequence[Said], *, user: Any) -> Conversation:
    speaks, answers = may(user, Act.ASK, thread.edition), may_answer_in(user, thread)
    return Conversation(
        id=thread.pk,
        edition=thread.edition,
        subject=Subject(thread.object_key, thread.context_id, thread.string_id),
        is_question=thread.is_question,
        standing=_standing(thread),
        at=thread.at,
        who=name_of(thread.opened_by),
        text=plain_text(thread.string.data) if thread.string else "",
        remarks=remarks,
        may_reply=speaks,
        may_answer=answers,
        may_close=(speaks or answers) and thread.closed_at is None,
    )


def _standing(thread: Thread) -> Standing:
    if thread.closed_at:
        return Standing.CLOSED
    return _open_standing(is_question=thread.is_question, answered_at=thread.answered_at)


def _open_standing(*, is_question: bool, answered_at: datetime | None) -> Standing:
    if not is_question:
        return Standing.OPEN
    return Standing.ANSWERED if answered_at else Standing.WAITING
