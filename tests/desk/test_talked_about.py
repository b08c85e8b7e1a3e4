"""What people talk about is told where they come by: at a text's head, at the top of a page."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

import pytest
from django.urls import reverse

from tests.approving.reviewing import Reviewed
from tests.desk.screening import Desk, post
from tests.people import client_of
from tests.talk.town import TalkTown
from translation_workflow.approving.decide import send_page_back
from translation_workflow.desk.drawn import Drawing, Said
from translation_workflow.desk.history import versions_of
from translation_workflow.desk.page import NOTHING, DeskPage, Section, Segment
from translation_workflow.desk.subject import pieces_at, subject_of
from translation_workflow.talk.speaking import answer, close, comment
from translation_workflow.talk.threads import Count, open_counts

pytestmark = pytest.mark.django_db


def segment(string: int, source: str = "", **more: int) -> Segment:
    return Segment(1, string, "", "", NOTHING, source, NOTHING, "", "untranslated", "", **more)


def heads_in(shown: Any) -> dict[str, list[str]]:
    """Return id of a text → what its head tells of what people say, for those that tell something."""
    articles = re.findall(
        r'<article .*? id="segment-([\d-]+)"(.*?)</header>', shown.content.decode(), re.DOTALL
    )
    found = {name: re.findall(r'<span class="desk-asked.*?>(.*?)</span>', head) for name, head in articles}
    return {name: told for name, told in found.items() if told}


def page_of(*sections: Section) -> DeskPage:
    desk = Desk()
    return DeskPage("Legal", desk.edition, desk.key, sections)


def test_an_answered_question_is_not_open() -> None:
    """It counts as answered, until somebody closes it; a comment is neither."""
    town = TalkTown()
    place, key = town.place(), town.whole.key
    thread = town.asked()
    comment(town.sv, place, text="Oaks.", user=town.siv)
    piece = (key, place.context, place.string)
    assert open_counts(town.sv, [key])[piece] == Count(questions=1, comments=1)
    answer(thread.pk, text="All.", user=town.ann)
    assert open_counts(town.sv, [key])[piece] == Count(comments=1, answered=1)
    close(thread.pk, user=town.ann)
    assert open_counts(town.sv, [key])[piece] == Count(comments=1)


def test_the_page_names_texts_that_people_talk_about() -> None:
    """Those with a comment as well as those with a question; the others are not named."""
    desk = Desk()
    piece = desk.segment("One")
    sent = {"context": piece.context, "string": piece.string, "kind": "comment", "text": "Oak."}
    assert post(desk.client, desk.open().urls["ask"], sent).status_code == 200
    shown = desk.client.get(desk.url())
    assert heads_in(shown) == {piece.id: ["Comments 1"]}


def test_an_answer_stands_at_its_text() -> None:
    """Whoever opens the page sees that an author answered."""
    town = TalkTown()
    place, key = town.place(), town.whole.key
    answer(town.asked().pk, text="All.", user=town.ann)
    shown = client_of(town.siv).get(reverse("desk:page", args=[town.sv.pk, key]))
    assert heads_in(shown) == {f"{place.context}-{place.string}": ["Answered"]}


@pytest.mark.parametrize(
    ("kind", "told"), [("questions", "Waiting: 2"), ("answered", "Answered"), ("remarks", "Said 2")]
)
def test_each_sort_of_talk_is_told(kind: str, told: str) -> None:
    """A question that waits, one that was answered, a comment; and the texts that have it can be picked."""
    words = {one.name: one.name for one in fields(Said)}
    said = Said(**words | {"questions": "Waiting:", "answered": "Answered", "remarks": "Said"})
    drawing = Drawing(page_of(), said)
    assert f">{told}</span>" in drawing.draw(segment(1, **{kind: 2}))
    assert f" data-{kind}" in drawing.draw(segment(1, **{kind: 2}))
    assert "desk-asked" not in drawing.draw(segment(1))


def test_a_page_that_was_sent_back_says_so() -> None:
    """With the reviewer's note, on top of the page; not before, and no longer once it is sent again."""
    world = Reviewed()
    world.translate()
    world.send()
    client = client_of(world.translator)
    url = reverse("desk:page", args=[world.edition.pk, world.key])
    assert client.get(url).context["page"].returned is None
    send_page_back(world.edition, world.key, note="Finish it first.", user=world.reviewer)
    shown = client.get(url)
    assert not shown.context["page"].waits_for_review
    assert "A reviewer sent this page back." in shown.content.decode()
    assert "Finish it first." in shown.content.decode()
    world.send()
    again = client.get(url).context["page"]
    assert (again.returned, again.waits_for_review) == (None, True)


def test_sections_of_one_heading_are_told_apart() -> None:
    """By the first words of their source; a heading that stands alone needs none."""
    long = "A tree that stands in a street where nobody ever walks by."
    page = page_of(
        Section("Content", ["Content"], [segment(1, long)]),
        Section("Body", ["Body"], [segment(2, "Body text.")]),
        Section("Content", ["Content"], [segment(3, "Two."), segment(4, "More.")]),
    )
    assert [(section.heading, words) for section, words in page.outline] == [
        ("Content", "A tree that stands in a street where nobody…"),
        ("Body", ""),
        ("Content", "Two."),
    ]


def test_words_of_now_are_not_brought_back() -> None:
    """However often they were written; other words are."""
    desk = Desk()
    desk.settle("One", "Ett träd.")
    desk.settle("One", "En buske.")
    desk.settle("One", "Ett träd.")
    subject = subject_of(desk.edition, desk.key)
    assert subject is not None
    place = desk.segment("One").context, desk.segment("One").string
    versions = versions_of(pieces_at(subject, {place})[place])
    assert [(one.words, bool(one.entry)) for one in versions] == [
        ("Ett träd.", False),
        ("En buske.", True),
        ("Ett träd.", False),
    ]
