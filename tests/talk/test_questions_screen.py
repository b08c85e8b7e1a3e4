"""One screen lists the questions in which somebody has a part."""

from __future__ import annotations

from typing import Any

import pytest

from tests.people import client_of, person
from translation_workflow.talk.models import Thread
from translation_workflow.talk.speaking import answer, ask, close, comment
from translation_workflow.talk.subject import Subject

from .town import ODD, TalkTown

pytestmark = pytest.mark.django_db


def listed(town: TalkTown, who: Any, **asked: str) -> str:
    shown = town.client(who).get(town.url("questions"), asked)
    assert shown.status_code == 200
    return str(shown.content.decode())


def test_authors_see_all_editions_and_translators_their_own() -> None:
    """Ann sees what Swedes and Finns ask; Siv and Fia see their own; who has no role is not let in."""
    town = TalkTown()
    town.asked("Svenska?")
    ask(town.fi, town.whole, text="Suomea?", user=town.fia)
    assert [word in listed(town, town.ann) for word in ("Svenska?", "Suomea?")] == [True, True]
    assert [word in listed(town, town.siv) for word in ("Svenska?", "Suomea?")] == [True, False]
    assert [word in listed(town, town.fia) for word in ("Svenska?", "Suomea?")] == [False, True]
    assert "Suomea?" not in listed(town, town.siv, edition=str(town.fi.pk))
    assert "Svenska?" not in listed(town, town.ann, edition=str(town.fi.pk))
    assert client_of(person(None)).get(town.url("questions")).status_code == 302


def test_what_waits_comes_first_and_what_is_closed_is_asked_for() -> None:
    """Unanswered questions stand before answered ones, whichever are older; closed ones are another list."""
    town = TalkTown()
    first, second, third = town.asked("First?"), town.asked("Second?"), town.asked("Third?")
    answer(first.pk, text="Yes.", user=town.ann)
    close(third.pk, user=town.siv)
    shown = listed(town, town.ann)
    assert shown.index("Second?") < shown.index("First?")
    assert "Third?" not in shown
    closed = listed(town, town.ann, show="closed")
    assert "Third?" in closed
    assert "Second?" not in closed
    assert second.pk


def test_comments_are_no_questions() -> None:
    """What translators tell each other is not put before the authors."""
    town = TalkTown()
    comment(town.sv, town.place(), text="Among us.", user=town.siv)
    assert "Among us." not in listed(town, town.ann)


def test_hostile_words_and_names_are_text() -> None:
    """Scripts in a question, in a person's name and in an address of the list are shown and do nothing."""
    town = TalkTown()
    town.siv.first_name, town.siv.last_name = '<b onclick="x">Siv</b>', "<script>1</script>"
    town.siv.save()
    town.asked(ODD)
    for who in (town.ann, town.siv):
        shown = listed(town, who, edition='"><script>2</script>', show='"><script>3</script>')
        for mark in ("<script>alert", "<script>1", "<script>2", "<script>3", "<img src=x", "<b onclick"):
            assert mark not in shown, mark
        assert "&lt;script&gt;alert" in shown


def test_the_screen_costs_the_same_however_many_questions(django_assert_max_num_queries: Any) -> None:
    """A page of questions costs the same whether there are two or twenty-two, of one edition or of two."""
    town = TalkTown()
    ann = town.client(town.ann)
    ann.get(town.url("questions"))
    town.asked("Number 0?")
    counted = []
    for _ in range(2):
        with django_assert_max_num_queries(40) as captured:
            ann.get(town.url("questions"))
        counted.append(len(captured))
        for number in range(1, 22):
            town.asked(f"Number {number}?")
            ask(town.fi, Subject(town.world.first.translation_key), text=f"Nro {number}?", user=town.fia)
    assert counted[0] == counted[1]
    assert Thread.objects.count() == 43
