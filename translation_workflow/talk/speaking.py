"""Ask, comment, answer, close. Each is one transaction, and asks the policy itself."""

from __future__ import annotations

from html import escape
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import may, may_answer
from translation_workflow.editions.roles import Act
from translation_workflow.source.markup import is_blank, without_control_signs

from .errors import NotAllowed, NotSaid
from .models import LONGEST, Remark, Thread
from .subject import Subject, check_subject


def ask(edition: Edition, subject: Subject, *, text: str, user: Any) -> Thread:
    """Ask the authors something about an object or a piece. Raises NotSaid; then nothing was written."""
    return _open(edition, subject, text=text, user=user, is_question=True)


def comment(edition: Edition, subject: Subject, *, text: str, user: Any) -> Thread:
    """Tell the people of an edition something about an object or a piece. Raises NotSaid."""
    return _open(edition, subject, text=text, user=user, is_question=False)


@transaction.atomic
def reply(thread: int, *, text: str, user: Any) -> Thread:
    """Say more in a thread: it is open again, and a question waits for the authors again.

    For the people of the thread's edition. Raises NotSaid.
    """
    found = _locked(thread)
    if not may(user, Act.ASK, found.edition):
        raise not_yours()
    _say(found, _checked(text), user=user, is_answer=False)
    _stand(found, answered_at=None)
    return found


@transaction.atomic
def answer(thread: int, *, text: str, user: Any) -> Thread:
    """Answer a question, as an author of its programme's master. Raises NotSaid."""
    found = _locked(thread)
    if not may_answer_in(user, found):
        raise not_yours()
    remark = _say(found, _checked(text), user=user, is_answer=True)
    _stand(found, answered_at=remark.at)
    return found


@transaction.atomic
def close(thread: int, *, user: Any) -> Thread:
    """Say that a thread is over; a second time nothing happens. Raises NotSaid."""
    found = _locked(thread)
    if not may_close(user, found):
        raise not_yours()
    if found.closed_at is None:
        found.closed_at, found.closed_by = timezone.now(), user
        found.save(update_fields=["closed_at", "closed_by"])
    return found


def may_answer_in(user: Any, thread: Thread) -> bool:
    """Whether a user answers a thread as an author: questions only."""
    return thread.is_question and may_answer(user, thread.edition.programme)


def may_close(user: Any, thread: Thread) -> bool:
    """Whether a user may end a thread: who has a part in it."""
    return may(user, Act.ASK, thread.edition) or may_answer_in(user, thread)


@transaction.atomic
def _open(edition: Edition, subject: Subject, *, text: str, user: Any, is_question: bool) -> Thread:
    if not may(user, Act.ASK, edition):
        raise not_yours()
    told = _checked(text)
    check_subject(edition, subject)
    if again := _said_before(edition, subject, told, user=user, is_question=is_question):
        return again
    thread = Thread.objects.create(
        edition=edition,
        object_key=subject.key,
        context_id=subject.context,
        string_id=subject.string,
        is_question=is_question,
        opened_by=user,
        at=timezone.now(),
    )
    _say(thread, told, user=user, is_answer=False)
    return thread


def _said_before(
    edition: Edition, subject: Subject, text: str, *, user: Any, is_question: bool
) -> Thread | None:
    """Return the thread that a button pressed twice, or a try after a lost connection, has opened already."""
    same = Remark.objects.filter(
        thread__edition=edition,
        thread__object_key=subject.key,
        thread__context=subject.context,
        thread__string=subject.string,
        thread__is_question=is_question,
        thread__closed_at=None,
        by=user,
        text=text,
    ).select_related("thread__edition__programme")
    found = same.last()
    return found.thread if found else None


def _locked(thread: int) -> Thread:
    found = Thread.objects.select_for_update(of=("self",)).select_related(
        "edition__programme__master_locale", "edition__locale"
    )
    row = found.filter(pk=thread).first()
    if row is None:
        raise not_yours()
    return row


def _say(thread: Thread, text: str, *, user: Any, is_answer: bool) -> Remark:
    last = thread.remarks.last()
    if (
        last
        and thread.closed_at is None
        and (last.by_id, last.text, last.is_answer) == (user.pk, text, is_answer)
    ):
        return last
    return thread.remarks.create(by=user, at=timezone.now(), text=text, is_answer=is_answer)


def _stand(thread: Thread, *, answered_at: Any) -> None:
    thread.answered_at, thread.closed_at, thread.closed_by = answered_at, None, None
    thread.save(update_fields=["answered_at", "closed_at", "closed_by"])


def _checked(text: str) -> str:
    told = without_control_signs(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if is_blank(escape(told)):
        raise NotSaid(_("There is nothing to send: write what you want to say."))
    if len(told) > LONGEST:
        raise NotSaid(
            ngettext(
                "This is %(length)s characters long; %(most)s fit. Shorten it by %(over)s character.",
                "This is %(length)s characters long; %(most)s fit. Shorten it by %(over)s characters.",
                len(told) - LONGEST,
            )
            % {"length": len(told), "most": LONGEST, "over": len(told) - LONGEST}
        )
    return told


def not_yours() -> NotAllowed:
    # One sentence for what is another edition's and for what is not there: neither is told of.
    return NotAllowed(_("You have no part in this conversation, or it is gone. Nothing was sent."))
