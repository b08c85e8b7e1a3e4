"""Questions to the authors, and comments among the people of an edition."""

from __future__ import annotations

from typing import Any

import pytest

from tests.people import take
from tests.programme.starter import block
from translation_workflow.talk.errors import NotAllowed, NotSaid
from translation_workflow.talk.models import LONGEST, Remark, Thread
from translation_workflow.talk.speaking import answer, ask, close, comment, reply
from translation_workflow.talk.subject import Subject
from translation_workflow.talk.threads import (
    Count,
    Standing,
    answers_for,
    conversations,
    open_counts,
    threads,
    threads_beside,
    waiting_for_authors,
)

from .town import ODD, TEXT, TYPO, TalkTown

pytestmark = pytest.mark.django_db


def standing(thread: Thread, user: Any) -> Standing:
    [now] = conversations(Thread.objects.filter(pk=thread.pk), user=user)
    return now.standing


def test_a_question_waits_is_answered_waits_again_and_is_closed() -> None:
    """A question goes back and forth between an edition and the authors until somebody closes it."""
    town = TalkTown()
    thread = town.asked()
    assert standing(thread, town.siv) is Standing.WAITING
    answer(thread.pk, text="Lime trees.", user=town.ann)
    assert standing(thread, town.siv) is Standing.ANSWERED
    assert [one.pk for one in answers_for(town.siv, [town.sv])] == [thread.pk]
    reply(thread.pk, text="And where?", user=town.siv)
    assert standing(thread, town.siv) is Standing.WAITING
    close(thread.pk, user=town.siv)
    assert standing(thread, town.siv) is Standing.CLOSED
    reply(thread.pk, text="One more thing.", user=town.siv)
    assert standing(thread, town.siv) is Standing.WAITING
    [told] = threads(town.sv, [town.whole.key], user=town.siv)
    assert [(one.who, one.is_answer) for one in told.remarks] == [
        ("siv", False),
        ("ann", True),
        ("siv", False),
        ("siv", False),
    ]
    assert told.text == TEXT


def test_a_comment_stays_in_its_edition() -> None:
    """A comment is among the people of an edition: no author answers it, and none waits for it."""
    town = TalkTown()
    thread = comment(town.sv, town.place(), text="We say lind.", user=town.siv)
    assert not waiting_for_authors([town.sv]).exists()
    with pytest.raises(NotAllowed):
        answer(thread.pk, text="Fine.", user=town.ann)
    assert standing(thread, town.siv) is Standing.OPEN


def test_nobody_speaks_in_another_edition() -> None:
    """Who translates Finnish has no say in Swedish, and who lost the role has none any more."""
    town = TalkTown()
    thread = town.asked()
    for act in (
        lambda: ask(town.sv, town.place(), text="Me?", user=town.fia),
        lambda: reply(thread.pk, text="Me?", user=town.fia),
        lambda: answer(thread.pk, text="Me.", user=town.fia),
        lambda: answer(thread.pk, text="Me.", user=town.siv),
        lambda: close(thread.pk, user=town.fia),
        lambda: ask(town.sv, town.place(), text="An author asks.", user=town.ann),
        lambda: reply(10**9, text="Nobody's.", user=town.siv),
    ):
        with pytest.raises(NotAllowed):
            act()
    take(town.siv, "translator", town.sv)
    with pytest.raises(NotAllowed):
        reply(thread.pk, text="Still here?", user=town.fresh(town.siv))
    town.ann.is_active = False
    with pytest.raises(NotAllowed):
        answer(thread.pk, text="Still here?", user=town.ann)
    assert Remark.objects.count() == 1


@pytest.mark.parametrize("text", ["", "  \n\t", "\u200b\u2060", "\x00\x07", "x" * (LONGEST + 1)])
def test_what_says_nothing_or_too_much_is_refused_whole(text: str) -> None:
    """An empty remark and one that is too long are refused with a sentence; nothing is written."""
    town = TalkTown()
    with pytest.raises(NotSaid):
        town.asked(text)
    assert not Thread.objects.exists()


def test_a_remark_is_kept_as_it_was_typed() -> None:
    """Markup, quotes and new lines are text; signs that no database takes are left out, and 2,000 fit."""
    town = TalkTown()
    thread = town.asked(f"{ODD}\r\nSecond\x00 line")
    assert thread.remarks.get().text == f"{ODD}\nSecond line"
    assert len(town.asked("é" * LONGEST).remarks.get().text) == LONGEST


def test_a_button_pressed_twice_says_it_once() -> None:
    """The same words by the same person in the same place are one question, one reply, one answer."""
    town = TalkTown()
    thread = town.asked()
    assert town.asked().pk == thread.pk
    for _ in range(2):
        answer(thread.pk, text="Lime trees.", user=town.ann)
    assert Remark.objects.count() == 2
    close(thread.pk, user=town.siv)
    assert town.asked().pk != thread.pk


def test_a_question_is_about_something_that_the_edition_has() -> None:
    """Another page's piece, half of a name and a text that never was are refused."""
    town = TalkTown()
    place, first = town.place(), town.world.first.translation_key
    assert place.context
    for subject in (
        Subject(first, place.context, place.string),
        Subject(place.key, place.context),
        Subject(place.key, place.context, 10**9),
        Subject(place.key, 10**9, place.string),
    ):
        with pytest.raises(NotSaid):
            ask(town.sv, subject, text="What?", user=town.siv)
    assert town.asked(subject=town.whole).context_id is None


def test_a_thread_stays_where_its_text_was_when_the_text_changes() -> None:
    """After the author changed the text, the thread is told at the texts of its place, with the text it was
    about; and once the place is gone, at the page.
    """
    town = TalkTown()
    town.asked()
    other, key = town.place(TYPO), town.whole.key
    assert threads_beside(town.sv, other, user=town.siv) == []
    town.show(block("one", "text", "<p>The town plans fifty young trees.</p>"))
    now = town.place("The town plans fifty young trees.")
    assert now.context == other.context
    [told] = threads_beside(town.sv, now, user=town.siv)
    assert told.text == TEXT
    assert open_counts(town.sv, [key]) == {(key, now.context, now.string): Count(questions=1)}
    town.show(block("new", "text", "<p>Nothing.</p>"))
    [told] = threads_beside(town.sv, town.whole, user=town.siv)
    assert told.text == TEXT
    assert open_counts(town.sv, [key]) == {(key, None, None): Count(questions=1)}


def test_reading_costs_the_same_however_many_threads(django_assert_num_queries: Any) -> None:
    """Threads with their remarks are read in two queries and one for roles, whatever their number."""
    town = TalkTown()
    for number in range(12):
        answer(town.asked(f"Question {number}?").pk, text="Yes.", user=town.ann)
    siv = town.fresh(town.siv)
    with django_assert_num_queries(3):
        found = threads(town.sv, [town.whole.key], user=siv)
    assert len(found) == 12
    with django_assert_num_queries(2):
        assert open_counts(town.sv, [town.whole.key])


def test_a_closed_account_leaves_what_it_said() -> None:
    """Who is deleted is named no longer; the words stay."""
    town = TalkTown()
    thread = town.asked()
    town.siv.delete()
    [told] = conversations(Thread.objects.filter(pk=thread.pk), user=town.ann)
    assert (told.who, told.remarks[0].who, told.remarks[0].text) == ("", "", "Which trees?")
